import { useQuery } from "@tanstack/react-query";
import { usePolling } from "../../client/live.ts";
import { inboxQuery } from "../../client/queries/inbox.ts";
import { type WaitingWork, waitingNumber } from "../../client/queries/waiting.ts";
import { words } from "../../words/words.ts";
import { formatCount } from "../format/formatCount.ts";
import styles from "./WaitingBadge.module.css";

/** How many matters need the lead, beside the link to them. */
export function InboxBadge({ project }: { project: string }) {
  const { data } = useQuery({ ...inboxQuery(project), refetchInterval: usePolling(20_000) });
  if (!data || data.total === 0) return null;
  return (
    <span className={styles.badge}>
      {formatCount(data.total)} <span className="visuallyHidden">{words.inbox.badge(data.total)}</span>
    </span>
  );
}

const texts = words.people.waiting;

/** How many images and sheets wait for somebody, beside the link to them. Sheets are named: one is many photos. */
export function WaitingBadge({ waiting }: { waiting: WaitingWork | undefined }) {
  if (!waiting) return null;
  const { images, sheets, messages } = waiting;
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
      {messages > 0 && <span className={styles.badge}>{words.talk.unread(messages)}</span>}
    </>
  );
}
