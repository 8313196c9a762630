import type { GivenReview } from "../../core/review/review.ts";
import { listEndedEmpty } from "../../db/review/endedEmpty.ts";
import { listCurrentReviews, type SubmittedReview, toGiven } from "../../db/review/review.ts";
import type { Db } from "../../db/schema.ts";

export interface ReviewedImageRows {
  image: string;
  key: string;
  /** The counted reviews that were submitted, as they are stored and as the rules see them. */
  rows: SubmittedReview[];
  reviews: GivenReview[];
}

/** The images that ended with no label, with their reviews, in the order in which they did. */
export async function listReviewedImages(db: Db, project: string): Promise<ReviewedImageRows[]> {
  const reviews = await listCurrentReviews(db, project);
  return (await listEndedEmpty(db, project)).map((image) => {
    const rows = reviews.get(image.image) ?? [];
    return { ...image, rows, reviews: rows.map(toGiven) };
  });
}
