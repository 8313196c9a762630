import type { AnnotationDraft } from "../../../contract/tasks/annotationDraft.ts";
import { shownReason } from "../../language/shownReason.ts";
import { ConflictDialog, type Version } from "../../saving/ConflictDialog.tsx";
import { words } from "../../words/words.ts";
import type { AnnotationConflict as Conflict } from "../saving/savedAnnotations.ts";

const texts = words.saving.conflict;

interface Props {
  conflict: Conflict;
  nameOf(label: number): string;
  onSettle(keep: "here" | "elsewhere"): void;
}

/** Two versions of a person's answer on the same image. */
export function AnnotationConflict({ conflict: { saved, draft, ours }, nameOf, onSettle }: Props) {
  const state = saved.state === "blocked" ? "skipped" : saved.state;
  const elsewhere = { title: texts.titleElsewhere[state], ...inWords(draft, nameOf) };
  const here =
    ours.kind === "skip"
      ? { title: texts.titleHere, lines: [texts.skipped(shownReason(ours.reason))] }
      : { title: texts.hereAs[ours.state], ...inWords(ours.annotation, nameOf) };
  return <ConflictDialog here={here} elsewhere={elsewhere} onSettle={onSettle} />;
}

function inWords(annotation: AnnotationDraft | null, nameOf: Props["nameOf"]): Omit<Version, "title"> {
  const names = (answer: "yes" | "unsure") =>
    (annotation?.cards ?? [])
      .filter((card) => card.answer === answer)
      .map((card) => nameOf(card.label))
      .join(", ");
  const main = annotation?.cards.find((card) => card.main);
  return {
    lines: [
      annotation?.noneOfThese ? texts.noneOfThese : names("yes") || texts.nothingTicked,
      ...(main ? [texts.main(nameOf(main.label))] : []),
      ...(names("unsure") ? [texts.unsure(names("unsure"))] : []),
      ...(annotation?.flag ? [texts.flag(shownReason(annotation.flag))] : []),
    ],
    comment: annotation?.comment,
  };
}
