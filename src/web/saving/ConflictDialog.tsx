import { QuestionDialog } from "../components/dialogs/QuestionDialog.tsx";
import { words } from "../words/words.ts";
import styles from "./ConflictDialog.module.css";

const texts = words.saving.conflict;

/** One of two versions, in words. */
export interface Version {
  title: string;
  lines: readonly string[];
  comment?: string | undefined;
}

interface Props {
  here: Version;
  elsewhere: Version;
  onSettle(keep: "here" | "elsewhere"): void;
}

/** The same image was saved elsewhere meanwhile: both versions side by side, and the person chooses. */
export function ConflictDialog({ here, elsewhere, onSettle }: Props) {
  return (
    <QuestionDialog
      title={texts.title}
      yes={texts.here}
      no={texts.elsewhere}
      onYes={() => onSettle("here")}
      onNo={() => onSettle("elsewhere")}
      mustAnswer
    >
      <p>{texts.text}</p>
      <div className={styles.versions}>
        {[elsewhere, here].map(({ title, lines, comment }) => (
          <section key={title} className={styles.version}>
            <h3>{title}</h3>
            {lines.map((line) => (
              <p key={line}>{line}</p>
            ))}
            {comment && <p className={styles.comment}>“{comment}”</p>}
          </section>
        ))}
      </div>
    </QuestionDialog>
  );
}
