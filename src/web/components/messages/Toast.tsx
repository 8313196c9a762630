import { useEffect, useRef, useState } from "react";
import { KeyCap } from "../../keys/KeyCap.tsx";
import type { Key } from "../../keys/key.ts";
import { words } from "../../words/words.ts";
import styles from "./Toast.module.css";

/** What was done, shown for a short while. */
export interface ToastText {
  /** Changes with every toast. */
  number: number;
  text: string;
  canUndo: boolean;
}

interface Props {
  toast: ToastText | null;
  undoKey: Key | undefined;
  onGone(): void;
}

const shownForMs = 1000;

/** Says what was just done, and offers to undo it. */
export function Toast({ toast, undoKey, onGone }: Props) {
  const gone = useRef(onGone);
  useEffect(() => {
    gone.current = onGone;
  });
  const number = toast?.number;
  /** Kept while the pointer is on it: the person may want to press its button. */
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (number === undefined || isHeld) return;
    const timer = setTimeout(() => gone.current(), shownForMs);
    return () => clearTimeout(timer);
  }, [number, isHeld]);
  return (
    <div className={styles.place} role="status">
      {toast && (
        <div
          className={styles.toast}
          key={toast.number}
          onPointerEnter={() => setHeld(true)}
          onPointerLeave={() => setHeld(false)}
        >
          <span className={styles.words}>{toast.text}</span>
          {toast.canUndo && (
            <button type="button" onClick={undoKey?.action}>
              {words.annotate.toast.undo} <KeyCap value={undoKey} />
            </button>
          )}
        </div>
      )}
    </div>
  );
}
