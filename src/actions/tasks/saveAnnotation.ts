import { Failure } from "../../contract/failure.ts";
import type { SaveAnnotationBody, Saved, SaveReply } from "../../contract/tasks/annotation.ts";
import type { AnnotationDraft } from "../../contract/tasks/annotationDraft.ts";
import { carryCards, formerCards } from "../../core/labels/labelFate.ts";
import { rulesOf } from "../../core/stages/rulesOf.ts";
import { type AnswerFacts, isLeaseOver, type Refusal, settleAnswer } from "../../core/tasks/settleAnswer.ts";
import { insertEvent } from "../../db/event.ts";
import { findExemplarVersionOf } from "../../db/exemplars.ts";
import { isInPilot } from "../../db/pilot.ts";
import { getProject, type Project } from "../../db/project/project.ts";
import type { Db } from "../../db/schema.ts";
import {
  type Annotation,
  findAnnotation,
  listStanding,
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
import { getWorkAfter } from "./getNextWork.ts";
import { goOn } from "./goOn.ts";
import { openNext } from "./parts/openAssignment.ts";
import { conflict } from "./parts/refuseStale.ts";
import { readLock } from "./readLock.ts";
import { type Served, servePage } from "./servePage.ts";

type Input = SaveAnnotationBody & { assignment: string; person: string };

/**
 * Saves a person's page of one image: as a draft, submitted, or with its submission taken back.
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
    const served = await servePage(db, assignment, settings);
    const now = ctx.now();
    const { sent, kept } = sortCards(input, before, served);
    const facts = await readFacts(db, { assignment, before, served, rules, input: sent, now });
    const settled = settleAnswer({ ...facts, kept });
    if ("refusal" in settled) throw refuse(settled.refusal, assignment, before);

    const at = now.toISOString();
    const annotation = { ...sent.annotation, cards: [...sent.annotation.cards, ...kept] };
    const after = await toRow(db, assignment, rules, { ...sent, annotation }, { at, served });
    if (!(await writeAnnotation(db, after)))
      throw conflict(assignment, await findAnnotation(db, assignment.id));
    const { decisions, answered } = settled;
    if (decisions) await replaceDecisions(db, assignment.id, decisions);
    await updateAssignment(db, assignment.id, { ...settled.assignment, asked: 0, updatedAt: at });
    const { state } = settled.assignment;
    const saved: Saved = {
      assignment: assignment.id,
      revision: after.revision,
      state,
      extra: settled.isReportedExtra,
    };
    const event = { project, at, person, image, assignment: assignment.id };
    await insertEvent(db, {
      ...event,
      kind: settled.event,
      operation,
      before: before && {
        state: assignment.state,
        ...digest(JSON.parse(before.draftJson) as AnnotationDraft),
      },
      after: { saved, ...digest(input.annotation), ...(state === "submitted" ? { decisions } : {}) },
    });
    await answerQuestions(
      db,
      assignment.id,
      answered.map(({ label }) => label),
      at,
    );
    for (const one of answered) await insertEvent(db, { ...event, kind: "question-answered", after: one });
    if (settled.changesOutcome) await runStage3(db, { project, image, settings, at });
    if (state === "submitted") await openNext(db, ctx.dialect, { project, stage, person }, settings, now);
    return saved;
  });
  if (saved.state !== "submitted") return { saved, next: null };
  return {
    saved,
    next: await goOn(() => getWorkAfter(ctx, { person, assignment: input.assignment }, holds)),
  };
}

/**
 * A page that was served before labels changed is read as a current one: answers on merged labels become answers on
 * their heirs, and answers on labels no longer offered are kept, from the page and from the earlier answer.
 */
function sortCards(input: Input, before: Annotation | undefined, { formers }: Served) {
  const { annotation } = input;
  if (formers.size === 0) return { sent: input, kept: [] };
  const cards = carryCards(annotation.cards, formers);
  const said = before ? carryCards((JSON.parse(before.draftJson) as AnnotationDraft).cards, formers) : [];
  const kept = new Map(
    [...formerCards(said, formers), ...formerCards(cards, formers)].map((card) => [card.label, card]),
  );
  const offered = cards.filter(({ label }) => !formers.has(label));
  // If the page marks a main object, it replaces one marked on a label that is no longer offered.
  const isMarked = offered.some(({ main }) => main);
  return {
    sent: { ...input, annotation: { ...annotation, cards: offered } },
    kept: [...kept.values()].map(({ main, ...card }) => (main && !isMarked ? { ...card, main } : card)),
  };
}

interface Read {
  assignment: Assignment;
  before: Annotation | undefined;
  served: Served;
  rules: Project;
  input: Input;
  now: Date;
}

/** The facts that decide the outcome of a save. Other people's places are read only where they matter. */
async function readFacts(
  db: Db,
  { assignment, before, served, rules, input, now }: Read,
): Promise<AnswerFacts> {
  const { id, imageId: image } = assignment;
  const stage = rulesOf(assignment.stage);
  // An annotation that is surplus from the start is in a pilot.
  const isInOpenPilot =
    assignment.extra === 1 && stage.answers === "compared" && (await isInPilot(db, image));
  const standing = input.state === "submitted" ? await listStanding(db, image, [stage.name]) : [];
  const held = isLeaseOver(assignment, now)
    ? await countPlacesTaken(db, { image, stage: stage.name, now: now.toISOString(), except: id })
    : 0;
  return {
    stage,
    settings: rules.settings,
    labelCount: rules.labelCount,
    now,
    assignment,
    stored: before ? { revision: before.revision, isSubmitted: before.submittedAt !== null } : null,
    sent: { as: input.state, revision: input.revision, answer: input.annotation },
    page: served.page,
    lock: await readLock(db, assignment),
    isInPilot: isInOpenPilot,
    asked: served.asked,
    others: { standing: standing.filter((other) => other.assignment !== id).length, held },
  };
}

/** The refusal of a save, with what is stored. */
function refuse({ code, message }: Refusal, assignment: Assignment, stored: Annotation | undefined): Failure {
  if (code === "conflict") return conflict(assignment, stored);
  if (code !== "locked") return new Failure(code, message);
  return new Failure(code, message, { draft: stored ? JSON.parse(stored.draftJson) : null });
}

async function toRow(
  db: Db,
  assignment: Assignment,
  project: Project,
  { annotation, revision, state }: Input,
  { at, served: { page, proposalVersion } }: { at: string; served: Served },
): Promise<Annotation> {
  const prechecked = page.cards.filter(({ refinement }) => refinement?.prechecked);
  return {
    assignmentId: assignment.id,
    revision: revision + 1,
    draftJson: JSON.stringify(annotation),
    groupsOpenedJson: JSON.stringify(annotation.groupsOpened),
    noneOfThese: annotation.noneOfThese ? 1 : 0,
    comment: annotation.comment,
    flag: annotation.flag,
    activeMs: annotation.activeMs,
    precheckedJson: page.refinement ? JSON.stringify(prechecked.map(({ label }) => label)) : null,
    guidelineVersion: project.guidelineVersion,
    exemplarVersion: await findExemplarVersionOf(db, assignment),
    rulingVersion: project.rulingVersion,
    labelSpaceSha256: project.labelSpaceSha256,
    proposalVersion,
    submittedAt: state === "submitted" ? at : null,
    updatedAt: at,
  };
}

/** What the history stores of a page: the answers, without how long each card was on screen. */
function digest({ cards, ...page }: AnnotationDraft) {
  const labels = (answer: "yes" | "unsure") =>
    cards.filter((card) => card.answer === answer).map(({ label }) => label);
  const main = cards.find((card) => card.main)?.label;
  return {
    yes: labels("yes"),
    unsure: labels("unsure"),
    ...(main === undefined ? {} : { main }),
    ...page,
  };
}
