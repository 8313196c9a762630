import type { AnnotationDraft } from "../../contract/annotationDraft.ts";
import styles from "./ConflictDialog.module.css";
import type { Conflict } from "./messages.ts";
import { QuestionDialog } from "./QuestionDialog.tsx";

interface Props {
  conflict: Conflict;
  nameOf(label: number): string;
  onSettle(keep: "here" | "elsewhere"): void;
}

/** The same image was saved elsewhere meanwhile: both versions side by side, and the person chooses. */
export function ConflictDialog({ conflict, nameOf, onSettle }: Props) {
  const { saved, draft, ours } = conflict;
  return (
    <QuestionDialog
      title="This image was saved elsewhere"
      yes="Keep what is here"
      no="Take what was saved elsewhere"
      onYes={() => onSettle("here")}
      onNo={() => onSettle("elsewhere")}
      mustAnswer
    >
      <p>Another tab or device changed it after this page had loaded it. Nothing is lost yet: choose one.</p>
      <div className={styles.versions}>
        <Version
          title={saved.state === "submitted" ? "Submitted elsewhere" : "Saved elsewhere"}
          annotation={draft}
          nameOf={nameOf}
        />
        <Version title="Here" annotation={ours.kind === "save" ? ours.annotation : null} nameOf={nameOf} />
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
      <p>{annotation?.noneOfThese ? "None of these" : names("yes") || "Nothing ticked"}</p>
      {names("unsure") && <p>Unsure: {names("unsure")}</p>}
      {annotation?.comment && <p className={styles.comment}>“{annotation.comment}”</p>}
      {annotation?.flag && <p>Flag: {annotation.flag}</p>}
    </section>
  );
}
