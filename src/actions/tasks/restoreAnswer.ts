import { Failure } from "../../contract/failure.ts";
import type { AnnotationDraft, DraftCard } from "../../contract/tasks/annotationDraft.ts";
import { rulesOf, stagesWith } from "../../core/stages/rulesOf.ts";
import { type Decision, labelsAnswered } from "../../core/tasks/decision.ts";
import { isCounted } from "../../core/tasks/stage.ts";
import { insertEvent } from "../../db/event.ts";
import { findEventOfImage } from "../../db/images/imageHistory.ts";
import { findAgreementOf } from "../../db/outcome/agreement.ts";
import { findSending, writeSending } from "../../db/outcome/sending.ts";
import { getProject } from "../../db/project/project.ts";
import type { Db } from "../../db/schema.ts";
import {
  findAnnotation,
  listDecisions,
  listStanding,
  replaceDecisions,
  writeAnnotation,
} from "../../db/tasks/annotation.ts";
import {
  type Assignment,
  findAssignment,
  listAssignmentsOf,
  updateAssignment,
  withdrawAssignments,
} from "../../db/tasks/assignment.ts";
import type { Context } from "../context.ts";
import { getImageOf } from "../images/getImagePage.ts";
import { answerKinds } from "../images/listHistory.ts";
import { keepRules } from "../lock.ts";
import { lockImage } from "../lockImage.ts";
import { runStage3 } from "../outcome/runStage3.ts";

/** What an event stores of a submitted answer. */
type StoredAnswer = Omit<AnnotationDraft, "cards"> & { decisions: Decision[] };

/**
 * Makes an earlier answer on an image hold again, as a new event: nothing of the history changes, and releases stay as
 * they are. The lead decides this, so it applies to locked answers too.
 * - An annotation becomes its person's answer again, and stage 3 runs anew. A refinement continues, or stands, as long
 *   as the annotators disagree; where they now agree, it is taken back.
 * - A refinement becomes the deciding one; another expert's stays in the history. Where the annotators agree, the image
 *   is sent to refinement, so that the expert's answer holds.
 *
 * @throws Failure `not-found`; `already-exists` where it already holds; `not-ready` where others have given all the
 *   image's annotations; `bad-request` where it is an answer to an audit sample
 */
export async function restoreAnswer(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  {
    project,
    image,
    event: id,
    reason,
    person,
  }: { project: string; image: string; event: string; reason: string; person: string | null },
): Promise<void> {
  await ctx.db.transaction().execute(async (db) => {
    await getImageOf(db, project, image);
    await keepRules(db, ctx.dialect, project);
    await lockImage(db, ctx.dialect, image);
    const { assignment, answer } = await findAnswer(db, image, id);
    const rules = rulesOf(assignment.stage);
    if (rules.answers === "settled")
      throw new Failure(
        "bad-request",
        "Answers to an audit sample stay as their experts gave them: bounds rest on them.",
      );
    const { settings } = await getProject(db, project);
    const at = ctx.now().toISOString();

    const before = await describeStored(db, assignment);
    if (isCounted(assignment) && isSame(before, answer)) {
      throw new Failure("already-exists", "This answer is the one that holds. There is nothing to restore.");
    }
    if (rules.answers === "final") await makeWay(db, assignment, { at, person, reason });
    else await checkRoom(db, assignment, rules.places(settings, { isGold: false }));

    await writeAnswer(db, assignment, answer, at);
    await insertEvent(db, {
      project,
      at,
      person,
      kind: "answer-restored",
      image,
      assignment: assignment.id,
      before,
      after: {
        state: "submitted",
        yes: labelsAnswered(answer.decisions, "yes"),
        unsure: labelsAnswered(answer.decisions, "unsure"),
        ...mainOf(answer.decisions),
        ...answer,
        reason,
        event: id,
      },
    });
    await runStage3(db, { project, image, settings, at });
  });
}

