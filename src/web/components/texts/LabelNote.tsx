import { words } from "../../words/words.ts";
import styles from "./LabelNote.module.css";

interface Props {
  note: string | undefined;
  /** Whether to cut it after two lines, where space is scarce: the title has all of it. */
  isShort?: boolean;
}

/** The lead's note on a label; nothing if there is none. */
export function LabelNote({ note, isShort = false }: Props) {
  if (!note) return null;
  return (
    <span className={isShort ? styles.short : styles.note} title={isShort ? note : undefined} data-note>
      <span className={styles.mark}>{words.labels.note.mark}</span> {note}
    </span>
  );
}
