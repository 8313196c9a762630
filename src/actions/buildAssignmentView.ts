import { imageUrl } from "../contract/image.ts";
import type { AssignmentView, Card } from "../contract/work.ts";
import { labelsAnswered } from "../core/decision.ts";
import { orderRefinement } from "../core/orderRefinement.ts";
import type { RankedLabel } from "../core/packRanking.ts";
import { seededShuffle } from "../core/seededRandom.ts";
import type { ProjectSettings } from "../core/settings.ts";
import { findAgreementOf } from "../db/agreement.ts";
import { findAnnotation, listSubmitted, type SubmittedAnnotation } from "../db/annotation.ts";
import { type Assignment, findNeighbours, isOpened } from "../db/assignment.ts";
import { getImage, listOriginalLabels } from "../db/image.ts";
import { getProject } from "../db/project.ts";
import { findProposal } from "../db/proposal.ts";
import { isReleased } from "../db/release.ts";
import type { Db } from "../db/schema.ts";

/** What a person's page needs to work on one image, and nothing that they must not see yet. */
export async function buildAssignmentView(db: Db, assignment: Assignment): Promise<AssignmentView> {
  const project = await getProject(db, assignment.projectId);
  const image = await getImage(db, assignment.imageId);
  const annotation = await findAnnotation(db, assignment.id);
  const shown = await listCards(db, assignment, project.settings);
  const batch = assignment.batchId
    ? await db.selectFrom("batch").select("number").where("id", "=", assignment.batchId).executeTakeFirst()
    : undefined;

  return {
    id: assignment.id,
    project: assignment.projectId,
    stage: assignment.stage,
    state: assignment.state === "withdrawn" ? "blocked" : assignment.state,
    revision: annotation?.revision ?? 0,
    locked: await isLocked(db, assignment),
    image: {
      id: image.id,
      width: image.width ?? 0,
      height: image.height ?? 0,
      screenUrl: imageUrl(image.id, "screen"),
      originalUrl: imageUrl(image.id, "original"),
    },
    groupSize: project.settings.groupSize,
    shownAfterMs: project.settings.shownAfterMs,
    commentOnChange: project.settings.commentOnChange,
    ...shown,
    draft: annotation ? JSON.parse(annotation.draftJson) : null,
    batch: batch?.number ?? null,
    ...(await findNeighbours(db, assignment)),
  };
}

/**
 * May an annotation still change? Until its image's refinement is opened (stage 2), or a release holds the image.
 */
export async function isLocked(db: Db, { imageId, stage }: Assignment): Promise<boolean> {
  if (stage === "annotate" && (await isOpened(db, imageId, "refine"))) return true;
  return isReleased(db, imageId);
}

/** The cards of an image's page, in order; in refinement with everybody's answers. */
export async function listCards(
  db: Db,
  assignment: Assignment,
  settings: ProjectSettings,
): Promise<Pick<AssignmentView, "cards" | "refinement">> {
  const proposals = (await findProposal(db, assignment.imageId))?.ranking ?? [];
  if (assignment.stage === "annotate") {
    return { cards: orderProposals(proposals, assignment, settings) };
  }
  const originals = await listOriginalLabels(db, assignment.imageId);
  const annotations = await listSubmitted(db, assignment.imageId, "annotate");
  return refinementCards(
    assignment,
    settings,
    proposals,
    originals,
    annotations,
    await findReasons(db, assignment),
  );
}

function orderProposals(
  proposals: readonly RankedLabel[],
  { imageId, personId }: Assignment,
  { groupSize, shuffleWithinGroups }: ProjectSettings,
): Card[] {
  const labels = proposals.map(({ label }) => label);
  const groups = Array.from({ length: Math.ceil(labels.length / groupSize) }, (_, group) =>
    labels.slice(group * groupSize, (group + 1) * groupSize),
  );
  const ordered = shuffleWithinGroups
    ? groups.map((group, index) => seededShuffle(group, `${imageId} ${personId} ${index}`))
    : groups;
  return ordered.flat().map((label) => ({ label, how: "proposal" }));
}

async function findReasons(db: Db, { imageId }: Assignment) {
  return (await findAgreementOf(db, imageId))?.reasons ?? [];
}

function refinementCards(
  { imageId }: Assignment,
  settings: ProjectSettings,
  proposals: readonly RankedLabel[],
  originals: readonly number[],
  annotations: readonly SubmittedAnnotation[],
  reasons: NonNullable<AssignmentView["refinement"]>["reasons"],
): Required<Pick<AssignmentView, "cards" | "refinement">> {
  // The letters are drawn for each image anew, so that nobody can learn whose answers they are.
  const lettered = seededShuffle(annotations, `${imageId} letters`).map((annotation, index) => ({
    who: String.fromCodePoint("A".codePointAt(0)! + index),
    ...annotation,
  }));
  const order = orderRefinement(
    annotations.map(({ decisions }) => decisions),
    proposals,
    originals,
    settings,
  );
  const proposed = new Set(proposals.map(({ label }) => label));
  const cards = order.map(({ label, ...card }): Card => {
    const outside = card.original ? "original" : "question";
    return {
      label,
      how: card.prechecked ? "precheck" : proposed.has(label) ? "proposal" : outside,
      refinement: {
        ...card,
        marks: lettered.map(({ who, decisions }) => ({
          who,
          answer: decisions.find((decision) => decision.label === label)?.answer ?? "not-shown",
        })),
      },
    };
  });
  return {
    cards,
    refinement: {
      reasons,
      annotators: lettered.map(({ who, decisions, comment }) => ({
        who,
        yes: labelsAnswered(decisions, "yes"),
        unsure: labelsAnswered(decisions, "unsure"),
        comment,
      })),
    },
  };
}
