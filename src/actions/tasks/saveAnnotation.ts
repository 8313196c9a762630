import { Failure } from "../../contract/failure.ts";
import type { SaveAnnotationBody, Saved, SaveReply } from "../../contract/tasks/annotation.ts";
import type { AnnotationDraft } from "../../contract/tasks/annotationDraft.ts";
import type { ProjectSettings } from "../../core/project/settings.ts";
import { decideLabels } from "../../core/tasks/decideLabels.ts";
import type { Decision } from "../../core/tasks/decision.ts";
import { insertEvent } from "../../db/event.ts";
import { findExemplarVersionOf } from "../../db/exemplars.ts";
import { isGold } from "../../db/gold.ts";
import { isInPilot } from "../../db/pilot.ts";
import { getProject, type Project } from "../../db/project/project.ts";
import type { Db } from "../../db/schema.ts";
import {
  type Annotation,
  findAnnotation,
  listStanding,
  listSubmitted,
  replaceDecisions,
  writeAnnotation,
} from "../../db/tasks/annotation.ts";
import { type Assignment, updateAssignment } from "../../db/tasks/assignment.ts";
import { answerQuestions } from "../../db/tasks/question.ts";
import { countPlacesTaken } from "../../db/tasks/queue.ts";
import type { Context } from "../context.ts";
import { doOnce } from "../doOnce.ts";
import { lockAssignment } from "../lockImage.ts";
import { runStage3 } from "../outcome/runStage3.ts";
import { checkQualified } from "../practice/findQualification.ts";
import { isLocked } from "./buildAssignmentView.ts";
import { checkContent } from "./checkContent.ts";
import { getWorkAfter } from "./getNextWork.ts";
import { goOn } from "./goOn.ts";
import { openNext } from "./parts/openAssignment.ts";
import { conflict, refuseStale } from "./parts/refuseStale.ts";
import { leaseEnd } from "./takeAnnotation.ts";

type Input = SaveAnnotationBody & { assignment: string; person: string };

/**
 * Saves what a person's page holds of one image: as a draft, submitted, or with its submission taken back.
 *
 * @throws Failure `conflict` (with what is stored) where the page was built on an older revision; `locked` where the
 *   annotation may no longer change; `answer-needed` or `comment-needed` where it is not ready to be submitted;
 *   `not-qualified` where practice comes first
 */
export async function saveAnnotation(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  input: Input,
): Promise<SaveReply> {
  const { operation, person, holds, ...request } = input;
  const saved = await doOnce(ctx, { person, operation, request }, async (db, operation) => {
    const assignment = await lockAssignment(db, ctx.dialect, input);
    const { projectId: project, stage, imageId: image } = assignment;
    const rules = await getProject(db, project);
    const { settings } = rules;
    await checkQualified(db, { project, stage, person, settings });
    const before = await findAnnotation(db, assignment.id);
    await checkMayChange(db, assignment, before, input);
    const { annotation, state: as } = input;
    const { asked, ...shown } = await checkContent(db, assignment, rules, { annotation, as });

    const at = ctx.now().toISOString();
    const submits = input.state === "submitted";
    const after = await toRow(db, assignment, rules, input, { at, submits, ...shown });
    if (!(await writeAnnotation(db, after)))
      throw conflict(assignment, await findAnnotation(db, assignment.id));

    const cards = annotation.cards.map((card) => ({ ...card, decide: asked.includes(card.label) }));
    const decisions = submits ? decideLabels(cards, settings.shownAfterMs) : [];
    // Without an earlier submission there is nothing to replace.
    if (submits || before?.submittedAt) await replaceDecisions(db, assignment.id, decisions);
    const lapsed = await hasLapsed(db, assignment, settings, at);
    // What is surplus from the start is so because it is in a pilot.
    const inPilot = assignment.extra === 1 && stage === "annotate" && (await isInPilot(db, image));
    const extra = !inPilot && submits && (lapsed || (await isFull(db, assignment, settings)));
    const state = submits ? "submitted" : "open";
    await updateAssignment(db, assignment.id, {
      state,
      extra: extra || inPilot ? 1 : 0,
      asked: 0,
      updatedAt: at,
      // Any save renews a lease, unless its place was given away meanwhile.
      ...(assignment.leaseUntil === null || lapsed ? {} : { leaseUntil: leaseEnd(ctx.now(), settings) }),
    });
    const saved: Saved = {
      assignment: assignment.id,
      revision: after.revision,
      state,
      extra: extra && stage === "annotate",
    };
    await insertEvent(db, {
      project,
      at,
      person,
      kind: submits ? "submitted" : assignment.state === "submitted" ? "taken-back" : "draft-saved",
      operation,
      image,
      assignment: assignment.id,
      before: before && {
        state: assignment.state,
        ...digest(JSON.parse(before.draftJson) as AnnotationDraft),
      },
      after: { saved, ...digest(annotation), ...(submits ? { decisions } : {}) },
    });
    if (submits) await noteAnswers(db, assignment, { at, asked, decisions });
    if (stage === "annotate" && (submits || assignment.state === "submitted")) {
      await runStage3(db, { project, image, settings, at });
    }
    if (submits) await openNext(db, { project, stage, person }, settings, ctx.now());
    return saved;
  });
  if (saved.state !== "submitted") return { saved, next: null };
  return {
    saved,
    next: await goOn(() => getWorkAfter(ctx, { person, assignment: input.assignment }, holds)),
  };
}

