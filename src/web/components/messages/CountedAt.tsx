import { words } from "../../words/words.ts";
import { formatRecent } from "../format/formatTime.ts";
import styles from "./CountedAt.module.css";

/** Says that figures are older than the page; nothing if they are current. */
export function CountedAt({ at }: { at: string | undefined }) {
  return at === undefined ? null : (
    <p className={styles.counted} role="status">
      {words.numbers.countedAt(formatRecent(at))}
    </p>
  );
}
