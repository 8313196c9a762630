import { useEffect } from "react";
import type { LabelWithExemplars } from "../../contract/labels/labelSpace.ts";
import type { Toast as ToastText } from "../annotate/state/messages.ts";
import { KeyCap } from "../keys/KeyCap.tsx";
import type { Key } from "../keys/key.ts";
import { words } from "../words/words.ts";
import styles from "./Toast.module.css";

const texts = words.annotate.toast;

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

  const said =
    toast && toastWords(toast, (label) => labels?.get(label)?.name ?? words.labelSpace.unknown(label));
  return (
    <div className={styles.place} role="status">
      {toast && said && (
        <div className={styles.toast} key={toast.number}>
          <span className={styles.words}>{unsaved ? said.before : said.after}</span>
          {(toast.of === "submitted" || toast.of === "skipped") && (
            <button type="button" onClick={undoKey?.action}>
              {texts.undo} <KeyCap of={undoKey} />
            </button>
          )}
        </div>
      )}
    </div>
  );
}

function toastWords(toast: ToastText, nameOf: (label: number) => string): { before: string; after: string } {
  const names = toast.labels.map(nameOf).join(", ");
  const what = toast.noneOfThese ? texts.noneOfThese : names || texts.unsure;
  switch (toast.of) {
    case "submitted":
      return { before: texts.submitted(what), after: texts.saved(what) };
    case "skipped":
      return { before: texts.skipped, after: texts.skipped };
    case "blocked":
      return {
        before: texts.blocked,
        after: texts.blocked,
      };
    case "extra":
      return { before: texts.extra, after: texts.extra };
  }
}
