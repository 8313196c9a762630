import { Failure } from "../../../contract/failure.ts";
import type { Comparison, ReviewView } from "../../../contract/review.ts";
import { isTurnOf, judgeReviews } from "../../../core/review/review.ts";
import { getImage, listOriginalLabels } from "../../../db/images/image.ts";
import { getProject } from "../../../db/project/project.ts";
import {
  isCurrent,
  listBeside,
  noteCompared,
  type Review,
  type SubmittedReview,
  toGiven,
} from "../../../db/review/review.ts";
import type { Context } from "../../context.ts";
import { toImageOnPage } from "../../tasks/buildAssignmentView.ts";

/**
 * What a reviewer's page needs for one image. Once all its reviews are in and differ, the page shows them: from then on
 * none of them changes.
 */
export async function openReview(
  { db, now }: Pick<Context, "db" | "now">,
  review: Review,
): Promise<ReviewView> {
  const { settings } = await getProject(db, review.projectId);
  const image = await getImage(db, review.imageId);
  const current = await isCurrent(db, review);
  const beside = await listBeside(db, review);
  const comparison = compare(review, beside, settings.reviewers);
  if (current && comparison) await noteCompared(db, review.id, now().toISOString());
  return {
    id: review.id,
    project: review.projectId,
    state: review.state,
    revision: review.revision,
    locked: !current || comparison !== null || isShown(beside),
    image: toImageOnPage(image),
    exemplarVersion: review.exemplarVersion,
    originals: await listOriginalLabels(db, review.imageId),
    draft: toDraft(review),
    comparison,
  };
}

/** Whether a reviewer was shown another's answer: then no own answer changes any more. */
export const isShown = (beside: readonly Review[]) => beside.some(({ comparedAt }) => comparedAt !== null);

export const toDraft = ({ cause, verdict, comment, found, activeMs }: Review) => ({
  cause,
  verdict,
  comment,
  found,
  activeMs,
});

/** The reviewers' answers side by side; null while one is missing, and where they agree. */
export function compare(
  review: Pick<Review, "id">,
  beside: readonly SubmittedReview[],
  reviewers: number,
): Comparison | null {
  const given = beside.map(toGiven);
  const own = beside.findIndex(({ id }) => id === review.id);
  const outcome = judgeReviews(given, reviewers);
  const settled = outcome.state === "reviewed";
  if (own < 0 || outcome.state === "waiting" || (settled && !outcome.jointly)) return null;
  return {
    answers: beside.map((row, at) => ({
      mine: at === own,
      cause: row.cause,
      verdict: row.verdict,
      comment: row.comment,
      joint:
        row.jointCause === null
          ? null
          : { cause: row.jointCause, verdict: row.jointVerdict, comment: row.jointComment ?? "" },
    })),
    settled,
    myTurn: !settled && isTurnOf(own, given),
  };
}

export const notYourReview = () =>
  new Failure("not-found", "This image is not among your work. Go back to “My work”.");
