import { type WaitingWork, waitingNumber } from "../../client/waiting.ts";
import { words } from "../../words/words.ts";
import styles from "./WaitingBadge.module.css";

const texts = words.people.waiting;

/** How many images and sheets wait for somebody, beside the way to them. Sheets say what they are: one is many photos. */
export function WaitingBadge({ waiting }: { waiting: WaitingWork | undefined }) {
  if (!waiting) return null;
  const { images, sheets } = waiting;
  return (
    <>
      {images > 0 && (
        <span className={styles.badge}>
          {waitingNumber(images)} <span className="visuallyHidden">{texts.badge(images)}</span>
        </span>
      )}
      {sheets > 0 && (
        <span className={styles.badge}>
          {texts.sheets(waitingNumber(sheets), sheets === 1)}{" "}
          <span className="visuallyHidden">{texts.sheetsWait(sheets)}</span>
        </span>
      )}
    </>
  );
}