async function findAnswer(
  db: Db,
  image: string,
  id: string,
): Promise<{ assignment: Assignment; answer: StoredAnswer }> {
  const event = await findEventOfImage(db, image, id);
  const assignment = event?.assignmentId ? await findAssignment(db, event.assignmentId) : undefined;
  if (!event?.afterJson || !assignment || !answerKinds.includes(event.kind)) {
    throw new Failure("not-found", "The history of this image holds no such answer. Load the page again.");
  }
  const stored = JSON.parse(event.afterJson) as StoredAnswer;
  const { decisions, groupsOpened, groupsForced, noneOfThese, comment, flag, activeMs } = stored;
  return {
    assignment,
    answer: {
      decisions,
      groupsOpened,
      ...(groupsForced ? { groupsForced } : {}),
      noneOfThese,
      comment,
      flag,
      activeMs,
    },
  };
}

async function describeStored(db: Db, { id, state }: Assignment) {
  const stored = await findAnnotation(db, id);
  const decisions = await listDecisions(db, [id]);
  return {
    state,
    yes: labelsAnswered(decisions, "yes"),
    unsure: labelsAnswered(decisions, "unsure"),
    ...mainOf(decisions),
    comment: stored?.comment ?? "",
    flag: stored?.flag ?? null,
    noneOfThese: stored?.noneOfThese === 1,
  };
}

const isSame = (stored: Awaited<ReturnType<typeof describeStored>>, answer: StoredAnswer) =>
  stored.yes.join() === labelsAnswered(answer.decisions, "yes").join() &&
  stored.unsure.join() === labelsAnswered(answer.decisions, "unsure").join() &&
  stored.main === mainOf(answer.decisions).main &&
  stored.comment === answer.comment &&
  stored.flag === answer.flag;

/** The label of the main object, where one was marked. */
function mainOf(decisions: readonly Decision[]): { main?: number } {
  const main = decisions.find((decision) => decision.main)?.label;
  return main === undefined ? {} : { main };
}

/** Checks that no more annotations count than the project asks for. */
async function checkRoom(db: Db, { id, imageId, stage }: Assignment, places: number): Promise<void> {
  const others = (await listStanding(db, imageId, [stage])).filter(({ assignment }) => assignment !== id);
  if (others.length >= places) {
    throw new Failure(
      "not-ready",
      `The image has its ${places} annotations from others. Send it back to its annotators first.`,
    );
  }
}

/** One refinement decides: another expert's is taken back, and agreeing annotators do not overrule it. */
async function makeWay(
  db: Db,
  { id, imageId }: Assignment,
  { at, person, reason }: { at: string; person: string | null; reason: string },
): Promise<void> {
  const others = (await listAssignmentsOf(db, [imageId], stagesWith("final"))).filter(
    (other) => other.id !== id && !(other.state === "submitted" && other.extra === 1),
  );
  await withdrawAssignments(
    db,
    others.map((other) => other.id),
    at,
  );
  const disagrees = (await findAgreementOf(db, imageId))?.agreed === false;
  if (!disagrees && (await findSending(db, imageId))?.to !== "refinement") {
    await writeSending(db, { imageId, to: "refinement", by: "lead", reason, personId: person, at });
  }
}

async function writeAnswer(
  db: Db,
  assignment: Assignment,
  { decisions, ...page }: StoredAnswer,
  at: string,
): Promise<void> {
  const stored = await findAnnotation(db, assignment.id);
  if (!stored) throw new Failure("not-found", "This answer is no longer stored.");
  const draft: AnnotationDraft = { ...page, cards: decisions.map(toCard) };
  await writeAnnotation(db, {
    ...stored,
    revision: stored.revision + 1,
    draftJson: JSON.stringify(draft),
    groupsOpenedJson: JSON.stringify(page.groupsOpened),
    noneOfThese: page.noneOfThese ? 1 : 0,
    comment: page.comment,
    flag: page.flag,
    activeMs: page.activeMs,
    submittedAt: at,
    updatedAt: at,
  });
  await replaceDecisions(db, assignment.id, decisions);
  await updateAssignment(db, assignment.id, {
    state: "submitted",
    extra: 0,
    asked: 0,
    openedAt: assignment.openedAt ?? at,
    updatedAt: at,
  });
}

/** A card as the page held it: cards shown and not ticked became "no" on submission. */
const toCard = ({ reason, ...decision }: Decision): DraftCard => ({
  ...decision,
  ...(reason ? { reason } : {}),
  answer: decision.answer === "no" && decision.how !== "question" && !reason ? null : decision.answer,
});
