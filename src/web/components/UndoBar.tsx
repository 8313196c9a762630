import { words } from "../words/words.ts";
import styles from "./UndoBar.module.css";

/** What was done just now, and how it is taken back, where it can be. */
export interface Deed {
  text: string;
  undo?: () => void;
}

/** Says what was done until something else is, or it is closed: nobody has to be quick to take it back. */
export const UndoBar = ({ deed, onClose }: { deed: Deed | null; onClose(): void }) => (
  <div className={styles.place} role="status">
    {deed && (
      <div className={styles.bar}>
        <span>{deed.text}</span>
        {deed.undo && (
          <button type="button" onClick={deed.undo}>
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
