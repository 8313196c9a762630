import { words } from "../../words/words.ts";
import { formatRecent } from "../format/formatTime.ts";
import styles from "./CountedAt.module.css";

/** Says of figures that they are older than the page; nothing where they are those of now. */
export function CountedAt({ at }: { at: string | undefined }) {
  return at === undefined ? null : (
    <p className={styles.counted} role="status">
      {words.numbers.countedAt(formatRecent(at))}
    </p>
  );
}
