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
      if (event.defaultPrevented || event.isComposing) return;
      const place = keyPlace(event.target);
      // An input method takes this key for its text. Outside of text fields it has none to compose.
      if (event.keyCode === 229 && place === "text") return;
      const { keys, choices } = latest.current;
      const key = matchKey(keys, event, place, choices);
      if (!key) return;
      event.preventDefault();
      if (!event.repeat) key.action();
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [enabled]);
}
