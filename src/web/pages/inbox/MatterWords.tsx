import type { Matter } from "../../../contract/inbox.ts";
import { describeNote } from "../../components/format/formatDrift.ts";
import { formatRecent } from "../../components/format/formatTime.ts";
import { words } from "../../words/words.ts";
import styles from "./InboxPage.module.css";

const { says, quote } = words.inbox;
const { kinds: jobs, other } = words.overview.job;

/** What it is about, in a person's words or the program's. */
export function MatterWords({ matter }: { matter: Matter }) {
  switch (matter.kind) {
    case "flag":
    case "question":
    case "mention":
    case "skipped":
      return matter.text === "" ? null : <p>{quote(matter.text)}</p>;
    case "backup":
      return <p>{says.backup(matter.madeAt === null ? undefined : formatRecent(matter.madeAt))}</p>;
    case "job":
      return (
        <>
          <p>{says.job(jobs[matter.job] ?? other(matter.job))}</p>
          <p className={styles.dim}>{matter.text}</p>
        </>
      );
    case "used-up":
      return <p>{says.usedUp(matter.person.name)}</p>;
    case "left":
      return <p>{says.left(matter.person.name, matter.images)}</p>;
    case "idle": {
      const seen = matter.lastSeenAt === null ? undefined : formatRecent(matter.lastSeenAt);
      return <p>{says.idle(matter.person.name, matter.images, seen)}</p>;
    }
    case "free":
      return <p>{says.free(matter.person.name, matter.images)}</p>;
    case "lenient": {
      const { person, own, partners, images, interval, intervalMissing = "" } = matter;
      return (
        <>
          <p>{says.lenient(person.name, own.toFixed(1), partners.toFixed(1), images)}</p>
          <p className={styles.dim}>
            {interval
              ? says.lenientInterval(interval[0].toFixed(1), interval[1].toFixed(1))
              : says.noInterval(intervalMissing)}{" "}
            {says.lenientWhat}
          </p>
        </>
      );
    }
    case "drift":
      return (
        <>
          <p>{describeNote(matter.note)}.</p>
          <p className={styles.dim}>
            {words.drift.acts[matter.note.measure]} {words.drift.rare}
          </p>
        </>
      );
    case "invitation":
      return <p>{says.invitation(matter.email)}</p>;
    case "unreadable":
      return (
        <>
          <p>{says.unreadable(matter.images)}</p>
          <p className={styles.dim}>{matter.text}</p>
        </>
      );
    case "unproposed":
      return <p>{says.unproposed(matter.images)}</p>;
  }
}
