import type { AnnotatorStatistics } from "../../../contract/agreement.ts";
import { formatPercent } from "../../../core/percent.ts";
import { words } from "../../words/words.ts";
import styles from "./IndependentNote.module.css";

const formatCountedShare = (yes: number, answers: number) =>
  words.numbers.share(formatPercent(yes / answers, { total: answers }), answers);

/** Shown only beside people whose answers do not depend on what is in the image. */
export function IndependentNote({ dependence }: Pick<AnnotatorStatistics, "dependence">) {
  const { depends, there, notThere, against } = dependence;
  if (depends !== false) return null;
  return (
    <div className={styles.note}>
      {words.agreement.people.independent(
        formatCountedShare(there.yes, there.answers),
        formatCountedShare(notThere.yes, notThere.answers),
        against,
      )}
    </div>
  );
}
