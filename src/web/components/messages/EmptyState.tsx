import type { Progress } from "../../../contract/tasks/work.ts";
import { rulesOf } from "../../../core/stages/rulesOf.ts";
import type { Stage } from "../../../core/tasks/stage.ts";
import { words } from "../../words/words.ts";
import styles from "./EmptyState.module.css";
import { Notice } from "./Notice.tsx";

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
  return (
    <Notice
      title={done > 0 ? texts.allDone : texts.nothing}
      first={{ text: texts.myWork, go: onLeave }}
      second={canUndo && { text: texts.undo, go: onUndo }}
    >
      {done > 0 && texts.done[stage](done)}
      {progress && progress.skipped > 0 && texts.skipped(progress.skipped)}
      {progress &&
        progress.blocked > 0 &&
        (rulesOf(stage).answers === "settled" ? texts.blockedSettled : texts.blocked)(progress.blocked)}
      {texts.newWork[stage]}
    </Notice>
  );
}

interface FailedProps {
  message: string;
  onRetry(): void;
  onLeave(): void;
}

/** The work could not be loaded. */
export const LoadingFailed = ({ message, onRetry, onLeave }: FailedProps) => (
  <Notice
    title={texts.failed}
    first={{ text: texts.tryAgain, go: onRetry }}
    second={{ text: texts.myWork, go: onLeave }}
    isAlert
  >
    {message}
  </Notice>
);

/** Practice comes before the work. */
export const WorkClosed = ({ message, onLeave }: Pick<FailedProps, "message" | "onLeave">) => (
  <Notice title={texts.closed} first={{ text: texts.myWork, go: onLeave }}>
    {message}
  </Notice>
);

/** The page's outline while it loads; never seen if the answer is quick. */
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
