import { Link } from "@tanstack/react-router";
import type { Overview } from "../../../../contract/project/overview.ts";
import { Bar } from "../../../components/figures/Bar.tsx";
import { words } from "../../../words/words.ts";
import styles from "./Banner.module.css";

const texts = words.overview.job;

/** What the machine is doing now. */
export const RunningJob = ({ job, project }: { job: NonNullable<Overview["job"]>; project: string }) => (
  <section className={styles.banner} aria-label={texts.label}>
    <p className={styles.words}>
      <Link to="/p/$project/jobs" params={{ project }}>
        <strong>{texts.kinds[job.kind] ?? texts.other(job.kind)}</strong>
      </Link>{" "}
      <span>{words.numbers.outOf(job.done, job.total)}</span>
    </p>
    <div className={styles.bar}>
      <Bar parts={[{ count: job.done }]} total={job.total} />
    </div>
  </section>
);
