import type { Overview } from "../../../contract/project/overview.ts";
import { Bar } from "../../components/figures/Bar.tsx";
import { words } from "../../words/words.ts";
import styles from "./Banner.module.css";

const texts = words.overview.job;

/** What the machine is doing now. */
export const RunningJob = ({ job }: { job: NonNullable<Overview["job"]> }) => (
  <section className={styles.banner} aria-label={texts.label}>
    <p className={styles.words}>
      <strong>{texts.kinds[job.kind] ?? texts.other(job.kind)}.</strong>{" "}
      <span>{words.numbers.outOf(job.done, job.total)}</span>
    </p>
    <div className={styles.bar}>
      <Bar parts={[{ count: job.done }]} total={job.total} />
    </div>
  </section>
);
