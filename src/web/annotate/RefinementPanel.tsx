import type { LabelWithExemplars } from "../../contract/labelSpace.ts";
import type { AssignmentView } from "../../contract/work.ts";
import { KeyCap } from "../keys/KeyCap.tsx";
import type { Key } from "../keys/key.ts";
import controls from "./controls.module.css";
import styles from "./RefinementPanel.module.css";
import { reasonWords } from "./reasonWords.ts";

interface Props {
  view: AssignmentView;
  labels: ReadonlyMap<number, LabelWithExemplars>;
  /** A's answer, B's, both: a button each. */
  takes: readonly Key[];
  readOnly: boolean;
}

/** Why the image came here, what the annotators wrote, and their answers to take over. */
export function RefinementPanel({ view, labels, takes, readOnly }: Props) {
  const { refinement } = view;
  if (!refinement) return null;
  const nameOf = (label: number) => labels.get(label)?.name ?? `label ${label}`;
  const comments = refinement.annotators.filter((annotator) => annotator.comment.trim() !== "");
  return (
    <section className={styles.panel} aria-label="Refinement">
      <ul className={styles.reasons} aria-label="Why this image is here">
        {reasonWords(view, nameOf).map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      {comments.map(({ who, comment }) => (
        <blockquote key={who} className={styles.comment}>
          <b>{who}</b> {comment}
        </blockquote>
      ))}
      {!readOnly && (
        <div className={styles.takes}>
          {takes.map((key) => (
            <button key={key.id} type="button" className={controls.outlined} onClick={key.action}>
              {key.label} <KeyCap of={key} />
            </button>
          ))}
        </div>
      )}
    </section>
  );
}
