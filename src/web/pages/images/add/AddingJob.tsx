import { Button, Progress } from "@mantine/core";
import type { ReactNode } from "react";
import type { JobView } from "../../../../contract/jobs.ts";
import { LinkButton } from "../../../components/buttons/LinkButton.tsx";
import { Problem } from "../../../components/texts/Problem.tsx";
import { words } from "../../../words/words.ts";
import styles from "./AddImagesPage.module.css";
import { Refused } from "./Refused.tsx";
import { hasEnded } from "./useAddingJob.ts";
import type { Purpose } from "./useUpload.ts";

const w = words.addImages;

/** The job that turns what was sent into images, and its outcome. */
export function AddingJob({
  project,
  job,
  purpose,
  onOthers,
  others,
}: {
  project: string;
  job: JobView;
  purpose: Purpose;
  onOthers(): void;
  /** Discards what was sent, and starts over. */
  others: ReactNode;
}) {
  const { outcome, state, done, total, message } = job;
  if (!hasEnded(job))
    return (
      <div className={styles.panel}>
        <p role="status">{w.purposes[purpose].adding}</p>
        <Progress value={total === 0 ? 0 : (100 * done) / total} aria-label={words.jobs.running} animated />
        <div className={styles.row}>
          <LinkButton variant="default" to="/p/$project/jobs" params={{ project }}>
            {w.toJobs}
          </LinkButton>
          <span className={styles.dim}>{w.mayLeave}</span>
        </div>
      </div>
    );
  if (state !== "done" || !outcome)
    return (
      <div className={styles.panel}>
        <Problem>
          {words.jobs.states[state]}. {message}
        </Problem>
        <div className={styles.row}>
          {others}
          <LinkButton variant="default" to="/p/$project/jobs" params={{ project }}>
            {w.toJobs}
          </LinkButton>
        </div>
      </div>
    );
  const told = outcome.counts.map(({ what, count }) => words.jobs.counts[what](count));
  const { to, next, more } = w.purposes[purpose];
  return (
    <div className={styles.panel}>
      <p role="status">
        <strong>{told.join("; ")}.</strong>
      </p>
      <Refused refused={outcome.refused} title={w.refused} />
      <div className={styles.row}>
        <LinkButton to={to} params={{ project }}>
          {next}
        </LinkButton>
        <Button variant="default" onClick={onOthers}>
          {more}
        </Button>
      </div>
    </div>
  );
}
