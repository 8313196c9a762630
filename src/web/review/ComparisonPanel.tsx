import type { Comparison } from "../../contract/review.ts";
import { words } from "../words/words.ts";
import styles from "./ReviewPage.module.css";
import { suggested } from "./reviewForm.ts";

const texts = words.review.compare;

/** Says that the reviewers differ, how far they are in settling it, and what they wrote. */
export function ComparisonPanel({ comparison }: { comparison: Comparison }) {
  const { answers, settled, myTurn } = comparison;
  const comments = answers.flatMap(({ mine, comment, joint }) => {
    const who = mine ? texts.mine : texts.theirs;
    return [comment, joint?.comment ?? ""]
      .filter((text) => text.trim() !== "")
      .map((text) => ({ who, text }));
  });
  return (
    <section className={styles.comparison} aria-labelledby="differ">
      <h2 id="differ">{texts.title}</h2>
      <p>
        {settled ? texts.settled : !myTurn ? texts.waiting : suggested(comparison) ? texts.asked : texts.text}
      </p>
      {comments.map(({ who, text }) => (
        <blockquote key={`${who} ${text}`}>
          <b>{who}</b> {text}
        </blockquote>
      ))}
    </section>
  );
}
