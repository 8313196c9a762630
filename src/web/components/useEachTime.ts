import { useEffect, useLayoutEffect, useRef } from "react";

/** What is done; it may return what ends it. */
type Act<Key> = ((key: Key) => void) | ((key: Key) => (() => void) | undefined);

/** Does something each time when `key` is another one, once at first: as the page is then, whatever else changed. */
export function useEachTime<Key>(key: Key, act: Act<Key>): void {
  const latest = useLatest(act);
  useEffect(() => latest.current(key), [latest, key]);
}

/** The same before the browser paints. */
export function useEachTimeBeforePaint<Key>(key: Key, act: Act<Key>): void {
  const latest = useLatest(act);
  useLayoutEffect(() => latest.current(key), [latest, key]);
}

function useLatest<Value>(value: Value) {
  const latest = useRef(value);
  useLayoutEffect(() => {
    latest.current = value;
  });
  return latest;
}
