import { useEffect, useLayoutEffect, useReducer, useRef } from "react";
import { flushSync } from "react-dom";
import { keyPlace } from "../../keys/keyPlace.ts";

/** If an image took this long to come, nobody can have known what it shows. */
const longWaitMs = 10_000;

interface Options {
  /**
   * Whether the page cannot act right now.
   *
   * @param event the key; if missing, whatever is next in line
   */
  mustWait(event?: KeyboardEvent): boolean;
  /** Called with the number of keys dropped because they had waited too long. */
  onLost(count: number): void;
}

/**
 * Keys pressed while the page cannot act on them are handled afterwards, one after the other, each seeing the changes
 * of the one before: typed fast or slowly, the same keys do the same. The browser's own keys and Esc are not held back.
 *
 * @returns queues something else like a key
 */
export function useTurns(options: Options): (act: () => void) => void {
  const turns = useRef<(() => void)[]>([]);
  /** When the first of them began to wait, with none before it. */
  const since = useRef(0);
  const [, look] = useReducer((turn: number) => turn + 1, 0);
  const latest = useRef(options);
  /** Whether a held key is being handed to the page. */
  const isGiving = useRef(false);
  const takeTurn = useRef((act: () => void) => {
    if (turns.current.length === 0) since.current = performance.now();
    turns.current.push(act);
    look();
  });

  useLayoutEffect(() => {
    latest.current = options;
  });

  useEffect(() => {
    if (turns.current.length > 0 && !latest.current.mustWait()) queueMicrotask(give);
  });

  /** What a key does depends on what is rendered, so each is followed by a render. */
  function give() {
    if (isGiving.current || turns.current.length === 0 || latest.current.mustWait()) return;
    if (performance.now() - since.current > longWaitMs) {
      latest.current.onLost(turns.current.length);
      turns.current = [];
    }
    isGiving.current = true;
    while (turns.current.length > 0 && !latest.current.mustWait()) flushSync(turns.current.shift()!);
    isGiving.current = false;
    since.current = performance.now();
  }

  useLayoutEffect(() => {
    function hold(event: KeyboardEvent) {
      if (isGiving.current || isOthers(event)) return;
      if (turns.current.length === 0 && !latest.current.mustWait(event)) return;
      // Alone it stops what is under way; after other keys it is meant for what they do.
      if (event.key === "Escape" && turns.current.length === 0) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      // Repeats of a held key add nothing.
      if (!event.repeat) takeTurn.current(() => pressAgain(event));
    }
    document.addEventListener("keydown", hold, { capture: true });
    return () => document.removeEventListener("keydown", hold, { capture: true });
  }, []);

  return takeTurn.current;
}

/** Whether a key belongs to the browser or an input method, or stops what is under way. */
function isOthers({ key, code, ctrlKey, metaKey, isComposing }: KeyboardEvent): boolean {
  if (isComposing || ["Shift", "Control", "Alt", "Meta", "AltGraph", "Tab"].includes(key)) return true;
  if (/^F\d+$/.test(key)) return true;
  return (ctrlKey || metaKey) && !["Enter", "NumpadEnter", "KeyZ"].includes(code);
}

/** Presses a key again at the current focus, including what the browser would do by itself. */
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
