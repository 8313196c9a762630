import { words } from "../../words/words.ts";
import styles from "./CountedAt.module.css";
import { formatRecent } from "../format/formatTime.ts";

/** Says of figures that they are older than the page; nothing where they are those of now. */
export function CountedAt({ at }: { at: string | undefined }) {
  return at === undefined ? null : (
    <p className={styles.counted} role="status">
      {words.numbers.countedAt(formatRecent(at))}
    </p>
  );
}
