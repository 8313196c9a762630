import type { Card } from "../../../contract/tasks/work.ts";
import { words } from "../../words/words.ts";
import { classes } from "./classes.ts";
import styles from "./Marks.module.css";

type Refinement = NonNullable<Card["refinement"]>;
type Answer = Refinement["marks"][number]["answer"];

const texts = words.refinement.marks;

/** A sign for each answer, with words beside it, so that nothing depends on colour. */
const signs: Record<Answer, string> = { yes: "✓", no: "✗", unsure: "?", "not-shown": "–" };

/** What each earlier annotator did with a label, whether it is the original one, and the model's score. */
export function Marks({ refinement }: { refinement: Refinement }) {
  const { marks, original, proposed, score, disputed } = refinement;
  return (
    <span className={styles.marks} data-marks>
      {disputed && <span className="visuallyHidden">{texts.disputed}</span>}
      {marks.map(({ who, answer }) => (
        <span
          key={who}
          className={classes(styles.mark, styles[answer])}
          title={texts.answer(who, texts.answers[answer])}
        >
          <span aria-hidden="true">
            {who} {signs[answer]}
          </span>
          <span className="visuallyHidden">{texts.answer(who, texts.answers[answer])}.</span>
        </span>
      ))}
      {original && <span className={styles.original}>{texts.original}</span>}
      {score === undefined ? null : score === null ? (
        <span className={styles.score}>{proposed ? texts.proposed : texts.notProposed}</span>
      ) : (
        <span className={styles.score} title={texts.score}>
          <span className={styles.model}>{texts.model}</span>
          {score.toFixed(2)}
        </span>
      )}
    </span>
  );
}
