import { words } from "../../words/words.ts";
import styles from "./UndoBar.module.css";

/** What was just done, and how to undo it, if possible. */
export interface Done {
  text: string;
  undo?: () => void;
}

/** Says what was done until something else is done or it is closed: nobody has to be quick to undo it. */
export const UndoBar = ({ done, onClose }: { done: Done | null; onClose(): void }) => (
  <div className={styles.place} role="status">
    {done && (
      <div className={styles.bar}>
        <span>{done.text}</span>
        {done.undo && (
          <button type="button" onClick={done.undo}>
            {words.inbox.undo}
          </button>
        )}
        <button type="button" onClick={onClose} aria-label={words.inbox.dismiss} className={styles.close}>
          ×
        </button>
      </div>
    )}
  </div>
);