async function checkMayChange(
  db: Db,
  assignment: Assignment,
  stored: Annotation | undefined,
  { revision }: Input,
): Promise<void> {
  if (assignment.state === "blocked") {
    throw new Failure("locked", "You skipped this image twice: it now waits for the lead.");
  }
  if (await isLocked(db, assignment)) {
    throw new Failure(
      "locked",
      assignment.stage === "annotate"
        ? "An expert has begun to review this image, so its answers can no longer change."
        : "A release holds this image, so its labels can no longer change.",
      { draft: stored ? JSON.parse(stored.draftJson) : null },
    );
  }
  refuseStale(assignment, stored, revision);
}

async function toRow(
  db: Db,
  assignment: Assignment,
  project: Project,
  { annotation, revision }: Input,
  {
    at,
    submits,
    prechecked,
    proposalVersion,
  }: { at: string; submits: boolean; prechecked: number[] | undefined; proposalVersion: number },
): Promise<Annotation> {
  return {
    assignmentId: assignment.id,
    revision: revision + 1,
    draftJson: JSON.stringify(annotation),
    groupsOpenedJson: JSON.stringify(annotation.groupsOpened),
    noneOfThese: annotation.noneOfThese ? 1 : 0,
    comment: annotation.comment,
    flag: annotation.flag,
    activeMs: annotation.activeMs,
    precheckedJson: prechecked ? JSON.stringify(prechecked) : null,
    guidelineVersion: project.guidelineVersion,
    exemplarVersion: await findExemplarVersionOf(db, assignment),
    rulingVersion: project.rulingVersion,
    labelSpaceSha256: project.labelSpaceSha256,
    proposalVersion,
    submittedAt: submits ? at : null,
    updatedAt: at,
  };
}

/** Whether others already gave the image all the annotations that it needs, or a refinement: the first is final. */
async function isFull(db: Db, assignment: Assignment, settings: ProjectSettings): Promise<boolean> {
  const { id, imageId, stage } = assignment;
  const counted =
    stage === "annotate" ? await listStanding(db, imageId) : await listSubmitted(db, imageId, stage);
  const others = counted.filter((other) => other.assignment !== id).length;
  return others > 0 && others >= (await countPlaces(db, assignment, settings));
}

/** How many annotations of an image, or refinements, count. */
async function countPlaces(
  db: Db,
  { imageId, stage }: Assignment,
  { overlap }: ProjectSettings,
): Promise<number> {
  if (stage === "refine") return 1;
  // Everybody may have a gold image, and no annotation of one is surplus.
  return (await isGold(db, imageId)) ? Infinity : overlap;
}

/** Writes down which questions this submission answers for the first time. */
async function noteAnswers(
  db: Db,
  { id, projectId, imageId, personId }: Assignment,
  { at, asked, decisions }: { at: string; asked: readonly number[]; decisions: readonly Decision[] },
): Promise<void> {
  const given = decisions.filter(({ label }) => asked.includes(label));
  const answered = await answerQuestions(
    db,
    id,
    given.map(({ label }) => label),
    at,
  );
  for (const { label, answer } of given.filter(({ label }) => answered.includes(label))) {
    await insertEvent(db, {
      project: projectId,
      at,
      person: personId,
      kind: "question-answered",
      image: imageId,
      assignment: id,
      after: { label, answer },
    });
  }
}

/** Whether a lease has ended and its place is another's by now. */
async function hasLapsed(
  db: Db,
  assignment: Assignment,
  settings: ProjectSettings,
  now: string,
): Promise<boolean> {
  const { id, imageId: image, leaseUntil } = assignment;
  if (leaseUntil === null || leaseUntil > now) return false;
  const taken = await countPlacesTaken(db, { image, now, except: id });
  return taken >= (await countPlaces(db, assignment, settings));
}

/** What the history keeps of a page: the answers, without how long each card was on screen. */
function digest({ cards, ...page }: AnnotationDraft) {
  const labels = (answer: "yes" | "unsure") =>
    cards.filter((card) => card.answer === answer).map(({ label }) => label);
  return { yes: labels("yes"), unsure: labels("unsure"), ...page };
}
