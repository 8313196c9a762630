import { useEffect } from "react";
import type { LabelWithExemplars } from "../../contract/labelSpace.ts";
import { KeyCap } from "../keys/KeyCap.tsx";
import type { Key } from "../keys/key.ts";
import type { Toast as ToastText } from "./messages.ts";
import styles from "./Toast.module.css";

interface Props {
  toast: ToastText | null;
  /** The server has not confirmed it yet. */
  unsaved: boolean;
  labels: ReadonlyMap<number, LabelWithExemplars> | undefined;
  undoKey: Key | undefined;
  onGone(): void;
}

const shownForMs = 3500;

/** For a short while, what was submitted; it offers to take it back. */
export function Toast({ toast, unsaved, labels, undoKey, onGone }: Props) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs for each toast.
  useEffect(() => {
    if (!toast) return;
    const timer = setTimeout(onGone, shownForMs);
    return () => clearTimeout(timer);
  }, [toast?.number]);

  const words = toast && toastWords(toast, (label) => labels?.get(label)?.name ?? `label ${label}`);
  return (
    <div className={styles.place} role="status">
      {toast && words && (
        <div className={styles.toast} key={toast.number}>
          <span className={styles.words}>{unsaved ? words.before : words.after}</span>
          {(toast.of === "submitted" || toast.of === "skipped") && (
            <button type="button" onClick={undoKey?.action}>
              Undo <KeyCap of={undoKey} />
            </button>
          )}
        </div>
      )}
    </div>
  );
}

function toastWords(toast: ToastText, nameOf: (label: number) => string): { before: string; after: string } {
  const names = toast.labels.map(nameOf).join(", ");
  const what = toast.noneOfThese ? "none of these" : names || "unsure";
  switch (toast.of) {
    case "submitted":
      return { before: `Submitted: ${what}`, after: `Saved: ${what}` };
    case "skipped":
      return { before: "Skipped: it comes back at the end", after: "Skipped: it comes back at the end" };
    case "blocked":
      return {
        before: "Skipped twice: it waits for the lead",
        after: "Skipped twice: it waits for the lead",
      };
    case "extra": {
      const text = "That image had all its annotations already: yours is kept in its history";
      return { before: text, after: text };
    }
  }
}
