import type { Comparison, SavedReview } from "../../contract/review.ts";
import { words } from "../words/words.ts";
import type { WantedReview } from "./savedReviews.ts";

const texts = words.review.toast;

/** The outcome of a submitted review, or of an answer on a difference. */
export function becameWords(wanted: WantedReview, saved: SavedReview, comparison: Comparison | null): string {
  if (wanted.kind === "save") {
    if (saved.extra) return texts.extra;
    return wanted.draft.found === null ? texts.submitted : texts.sentBack;
  }
  const { cause, verdict } = wanted.answer;
  const others = comparison?.answers.filter(({ mine }) => !mine) ?? [];
  const settles =
    others.length > 0 &&
    others.every(({ joint }) => joint && joint.cause === cause && joint.verdict === verdict);
  return settles ? texts.settled : texts.proposed;
}
