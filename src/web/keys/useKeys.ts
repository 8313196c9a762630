import { useEffect, useRef } from "react";
import type { Key } from "./key.ts";
import { useKeyChoices } from "./keyChoices.ts";
import { keyPlace } from "./keyPlace.ts";
import { matchKey } from "./matchKey.ts";

/** Lets keys act as long as the component is shown and `enabled`. Repeats and text being composed are ignored. */
export function useKeys(keys: readonly Key[], enabled = true): void {
  const choices = useKeyChoices();
  const latest = useRef({ keys, choices });
  useEffect(() => {
    latest.current = { keys, choices };
  });

  useEffect(() => {
    if (!enabled) return;
    function press(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return;
      const { keys, choices } = latest.current;
      const key = matchKey(keys, event, keyPlace(event.target), choices);
      if (!key) return;
      event.preventDefault();
      if (!event.repeat) key.action();
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [enabled]);
}
