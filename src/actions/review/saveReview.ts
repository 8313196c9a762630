import { Failure } from "../../contract/failure.ts";
import type {
  ReviewPosition,
  SavedReview,
  SaveReviewBody,
  SaveReviewReply,
  SettleReviewBody,
  StoredReview,
} from "../../contract/review.ts";
import type { EventKind } from "../../core/project/eventKinds.ts";
import { review as rules } from "../../core/stages/review.ts";
import { insertEvent } from "../../db/event.ts";
import { listOriginalLabels } from "../../db/images/image.ts";
import { getProject, type Project } from "../../db/project/project.ts";
import { findReviewOf, isCurrent, listBeside, type Review, updateReview } from "../../db/review/review.ts";
import type { Db } from "../../db/schema.ts";
import type { Context } from "../context.ts";
import { doOnce } from "../doOnce.ts";
import { keepRules } from "../lock.ts";
import { lockImage } from "../lockImage.ts";
import { sendImage } from "../outcome/sendImages.ts";
import { checkWorksOn, goOn } from "../tasks/goOn.ts";
import { getNextReview } from "./getNextReview.ts";
import { compare, isShown, notYourReview, toDraft } from "./parts/openReview.ts";

type With = Pick<Context, "db" | "dialect" | "now">;
type Whose = { review: string; person: string };

/** What a save changes, and what the history says about it. */
interface Change {
  kind: EventKind;
  changes: Partial<Review>;
  before: unknown;
  after: unknown;
  /** A label that sends the image back to refinement. */
  found?: number | null;
}

/**
 * Saves a reviewer's page of one image: as a draft, submitted, or with its submission taken back. A review submitted
 * with a label sends the image back to refinement.
 *
 * @throws Failure `conflict` (with what is stored) where the page was built on an older revision; `locked` where the
 *   review may no longer change; `answer-needed` or `unknown-label` where it is not ready to be submitted
 */
export function saveReview(ctx: With, input: SaveReviewBody & Whose): Promise<SaveReviewReply> {
  const { draft, state } = input;
  const submits = state === "submitted";
  return save(ctx, input, async (db, review, project) => {
    const beside = await listBeside(db, review);
    if (rules.lockedBy({ isShown: isShown(beside) })) {
      throw new Failure(
        "locked",
        "The reviewers have seen each other's answers, so they can no longer change. Settle the difference together.",
      );
    }
    if (submits) {
      const hasOriginal = (await listOriginalLabels(db, review.imageId)).length > 0;
      const problem = rules.task.check(draft, { labelCount: project.labelCount, hasOriginal });
      if (problem) throw new Failure(problem.code, problem.message);
    }
    const others = beside.filter(({ id }) => id !== review.id).length;
    const at = ctx.now().toISOString();
    return {
      kind: submits
        ? "review-submitted"
        : review.state === "submitted"
          ? "review-taken-back"
          : "review-saved",
      changes: {
        ...draft,
        state: submits ? "submitted" : "open",
        extra: submits && others >= rules.places(project.settings) ? 1 : 0,
        submittedAt: submits ? at : null,
        updatedAt: at,
      },
      before: { state: review.state, ...toDraft(review) },
      after: draft,
      found: submits ? draft.found : null,
    };
  });
}

/**
 * Saves a reviewer's joint answer on an image on which the reviewers differ: the first enters it, the others confirm it
 * by giving the same, or give another.
 *
 * @throws Failure `conflict`, `locked`, `answer-needed` as above; `not-ready` where there is nothing to settle
 */
export function settleReview(ctx: With, input: SettleReviewBody & Whose): Promise<SaveReviewReply> {
  const { cause, verdict, comment } = input.answer;
  return save(ctx, input, async (db, review, project) => {
    const comparison = compare(review, await listBeside(db, review), project.settings.reviewers);
    if (!comparison) {
      throw new Failure(
        "not-ready",
        "There is nothing to settle: the reviews are not all in, or they are alike.",
      );
    }
    if (comparison.settled) throw new Failure("locked", "The reviewers have settled this image already.");
    const hasOriginal = (await listOriginalLabels(db, review.imageId)).length > 0;
    const about = { labelCount: project.labelCount, hasOriginal };
    const problem = rules.task.check({ cause, verdict, found: null }, about);
    if (problem) throw new Failure(problem.code, problem.message);
    const at = ctx.now().toISOString();
    const joint = { jointCause: cause, jointVerdict: verdict, jointComment: comment };
    return {
      kind: "review-settled",
      changes: { ...joint, jointAt: at, comparedAt: review.comparedAt ?? at, updatedAt: at },
      before: { cause: review.jointCause, verdict: review.jointVerdict, comment: review.jointComment },
      after: input.answer,
    };
  });
}

async function save(
  ctx: With,
  input: (SaveReviewBody | SettleReviewBody) & Whose,
  change: (db: Db, review: Review, project: Project) => Promise<Change>,
): Promise<SaveReviewReply> {
  const { operation, person, ...request } = input;
  const saved = await doOnce(ctx, { person, operation, request }, async (db, operation) => {
    const named = await findReviewOf(db, person, input.review);
    if (!named) throw notYourReview();
    const { projectId: project, imageId: image } = named;
    await keepRules(db, ctx.dialect, project);
    await lockImage(db, ctx.dialect, image);
    const review = (await findReviewOf(db, person, named.id)) ?? named;
    if (!(await isCurrent(db, review))) {
      throw new Failure(
        "locked",
        "This image no longer ends without a label: it went back to refinement, or its labels changed. Your review is kept in its history.",
      );
    }
    if (input.revision !== review.revision) throw conflict(review);
    const ofProject = await getProject(db, project);
    const { kind, changes, before, after, found = null } = await change(db, review, ofProject);
    if (!(await updateReview(db, review, changes))) throw conflict(review);
    const saved: SavedReview = {
      review: review.id,
      revision: review.revision + 1,
      state: changes.state ?? review.state,
      extra: (changes.extra ?? review.extra) === 1,
    };
    const now = ctx.now();
    await insertEvent(db, {
      project,
      at: now.toISOString(),
      person,
      kind,
      operation,
      image,
      before,
      after: { saved, ...(after as object) },
    });
    if (found !== null) {
      const reason = changes.comment || "A review found a label.";
      const { settings } = ofProject;
      await sendImage(
        { db, project, image, settings, now },
        { to: "refinement", by: "review", reason, person },
      );
    }
    return saved;
  });
  const goesOn = !("state" in input) || input.state === "submitted";
  return { saved, next: goesOn ? await goOn(() => getReviewAfter(ctx, input)) : null };
}

/** @throws Failure where the save had been stored before, and its person no longer reviews here */
async function getReviewAfter(ctx: With, { review, person }: Whose): Promise<ReviewPosition> {
  const own = await findReviewOf(ctx.db, person, review);
  if (!own) throw notYourReview();
  const { projectId: project } = own;
  await checkWorksOn(ctx.db, { project, person, role: rules.role });
  return getNextReview(ctx, { project, person });
}

function conflict(review: Review): Failure {
  const { id, revision, state, extra } = review;
  const stored: StoredReview = {
    saved: { review: id, revision, state, extra: extra === 1 },
    draft: toDraft(review),
  };
  return new Failure(
    "conflict",
    "This image was changed in another window. Choose which answers to keep.",
    stored,
  );
}
