import { waitingNumber } from "../../client/waiting.ts";
import { words } from "../../words/words.ts";
import styles from "./WaitingBadge.module.css";

/** How many images wait for somebody, beside the way to them. */
export function WaitingBadge({ count }: { count: number | undefined }) {
  if (!count) return null;
  return (
    <span className={styles.badge}>
      {waitingNumber(count)} <span className="visuallyHidden">{words.people.waiting.badge(count)}</span>
    </span>
  );
}
