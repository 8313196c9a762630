import type { AnnotationDraft } from "../../../contract/tasks/annotationDraft.ts";
import { words } from "../../words/words.ts";
import type { Conflict } from "../saving/saving.ts";
import styles from "./ConflictDialog.module.css";
import { QuestionDialog } from "./QuestionDialog.tsx";

const texts = words.saving.conflict;

interface Props {
  conflict: Conflict;
  nameOf(label: number): string;
  onSettle(keep: "here" | "elsewhere"): void;
}

/** The same image was saved elsewhere meanwhile: both versions side by side, and the person chooses. */
export function ConflictDialog({ conflict, nameOf, onSettle }: Props) {
  const { saved, draft, ours } = conflict;
  const state = saved.state === "blocked" ? "skipped" : saved.state;
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
        <Version title={texts.titleElsewhere[state]} annotation={draft} nameOf={nameOf} />
        {ours.kind === "skip" ? (
          <section className={styles.version}>
            <h3>{texts.titleHere}</h3>
            <p>{texts.skipped(ours.reason)}</p>
          </section>
        ) : (
          <Version
            title={`${texts.titleHere} · ${ours.state === "submitted" ? texts.submitted : texts.draft}`}
            annotation={ours.annotation}
            nameOf={nameOf}
          />
        )}
      </div>
    </QuestionDialog>
  );
}

interface VersionProps {
  title: string;
  annotation: AnnotationDraft | null;
  nameOf(label: number): string;
}

function Version({ title, annotation, nameOf }: VersionProps) {
  const names = (answer: "yes" | "unsure") =>
    (annotation?.cards ?? [])
      .filter((card) => card.answer === answer)
      .map((card) => nameOf(card.label))
      .join(", ");
  return (
    <section className={styles.version}>
      <h3>{title}</h3>
      <p>{annotation?.noneOfThese ? texts.noneOfThese : names("yes") || texts.nothingTicked}</p>
      {names("unsure") && <p>{texts.unsure(names("unsure"))}</p>}
      {annotation?.comment && <p className={styles.comment}>“{annotation.comment}”</p>}
      {annotation?.flag && <p>{texts.flag(annotation.flag)}</p>}
    </section>
  );
}
