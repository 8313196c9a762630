import type { Card } from "../../contract/work.ts";
import { classes } from "./classes.ts";
import styles from "./Marks.module.css";

type Refinement = NonNullable<Card["refinement"]>;
type Answer = Refinement["marks"][number]["answer"];

/** A sign and words for each answer, so that none depends on its colour. */
const signs: Record<Answer, { sign: string; words: string }> = {
  yes: { sign: "✓", words: "ticked it" },
  no: { sign: "✗", words: "saw it and did not tick it" },
  unsure: { sign: "?", words: "was unsure" },
  "not-shown": { sign: "–", words: "was never shown it" },
};

/** What each earlier annotator did with a label, whether it is the original one, and the model's score. */
export function Marks({ refinement }: { refinement: Refinement }) {
  const { marks, original, proposed, score, disputed } = refinement;
  return (
    <span className={styles.marks} data-marks>
      {disputed && <span className="visuallyHidden">Disputed. </span>}
      {marks.map(({ who, answer }) => (
        <span
          key={who}
          className={classes(styles.mark, styles[answer])}
          title={`${who} ${signs[answer].words}`}
        >
          <span aria-hidden="true">
            {who} {signs[answer].sign}
          </span>
          <span className="visuallyHidden">
            {who} {signs[answer].words}.
          </span>
        </span>
      ))}
      {original && <span className={styles.original}>original</span>}
      {score === undefined ? null : score === null ? (
        <span className={styles.score}>{proposed ? "proposed" : "not proposed"}</span>
      ) : (
        <span className={styles.score} title="The model's probability">
          <span className={styles.model}>model </span>
          {score.toFixed(2)}
        </span>
      )}
    </span>
  );
}
