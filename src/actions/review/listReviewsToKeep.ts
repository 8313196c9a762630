import { type Cause, judgeReviews, type Verdict } from "../../core/review/review.ts";
import type { ReviewedImageRows } from "./listReviewedImages.ts";

interface KeptReview {
  imageId: string;
  reviewer: number;
  cause: Cause | null;
  verdict: Verdict | null;
  comment: string;
}

/**
 * The no-label review as a release keeps it: reviewers are numbered in order of appearance; 0 is all of them together.
 */
export function listReviewsToKeep(images: readonly ReviewedImageRows[], reviewers: number): KeptReview[] {
  const numbers = new Map<string, number>();
  return images.flatMap(({ image, rows, reviews }) => {
    const outcome = judgeReviews(reviews, reviewers);
    const answer = outcome.state === "reviewed" ? outcome.answer : { cause: null, verdict: null };
    const joint =
      outcome.state === "reviewed" && outcome.jointly ? rows.map((row) => row.jointComment ?? "") : [];
    return [
      ...rows.map(({ personId, cause, verdict, comment }) => {
        const reviewer = numbers.get(personId) ?? numbers.size + 1;
        numbers.set(personId, reviewer);
        return { imageId: image, reviewer, cause, verdict, comment };
      }),
      { imageId: image, reviewer: 0, ...answer, comment: [...new Set(joint)].filter(Boolean).join(" / ") },
    ];
  });
}
