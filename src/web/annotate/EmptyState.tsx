import type { Progress } from "../../contract/work.ts";
import type { Stage } from "../../core/stage.ts";
import { words } from "../words/words.ts";
import controls from "./controls.module.css";
import styles from "./EmptyState.module.css";

const texts = words.annotate.empty;

interface DoneProps {
  stage: Stage;
  progress: Progress | null;
  done: number;
  canUndo: boolean;
  onUndo(): void;
  onLeave(): void;
}

/** Nothing is left to do. */
export function AllDone({ stage, progress, done, canUndo, onUndo, onLeave }: DoneProps) {
  const waiting = stage === "annotate" ? texts.newAnnotations : texts.newRefinements;
  return (
    <main className={styles.place}>
      <div className={styles.text}>
        <h2>{done > 0 ? texts.allDone : texts.nothing}</h2>
        <p>
          {done > 0 && (stage === "annotate" ? texts.annotated : texts.refined)(done)}
          {progress && progress.skipped > 0 && texts.skipped(progress.skipped)}
          {progress && progress.blocked > 0 && texts.blocked(progress.blocked)}
          {waiting}
        </p>
        <div className={styles.actions}>
          <button type="button" className={controls.primary} onClick={onLeave}>
            {texts.myWork}
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

interface FailedProps {
  message: string;
  onRetry(): void;
  onLeave(): void;
}

/** The work could not be loaded. */
export function LoadingFailed({ message, onRetry, onLeave }: FailedProps) {
  return (
    <main className={styles.place}>
      <div className={styles.text} role="alert">
        <h2>{texts.failed}</h2>
        <p>{message}</p>
        <div className={styles.actions}>
          <button type="button" className={controls.primary} onClick={onRetry}>
            {texts.tryAgain}
          </button>
          <button type="button" className={controls.outlined} onClick={onLeave}>
            {texts.myWork}
          </button>
        </div>
      </div>
    </main>
  );
}

/** Practice comes before the work. */
export function WorkClosed({ message, onLeave }: Pick<FailedProps, "message" | "onLeave">) {
  return (
    <main className={styles.place}>
      <div className={styles.text}>
        <h2>{texts.closed}</h2>
        <p>{message}</p>
        <div className={styles.actions}>
          <button type="button" className={controls.primary} onClick={onLeave}>
            {texts.myWork}
          </button>
        </div>
      </div>
    </main>
  );
}

/** The page's outline, while it loads; quick answers never show it. */
export function LoadingWork({ text }: { text?: string | undefined }) {
  return (
    <main className={styles.outline} aria-busy="true">
      <div className={styles.image}>{text && <p>{text}</p>}</div>
      <div className={styles.cards}>
        {[1, 2, 3, 4, 5].map((card) => (
          <div key={card} />
        ))}
      </div>
      <span className="visuallyHidden" role="status">
        {text ?? texts.loading}
      </span>
    </main>
  );
}
