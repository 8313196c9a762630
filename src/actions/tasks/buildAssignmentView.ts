import { imageUrl } from "../../contract/images/image.ts";
import type { AssignmentView, Card } from "../../contract/tasks/work.ts";
import { type Chance, shuffle } from "../../core/chance.ts";
import type { ProjectSettings } from "../../core/project/settings.ts";
import type { RankedLabel } from "../../core/proposals/packRanking.ts";
import { isDrawn } from "../../core/tasks/isDrawn.ts";
import { findExemplarVersionOf } from "../../db/exemplars.ts";
import { getImage } from "../../db/images/image.ts";
import { isInPilot } from "../../db/pilot.ts";
import { findProposal } from "../../db/proposals/proposal.ts";
import { isReleasedSince } from "../../db/releases.ts";
import type { Db } from "../../db/schema.ts";
import { findChance } from "../../db/sql/chance.ts";
import { findAnnotation } from "../../db/tasks/annotation.ts";
import { type Assignment, findNeighbours } from "../../db/tasks/assignment.ts";
import { findHold } from "../../db/tasks/hold.ts";
import { listAsked } from "../../db/tasks/question.ts";
import { listRefinementCards } from "./parts/listRefinementCards.ts";

/** What a person's page needs to work on one image, and nothing that they must not see yet. */
export async function buildAssignmentView(
  db: Db,
  assignment: Assignment,
  settings: ProjectSettings,
): Promise<AssignmentView> {
  const image = await getImage(db, assignment.imageId);
  const annotation = await findAnnotation(db, assignment.id);
  const { cards, refinement } = await listCards(db, assignment, settings);
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
    image: toImageOnPage(image),
    groupSize: settings.groupSize,
    shownAfterMs: settings.shownAfterMs,
    commentOnChange: mustExplainChanges(refinement, settings),
    allGroups: needsAllGroups(assignment, settings, await findChance(db)),
    exemplarVersion: await findExemplarVersionOf(db, assignment),
    cards,
    ...(refinement ? { refinement } : {}),
    draft: annotation ? JSON.parse(annotation.draftJson) : null,
    batch: batch?.number ?? null,
    pilot: assignment.extra === 1 && (await isInPilot(db, assignment.imageId)),
    ...(await findNeighbours(db, assignment)),
  };
}

/** An image as the pages on which people work show it. */
export const toImageOnPage = ({ id, width, height }: Awaited<ReturnType<typeof getImage>>) => ({
  id,
  width: width ?? 0,
  height: height ?? 0,
  screenUrl: imageUrl(id, "screen"),
  originalUrl: imageUrl(id, "original"),
});

/**
 * May an annotation still change? Until its image's refinement is opened (stage 2), or a release holds the image.
 *
 * No release holds gold: there an annotator's answer is locked by the first release after it, which is what happens to
 * an image that is agreed on, and an expert's answer never.
 */
export async function isLocked(db: Db, assignment: Assignment): Promise<boolean> {
  const { imageId, stage, state, projectId, updatedAt } = assignment;
  const { isGold, isRefined, isReleased } = await findHold(db, imageId);
  if (isGold)
    return stage === "annotate" && state === "submitted" && isReleasedSince(db, projectId, updatedAt);
  return isReleased || (stage === "annotate" && isRefined);
}

interface PageCards extends Pick<AssignmentView, "cards" | "refinement"> {
  /** The labels that its person was ever asked about. */
  asked: number[];
  /** 0 where the image has no proposals. */
  proposalVersion: number;
}

/** The cards of an image's page, in order; in refinement with what its expert may know. */
export async function listCards(
  db: Db,
  assignment: Assignment,
  settings: ProjectSettings,
): Promise<PageCards> {
  const { version: proposalVersion, ranking: proposals } = (await findProposal(db, assignment.imageId)) ?? {
    version: 0,
    ranking: [],
  };
  if (assignment.stage === "refine") {
    const cards = await listRefinementCards(db, assignment, { proposals, settings });
    return { ...cards, asked: [], proposalVersion };
  }
  const cards = orderProposals(proposals, assignment, settings, await findChance(db));
  const offered = new Set(cards.map(({ label }) => label));
  const asked = await listAsked(db, assignment.id);
  const questions = asked.filter((label) => !offered.has(label));
  return {
    cards: [...cards, ...questions.map((label): Card => ({ label, how: "question", decide: true }))],
    asked,
    proposalVersion,
  };
}

/** Whether a refinement that changes the annotators' answers needs a comment: there must be such answers, and be shown. */
export function mustExplainChanges(
  refinement: AssignmentView["refinement"],
  { commentOnChange }: Pick<ProjectSettings, "commentOnChange">,
): boolean {
  return commentOnChange && refinement !== undefined && refinement.annotators.length > 0;
}

/** Whether every group must be opened before submitting: on a share of the images, and where refined from blank. */
export function needsAllGroups(
  { stage, imageId, blank }: Assignment,
  { allGroupsShare }: ProjectSettings,
  chance: Chance,
): boolean {
  return stage === "refine" ? blank === 1 : isDrawn(chance, "all-groups", imageId, allGroupsShare);
}

function orderProposals(
  proposals: readonly RankedLabel[],
  { imageId, personId }: Assignment,
  { groupSize, shuffleWithinGroups }: ProjectSettings,
  chance: Chance,
): Card[] {
  const labels = proposals.map(({ label }) => label);
  const groups = Array.from({ length: Math.ceil(labels.length / groupSize) }, (_, group) =>
    labels.slice(group * groupSize, (group + 1) * groupSize),
  );
  const ordered = shuffleWithinGroups
    ? groups.map((group, index) => shuffle(group, chance(`${imageId} ${personId} order ${index}`)))
    : groups;
  return ordered.flat().map((label) => ({ label, how: "proposal" }));
}
