import { classes } from "../annotate/cards/classes.ts";
import controls from "../annotate/controls.module.css";
import { initials } from "../components/shell/initials.ts";
import { KeyCap } from "../keys/KeyCap.tsx";
import type { Key } from "../keys/key.ts";
import type { SavingStatus } from "../saving/saving.ts";
import { words } from "../words/words.ts";
import styles from "./PageHeader.module.css";

interface Props {
  projectName: string;
  /** What is done here. */
  task: string;
  batch: number | null;
  progress: { done: number; total: number } | null;
  /** Null if nothing is saved here. */
  status: SavingStatus | null;
  personName: string;
  guidelineKey: Key | undefined;
  helpKey: Key | undefined;
  onLeave(): void;
}

const texts = words.annotate.header;

/** Where somebody works and their progress; its buttons appear once their keys are known. */
export function PageHeader(props: Props) {
  const { projectName, task, batch, progress, status, personName, guidelineKey, helpKey, onLeave } = props;
  return (
    <header className={styles.header}>
      <b className={styles.name}>Multilabelfy</b>
      <span className={styles.bar} />
      <span className={styles.project}>{projectName}</span>
      <h1 className={styles.task}>
        {task}
        {batch !== null && <span className={styles.batch}>{texts.batch(batch)}</span>}
      </h1>
      <span className={styles.space} />
      {progress && (
        <div className={styles.progress}>
          <progress value={progress.done} max={Math.max(1, progress.total)} aria-label={texts.progress} />
          <span>{texts.done(progress.done, progress.total)}</span>
        </div>
      )}
      {status && (
        <span className={classes(styles.status, styles[status.kind])}>
          <i aria-hidden="true" />
          {words.saving.status[status.kind](status.waiting)}
        </span>
      )}
      {guidelineKey && (
        <button type="button" className={controls.button} onClick={guidelineKey.action}>
          {texts.guideline} <KeyCap value={guidelineKey} />
        </button>
      )}
      {helpKey && (
        <button
          type="button"
          className={classes(controls.square, styles.help)}
          onClick={helpKey.action}
          aria-label={texts.keys}
          title={texts.keys}
        >
          <span aria-hidden="true">?</span>
        </button>
      )}
      <button
        type="button"
        className={classes(controls.button, styles.leave)}
        onClick={onLeave}
        aria-label={texts.myWork}
        title={texts.myWork}
      >
        <span className={styles.long}>{texts.myWork}</span>
        <span className={styles.face} data-initials={initials(personName)} aria-hidden="true" />
      </button>
    </header>
  );
}
