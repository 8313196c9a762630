import type { ReactNode } from "react";
import controls from "../../annotate/controls.module.css";
import { Dialog } from "./Dialog.tsx";
import styles from "./QuestionDialog.module.css";

interface Props {
  title: string;
  yes: string;
  no: string;
  onYes(): void;
  onNo(): void;
  /** Whether an answer is required; otherwise closing means no. */
  mustAnswer?: boolean;
  children: ReactNode;
}

/** A question with two answers; Enter gives the first. */
export function QuestionDialog({ title, yes, no, onYes, onNo, mustAnswer = false, children }: Props) {
  return (
    <Dialog title={title} onClose={mustAnswer ? undefined : onNo}>
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
