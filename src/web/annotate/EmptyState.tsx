import type { Progress } from "../../contract/work.ts";
import type { Stage } from "../../core/stage.ts";
import controls from "./controls.module.css";
import styles from "./EmptyState.module.css";

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
  const images = (count: number) => (count === 1 ? "1 image" : `${count} images`);
  const waiting =
    stage === "annotate"
      ? "New images appear here when the lead assigns them."
      : "New images appear here as annotators disagree.";
  return (
    <main className={styles.place}>
      <div className={styles.text}>
        <h2>{done > 0 ? "All done." : "Nothing to do yet."}</h2>
        <p>
          {done > 0 && `You ${stage === "annotate" ? "annotated" : "refined"} ${images(done)}. `}
          {progress && progress.skipped > 0 && `You skipped ${images(progress.skipped)}. `}
          {progress &&
            progress.blocked > 0 &&
            `${images(progress.blocked)} that you skipped twice ${progress.blocked === 1 ? "waits" : "wait"} for the lead. `}
          {waiting}
        </p>
        <div className={styles.actions}>
          <button type="button" className={controls.primary} onClick={onLeave}>
            My work
          </button>
          {canUndo && (
            <button type="button" className={controls.outlined} onClick={onUndo}>
              Undo the last step
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
        <h2>Your work could not be loaded.</h2>
        <p>{message}</p>
        <div className={styles.actions}>
          <button type="button" className={controls.primary} onClick={onRetry}>
            Try again
          </button>
          <button type="button" className={controls.outlined} onClick={onLeave}>
            My work
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
        {text ?? "Loading"}
      </span>
    </main>
  );
}
