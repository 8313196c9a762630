import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Matter } from "../../../contract/inbox.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { formatRecent } from "../../components/format/formatTime.ts";
import type { Done } from "../../components/messages/UndoBar.tsx";
import { Thumbnail } from "../../components/photos/Thumbnail.tsx";
import { words } from "../../words/words.ts";
import { AnswerForm } from "./AnswerForm.tsx";
import styles from "./InboxPage.module.css";
import { MatterActs } from "./MatterActs.tsx";
import { MatterWords } from "./MatterWords.tsx";
import { nameOfMatter } from "./nameOfMatter.ts";
import { useMatter } from "./useMatter.ts";

const texts = words.inbox;

/** Kinds that block work, and those that only need a look. */
const bad = ["backup", "job", "unreadable"];
const warn = ["skipped", "used-up", "left", "idle", "free", "unproposed", "invitation"];

/** One matter for the lead: photo, reason, person, time, and what can be done. */
export function MatterRow({
  project,
  matter,
  onDone,
}: {
  project: string;
  matter: Matter;
  onDone(done: Done | null): void;
}) {
  const [isAnswering, setAnswering] = useState(false);
  const acts = useMatter(project, onDone);
  const image = "image" in matter ? matter.image : undefined;
  const person = "person" in matter ? matter.person : undefined;
  const toImage = image && {
    to: "/p/$project/images/$image" as const,
    params: { project, image: image.id },
    search: {},
  };
  return (
    <li className={styles.row}>
      {toImage ? (
        <Link {...toImage} className={styles.photo} tabIndex={-1} aria-hidden="true">
          <Thumbnail src={image!.thumbnailUrl} alt="" loading="lazy" />
        </Link>
      ) : (
        <span />
      )}
      <div className={styles.body}>
        <p className={styles.head}>
          <span
            className={styles.kind}
            data-bad={bad.includes(matter.kind)}
            data-warn={warn.includes(matter.kind)}
          >
            {texts.kinds[matter.kind]}
          </span>
          {toImage && <Link {...toImage}>{image!.key}</Link>}
          {person && (
            <Link to="/p/$project/people/$person" params={{ project, person: person.id }}>
              {person.name}
            </Link>
          )}
          <time className={styles.dim} dateTime={matter.at}>
            {formatRecent(matter.at)}
          </time>
        </p>
        <MatterWords matter={matter} />
      </div>
      <fieldset className={styles.acts} aria-label={texts.acts.about(nameOfMatter(matter))}>
        <MatterActs project={project} matter={matter} acts={acts} onAnswer={() => setAnswering(true)} />
      </fieldset>
      {isAnswering && matter.kind === "flag" && (
        <AnswerForm
          name={matter.person.name}
          isPending={acts.isPending}
          onSubmit={(answer) => acts.settle(matter, answer)}
          onClose={() => setAnswering(false)}
        />
      )}
      {acts.error && (
        <p className={styles.problem} role="alert">
          {explainFailure(acts.error).text}
        </p>
      )}
    </li>
  );
}
