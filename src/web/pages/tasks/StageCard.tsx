import type { z } from "zod";
import type { getMyWork } from "../../../contract/tasks/work.ts";
import { rulesOf } from "../../../core/stages/rulesOf.ts";
import { Bar } from "../../components/figures/Bar.tsx";
import { words } from "../../words/words.ts";
import styles from "./StageCard.module.css";
import { WorkCard } from "./WorkCard.tsx";

const texts = words.work.stage;

export type StageWork = z.output<typeof getMyWork.reply>["stages"][number];

interface Props {
  work: StageWork;
  project: string;
  /** Whether its button is the one to press. */
  primary: boolean;
}

/** What a person has done and has left at one stage. */
export function StageCard({ work, project, primary }: Props) {
  const { stage, done, total, skipped, blocked, batches, medianActiveMs } = work;
  const left = Math.max(0, total - done - blocked);
  return (
    <WorkCard
      title={words.roles.stages[stage]}
      done={done}
      total={total}
      left={left}
      outOf={texts.outOf(total)}
      facts={[
        left > 0 && paceWords(left, medianActiveMs),
        skipped > 0 && texts.skipped(skipped),
        blocked > 0 && (rulesOf(stage).answers === "settled" ? texts.blockedSettled : texts.blocked)(blocked),
      ]}
      goOn={
        left > 0
          ? { to: `/p/$project/${stage}`, project, primary, name: done === 0 ? texts.start : texts.goOn }
          : null
      }
      finished={texts.allDone[stage]}
    >
      {batches.length > 1 && (
        <ul className={styles.batches} aria-label={texts.batches}>
          {batches.map((batch) => (
            <li key={batch.number}>
              <span>{texts.batch(batch.number)}</span>
              <Bar
                parts={[{ count: batch.done, colour: batch.done === batch.total ? "ok" : "acc" }]}
                total={batch.total}
              />
              <span className={styles.dim}>{texts.batchDone(batch.done, batch.total)}</span>
            </li>
          ))}
        </ul>
      )}
    </WorkCard>
  );
}

function paceWords(left: number, medianActiveMs: number | null): string {
  if (medianActiveMs === null) return texts.left(left);
  return texts.leftAtPace(left, roughly(left * medianActiveMs), medianActiveMs);
}

const minute = 60_000;

/** An estimate in whole minutes, not to the second. */
const roughly = (milliseconds: number) =>
  milliseconds < minute ? milliseconds : Math.round(milliseconds / minute) * minute;
