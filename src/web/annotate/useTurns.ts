import { useEffect, useReducer, useRef } from "react";
import { flushSync } from "react-dom";
import { keyPlace } from "../keys/keyPlace.ts";

/** A press of so long ago is no answer to what is on screen now. */
const oldMs = 5000;

/**
 * Keys pressed while the page cannot act on them have their turn afterwards, one after the other, each seeing what the
 * one before it changed: typed fast or slowly, the same keys do the same. Nothing is kept from the browser or from Esc.
 *
 * @param mustWait whether the page cannot act just now
 * @returns lets something else have its turn like a key
 */
export function useTurns(mustWait: () => boolean): (act: () => void) => void {
  const turns = useRef<{ act: () => void; at: number }[]>([]);
  const [, look] = useReducer((turn: number) => turn + 1, 0);
  const waits = useRef(mustWait);
  /** A held key is being given to the page. */
  const isGiving = useRef(false);
  const takeTurn = useRef((act: () => void) => {
    turns.current.push({ act, at: performance.now() });
    look();
  });

  useEffect(() => {
    waits.current = mustWait;
  });

  useEffect(() => {
    if (turns.current.length > 0 && !waits.current()) queueMicrotask(give);
  });

  /** What a key does follows from what is rendered, so each is followed by a render. */
  function give() {
    while (!isGiving.current && turns.current.length > 0 && !waits.current()) {
      const turn = turns.current.shift();
      if (!turn || performance.now() - turn.at > oldMs) continue;
      isGiving.current = true;
      flushSync(turn.act);
      isGiving.current = false;
    }
  }

  useEffect(() => {
    function hold(event: KeyboardEvent) {
      if (isGiving.current || !(waits.current() || turns.current.length > 0) || isOthers(event)) return;
      // Of its own it stops what is under way; after others it is meant for what they do.
      if (event.key === "Escape" && turns.current.length === 0) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      // One that is held down says nothing more.
      if (!event.repeat) takeTurn.current(() => pressAgain(event));
    }
    document.addEventListener("keydown", hold, { capture: true });
    return () => document.removeEventListener("keydown", hold, { capture: true });
  }, []);

  return takeTurn.current;
}

/** Keys that are the browser's, an input method's, or stop what is under way. */
function isOthers({ key, code, ctrlKey, metaKey, isComposing }: KeyboardEvent): boolean {
  if (isComposing || ["Shift", "Control", "Alt", "Meta", "AltGraph", "Tab"].includes(key)) return true;
  if (/^F\d+$/.test(key)) return true;
  return (ctrlKey || metaKey) && !["Enter", "NumpadEnter", "KeyZ"].includes(code);
}

/** Presses a key once more, where the focus is by now, with what the browser would do by itself. */
function pressAgain(event: KeyboardEvent): void {
  const { key, code, shiftKey, altKey, ctrlKey, metaKey } = event;
  const target = document.activeElement ?? document.body;
  const again = new KeyboardEvent("keydown", {
    key,
    code,
    shiftKey,
    altKey,
    ctrlKey,
    metaKey,
    bubbles: true,
    cancelable: true,
  });
  if (!target.dispatchEvent(again)) return;
  if (key === "Escape") {
    target.closest("dialog")?.dispatchEvent(new Event("cancel", { cancelable: true }));
    return;
  }
  const place = keyPlace(target);
  if (place === "text" && !altKey && !ctrlKey && !metaKey) {
    if (key.length === 1) document.execCommand("insertText", false, key);
    else if (key === "Backspace") document.execCommand("delete");
    else if (key === "Enter" && target instanceof HTMLTextAreaElement)
      document.execCommand("insertLineBreak");
    else if (key === "Enter") (target as HTMLInputElement).form?.requestSubmit();
  } else if (place === "control" && (key === "Enter" || key === " ")) (target as HTMLElement).click();
}
