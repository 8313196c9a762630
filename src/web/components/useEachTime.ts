import { useEffect, useLayoutEffect, useRef } from "react";

/** The effect; it may return a function that ends it. */
type Act<Key> = ((key: Key) => void) | ((key: Key) => (() => void) | undefined);

/** Runs `act` at first and each time `key` changes, as it is in that render, whatever else changed. */
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
