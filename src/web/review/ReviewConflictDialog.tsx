import type { Cause, Verdict } from "../../core/review/review.ts";
import { ConflictDialog } from "../saving/ConflictDialog.tsx";
import { words } from "../words/words.ts";
import { isSubmission, type ReviewConflict } from "./savedReviews.ts";

const texts = words.saving.conflict;

interface Props {
  conflict: ReviewConflict;
  nameOf(label: number): string;
  onSettle(keep: "here" | "elsewhere"): void;
}

/** Two versions of a person's review of the same image. */
export function ReviewConflictDialog({ conflict: { saved, draft, ours }, nameOf, onSettle }: Props) {
  const linesOf = (answer: { cause: Cause | null; verdict: Verdict | null; found?: number | null }) => [
    ...(answer.cause ? [words.review.causes[answer.cause]] : []),
    ...(answer.verdict ? [words.review.verdicts[answer.verdict]] : []),
    ...(answer.found == null ? [] : [words.review.found(nameOf(answer.found))]),
  ];
  const version = (title: string, answer: Parameters<typeof linesOf>[0] & { comment: string }) => {
    const lines = linesOf(answer);
    return { title, lines: lines.length > 0 ? lines : [texts.nothingChosen], comment: answer.comment };
  };
  const own = ours.kind === "settle" ? ours.answer : ours.draft;
  return (
    <ConflictDialog
      here={version(texts.hereAs[isSubmission(ours) ? "submitted" : "draft"], own)}
      elsewhere={
        draft
          ? version(texts.titleElsewhere[saved.state], draft)
          : { title: texts.titleElsewhere[saved.state], lines: [] }
      }
      onSettle={onSettle}
    />
  );
}
