import { useLayoutEffect, useRef } from "react";
import type { Key } from "./key.ts";
import { useKeyChoices } from "./keyChoices.ts";
import { keyPlace } from "./keyPlace.ts";
import { matchKey } from "./matchKey.ts";

const actAtOnce = (key: Key) => key.action();

/**
 * Makes keys act as long as the component is shown and `enabled`. Repeats and text being composed are ignored.
 *
 * @param act what a press does, if that is more than the key's action
 */
export function useKeys(
  keys: readonly Key[],
  enabled = true,
  act: (key: Key, event: KeyboardEvent) => void = actAtOnce,
): void {
  const choices = useKeyChoices();
  const latest = useRef({ keys, choices, act });
  // Before painting: the next key acts on what is on screen.
  useLayoutEffect(() => {
    latest.current = { keys, choices, act };
  });

  useLayoutEffect(() => {
    if (!enabled) return;
    let held: { id: string; code: string; since: number } | null = null;
    function press(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing) return;
      const place = keyPlace(event.target);
      // An input method uses this key for its text; outside text fields it has nothing to compose.
      if (event.keyCode === 229 && place === "text") return;
      const { keys, choices, act } = latest.current;
      const key = matchKey(keys, event, place, choices);
      if (!key) return;
      event.preventDefault();
      if (event.repeat) return;
      if (key.onRelease) held = { id: key.id, code: event.code, since: event.timeStamp };
      act(key, event);
    }
    function letGo(event: KeyboardEvent) {
      if (held?.code !== event.code) return;
      const { id, since } = held;
      held = null;
      latest.current.keys.find((key) => key.id === id)?.onRelease?.(event.timeStamp - since);
    }
    document.addEventListener("keydown", press);
    document.addEventListener("keyup", letGo);
    return () => {
      document.removeEventListener("keydown", press);
      document.removeEventListener("keyup", letGo);
    };
  }, [enabled]);
}
