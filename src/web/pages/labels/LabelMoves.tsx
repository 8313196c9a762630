import type { LabelChanged } from "../../../contract/labels/labelChange.ts";
import { words } from "../../words/words.ts";
import styles from "./LabelChangeDialog.module.css";

const w = words.labelChanges;

/** What a change of labels moves, before it is made. */
export function LabelMoves({ changed: { changed, moves } }: { changed: LabelChanged }) {
  const { answers, originals, exemplars, rulings, releases, askAgain, askAgainFirst } = moves;
  const finished = askAgain.done + askAgain.released;
  const about = finished + askAgain.waiting;
  return (
    <section role="status">
      <h3 className={styles.heading}>{w.moves}</h3>
      {changed ? (
        <ul className={styles.moves}>
          <li>{w.answers(answers.yes, answers.no, answers.unsure)}</li>
          {originals > 0 && <li>{w.originals(originals)}</li>}
          {exemplars + rulings > 0 && <li>{w.beside(exemplars, rulings)}</li>}
          <li>
            {about === 0 ? w.nobodyAgain : w.askAgain(finished, askAgain.released, askAgain.waiting)}
            {about > 0 && (
              <>
                {" "}
                {askAgainFirst.join(", ")}
                {about > askAgainFirst.length && ` ${w.again.more(about - askAgainFirst.length)}`}
              </>
            )}
          </li>
          {releases > 0 && <li>{w.releases(releases)}</li>}
        </ul>
      ) : (
        <p>{w.nothingChanges}</p>
      )}
    </section>
  );
}
