import type { LabelWithExemplars } from "../../contract/labels/labelSpace.ts";
import type { AssignmentView } from "../../contract/tasks/work.ts";
import { KeyCap } from "../keys/KeyCap.tsx";
import type { Key } from "../keys/key.ts";
import { words } from "../words/words.ts";
import controls from "./controls.module.css";
import styles from "./RefinementPanel.module.css";
import { SimilarFinished } from "./SimilarFinished.tsx";
import type { AnnotationCard } from "./state/annotationState.ts";
import { reasonWords } from "./state/reasonWords.ts";

interface Props {
  view: AssignmentView;
  cards: readonly AnnotationCard[];
  labels: ReadonlyMap<number, LabelWithExemplars>;
  /** Buttons that take over A's answer, B's, or both. */
  takes: readonly Key[];
  readOnly: boolean;
}

/** Why the image came here, what the annotators wrote, and their answers to take over. */
export function RefinementPanel({ view, cards, labels, takes, readOnly }: Props) {
  const { refinement } = view;
  if (!refinement) return null;
  const disputed = cards.filter((card) => card.decide);
  const reasons = reasonWords(view, (label) => labels.get(label)?.name ?? words.labelSpace.unknown(label));
  const comments = refinement.annotators.filter((annotator) => annotator.comment.trim() !== "");
  return (
    <section className={styles.panel} aria-label={words.refinement.label}>
      {reasons.length > 0 && (
        <ul className={styles.reasons} aria-label={words.refinement.why}>
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
      {disputed.length > 0 && (
        <p className={styles.state}>
          {words.careful.decided(disputed.filter(({ answer }) => answer !== null).length, disputed.length)}
        </p>
      )}
      {refinement.blank && (
        <p className={styles.state}>{refinement.gold ? words.gold.answering : words.careful.fromBlank}</p>
      )}
      {refinement.hidden && <p className={styles.state}>{words.careful.hidden}</p>}
      {comments.map(({ who, comment }) => (
        <blockquote key={who} className={styles.comment}>
          <b>{who}</b> {comment}
        </blockquote>
      ))}
      {refinement.found.map(({ label, comment }) => (
        <blockquote key={`${label} ${comment}`} className={styles.comment}>
          <b>{words.review.inRefinement(labels.get(label)?.name ?? `label ${label}`)}</b> {comment}
        </blockquote>
      ))}
      {!refinement.blank && !refinement.gold && !refinement.hidden && (
        // For another image, nobody has asked yet.
        <SimilarFinished key={view.id} assignment={view.id} labels={labels} />
      )}
      {!readOnly && takes.length > 0 && (
        <div className={styles.takes}>
          {takes.map((key) => (
            <button key={key.id} type="button" className={controls.outlined} onClick={key.action}>
              {key.label} <KeyCap value={key} />
            </button>
          ))}
        </div>
      )}
    </section>
  );
}
