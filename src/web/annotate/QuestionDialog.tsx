import type { ReactNode } from "react";
import controls from "./controls.module.css";
import { Dialog } from "./Dialog.tsx";
import styles from "./QuestionDialog.module.css";

interface Props {
  title: string;
  yes: string;
  no: string;
  onYes(): void;
  onNo(): void;
  /** Leaving without an answer; counts as no if it is left out. */
  onClose?: () => void;
  children: ReactNode;
}

/** A question with two answers; Enter gives the first. */
export function QuestionDialog({ title, yes, no, onYes, onNo, onClose = onNo, children }: Props) {
  return (
    <Dialog title={title} onClose={onClose}>
      <div className={styles.text}>{children}</div>
      <div className={styles.answers}>
        <button type="button" className={controls.outlined} onClick={onNo}>
          {no}
        </button>
        <button type="button" className={controls.primary} data-autofocus onClick={onYes}>
          {yes}
        </button>
      </div>
    </Dialog>
  );
}
