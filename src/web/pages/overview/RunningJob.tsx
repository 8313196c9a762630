import type { Overview } from "../../../contract/overview.ts";
import { Bar } from "../../components/Bar.tsx";
import { formatCount } from "../../components/formatCount.ts";
import styles from "./Banner.module.css";

const work: Record<string, string> = {
  "import-images": "Importing images",
  "import-exemplars": "Importing exemplars",
  "import-predictions": "Importing predictions",
  propose: "Proposing labels",
};

/** What the machine is doing now. */
export const RunningJob = ({ job }: { job: NonNullable<Overview["job"]> }) => (
  <section className={styles.banner} aria-label="Now running">
    <p className={styles.words}>
      <strong>{work[job.kind] ?? `Running: ${job.kind}`}.</strong>{" "}
      <span>
        {formatCount(job.done)} of {formatCount(job.total)}
      </span>
    </p>
    <div className={styles.bar}>
      <Bar parts={[{ count: job.done }]} of={job.total} />
    </div>
  </section>
);
