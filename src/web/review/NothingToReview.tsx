import type { ReviewProgress } from "../../contract/review.ts";
import controls from "../annotate/controls.module.css";
import styles from "../annotate/EmptyState.module.css";
import { words } from "../words/words.ts";

const texts = words.review.done;

interface Props {
  progress: ReviewProgress;
  canUndo: boolean;
  onUndo(): void;
  onLeave(): void;
}

/** No image waits for this reviewer. */
export function NothingToReview({ progress: { done, withOthers }, canUndo, onUndo, onLeave }: Props) {
  return (
    <main className={styles.place}>
      <div className={styles.text}>
        <h2>{texts.title(done)}</h2>
        <p>
          {done > 0 && `${texts.reviewed(done)} `}
          {withOthers > 0 && `${texts.withOthers(withOthers)} `}
          {texts.comes}
        </p>
        <div className={styles.actions}>
          <button type="button" className={controls.primary} onClick={onLeave}>
            {texts.work}
          </button>
          {canUndo && (
            <button type="button" className={controls.outlined} onClick={onUndo}>
              {texts.undo}
            </button>
          )}
        </div>
      </div>
    </main>
  );
}
