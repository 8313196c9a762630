import type { ReviewView } from "../../contract/review.ts";
import { findReviewOf } from "../../db/review/review.ts";
import type { Context } from "../context.ts";
import { notYourReview, openReview } from "./parts/openReview.ts";

/** One of a person's reviews, to look at or to work on. */
export async function getReview(
  ctx: Pick<Context, "db" | "now">,
  { review, person }: { review: string; person: string },
): Promise<ReviewView> {
  const found = await findReviewOf(ctx.db, person, review);
  if (!found) throw notYourReview();
  return openReview(ctx, found);
}
