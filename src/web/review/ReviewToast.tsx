import { useEffect } from "react";
import styles from "../components/Toast.module.css";
import { KeyCap } from "../keys/KeyCap.tsx";
import type { Key } from "../keys/key.ts";
import { words } from "../words/words.ts";
import type { Reviewing } from "./useReview.ts";

interface Props {
  toast: Reviewing["toast"];
  undoKey: Key | undefined;
  onGone(): void;
}

const shownForMs = 3500;

/** For a short while, what became of the last review; it offers to take it back where that is possible. */
export function ReviewToast({ toast, undoKey, onGone }: Props) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs for each toast.
  useEffect(() => {
    if (!toast) return;
    const timer = setTimeout(onGone, shownForMs);
    return () => clearTimeout(timer);
  }, [toast?.number]);
  return (
    <div className={styles.place} role="status">
      {toast && (
        <div className={styles.toast} key={toast.number}>
          <span className={styles.words}>{toast.text}</span>
          {toast.undo && (
            <button type="button" onClick={undoKey?.action}>
              {words.review.undo} <KeyCap of={undoKey} />
            </button>
          )}
        </div>
      )}
    </div>
  );
}
