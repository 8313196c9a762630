import { imageUrl } from "../../contract/images/image.ts";
import type { NoLabel } from "../../contract/review.ts";
import { causes, judgeReviews, type ReviewAnswer, verdicts } from "../../core/review/review.ts";
import { type Alike, summarizeReviews } from "../../core/review/summarizeReviews.ts";
import { countMembers } from "../../db/people/membership.ts";
import { getProject } from "../../db/project/project.ts";
import { countFound } from "../../db/review/review.ts";
import type { Context } from "../context.ts";
import { countFinished } from "../releases/countFinished.ts";
import { shareOf } from "../shareOf.ts";
import { listReviewedImages } from "./listReviewedImages.ts";

const examplesShown = 12;

/** Why images have no label, and what reviewers say about their original labels, for the lead. */
export async function getNoLabel(
  { db }: Pick<Context, "db">,
  { project }: { project: string },
): Promise<NoLabel> {
  const { reviewers } = (await getProject(db, project)).settings;
  const images = await listReviewedImages(db, project);
  const summary = summarizeReviews(images, reviewers);
  const done = images.flatMap(({ image, key, reviews }) => {
    const outcome = judgeReviews(reviews, reviewers);
    return outcome.state === "reviewed" ? [{ image, key, answer: outcome.answer }] : [];
  });
  const judged = done.filter(({ answer }) => answer.verdict !== null);
  const found = (among: typeof done, holds: (answer: ReviewAnswer) => boolean) => {
    const those = among.filter(({ answer }) => holds(answer));
    return {
      share: shareOf(those.length, among.length),
      examples: those.slice(0, examplesShown).map(({ image, key }) => ({
        id: image,
        key,
        thumbnailUrl: imageUrl(image, "thumbnail"),
      })),
    };
  };
  const alike = ({ same, total, ...kappa }: Alike) => ({ same: shareOf(same, total), ...kappa });
  return {
    reviewers,
    experts: await countMembers(db, project, "expert"),
    final: (await countFinished({ db }, { project })).ready,
    images: summary.images,
    reviewed: shareOf(summary.reviewed, summary.images),
    jointly: summary.jointly,
    differing: summary.differing,
    waiting: summary.waiting,
    sentBack: await countFound(db, project),
    causes: causes.map((cause) => ({ cause, ...found(done, (answer) => answer.cause === cause) })),
    verdicts: verdicts.map((verdict) => ({
      verdict,
      ...found(judged, (answer) => answer.verdict === verdict),
    })),
    counts: summary.counts,
    agreement: {
      same: shareOf(summary.agreement.same, summary.agreement.images),
      cause: alike(summary.agreement.cause),
      verdict: alike(summary.agreement.verdict),
    },
  };
}
