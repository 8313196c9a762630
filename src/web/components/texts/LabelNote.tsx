import { words } from "../../words/words.ts";
import styles from "./LabelNote.module.css";

interface Props {
  note: string | undefined;
  /** Cut after two lines, where there is little room: the whole of it is in its title. */
  isShort?: boolean;
}

/** What the lead has noted on a label; nothing where there is no note. */
export function LabelNote({ note, isShort = false }: Props) {
  if (!note) return null;
  return (
    <span className={isShort ? styles.short : styles.note} title={isShort ? note : undefined} data-note>
      <span className={styles.mark}>{words.labels.note.mark}</span> {note}
    </span>
  );
}
