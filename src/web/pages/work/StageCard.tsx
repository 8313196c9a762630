import type { z } from "zod";
import type { getMyWork } from "../../../contract/work.ts";
import { Bar } from "../../components/Bar.tsx";
import { countOf, formatCount } from "../../components/formatCount.ts";
import { formatDuration } from "../../components/formatDuration.ts";
import { LinkButton } from "../../components/LinkButton.tsx";
import { Panel } from "../../components/Panel.tsx";
import { stageNames } from "../../components/roleNames.ts";
import styles from "./StageCard.module.css";

export type StageWork = z.output<typeof getMyWork.reply>["stages"][number];

interface Props {
  work: StageWork;
  project: string;
  /** Its button is the one to press. */
  primary: boolean;
}

/** What a person has done and has left in one stage. */
export function StageCard({ work, project, primary }: Props) {
  const { stage, done, total, skipped, blocked, batches, medianActiveMs } = work;
  const left = Math.max(0, total - done - blocked);
  return (
    <Panel title={stageNames[stage]}>
      <p className={styles.count}>
        <strong>{formatCount(done)}</strong> of {formatCount(total)} done
      </p>
      <Bar parts={[{ count: done, colour: left === 0 ? "ok" : "acc" }]} of={total} />
      <ul className={styles.facts}>
        {left > 0 && <li>{paceWords(left, medianActiveMs)}</li>}
        {skipped > 0 && <li>{countOf(skipped, "image")} put off until the end.</li>}
        {blocked > 0 && <li>{countOf(blocked, "image")} skipped twice: the lead decides.</li>}
      </ul>
      {batches.length > 1 && (
        <ul className={styles.batches} aria-label="My batches">
          {batches.map((batch) => (
            <li key={batch.number}>
              <span>Batch {batch.number}</span>
              <Bar
                parts={[{ count: batch.done, colour: batch.done === batch.total ? "ok" : "acc" }]}
                of={batch.total}
              />
              <span className={styles.dim}>
                {formatCount(batch.done)} of {formatCount(batch.total)}
              </span>
            </li>
          ))}
        </ul>
      )}
      {left > 0 ? (
        <LinkButton
          to={`/p/$project/${stage}`}
          params={{ project }}
          variant={primary ? "filled" : "default"}
          size="md"
        >
          {done === 0 ? "Start" : "Continue"}
        </LinkButton>
      ) : (
        <p className={styles.finished}>
          {stage === "annotate" ? "All done. Thank you!" : "All done for now. New images may still come."}
        </p>
      )}
    </Panel>
  );
}

function paceWords(left: number, medianActiveMs: number | null): string {
  const images = `${countOf(left, "image")} left`;
  if (medianActiveMs === null) return `${images}.`;
  return `${images}: about ${formatDuration(roughly(left * medianActiveMs))} at your pace of ${formatDuration(medianActiveMs)} an image.`;
}

const minute = 60_000;

/** An estimate in whole minutes, not to the second. */
const roughly = (milliseconds: number) =>
  milliseconds < minute ? milliseconds : Math.round(milliseconds / minute) * minute;
