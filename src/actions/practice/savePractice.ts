import { Failure } from "../../contract/failure.ts";
import type { Qualification, Verdicts } from "../../contract/practice/qualification.ts";
import type { AnnotationDraft } from "../../contract/tasks/annotationDraft.ts";
import { judgeGold, scoreGold } from "../../core/gold/scoreGold.ts";
import { countPractice, hasPassed } from "../../core/practice/qualification.ts";
import { practice as rules } from "../../core/stages/practice.ts";
import { openingOf } from "../../core/stages/protocol.ts";
import { checkContent } from "../../core/tasks/checkContent.ts";
import { decideLabels } from "../../core/tasks/decideLabels.ts";
import { insertEvent } from "../../db/event.ts";
import { endPractice, insertQualified, listQualified, updatePracticeAnswer } from "../../db/practice.ts";
import { getProject } from "../../db/project/project.ts";
import type { Db } from "../../db/schema.ts";
import type { Context } from "../context.ts";
import { findKnownLabels } from "../gold/scoreGold.ts";
import { lockPractice } from "../lock.ts";
import { servePage } from "../tasks/servePage.ts";
import { getPracticeAnswerOf, getQualification } from "./getQualification.ts";
import { practiceAssignment } from "./parts/practiceAssignment.ts";

interface Who {
  project: string;
  person: string;
}

/**
 * Saves a person's page of a practice image. Once submitted, it shows the person what the experts answered, so it never
 * changes again; the last image ends the attempt, and a score that reaches the mark opens their work. Submitting twice
 * gives the same reply.
 *
 * @throws Failure `not-found` where it is not theirs; `locked` where it was submitted, or its attempt no longer counts;
 *   `answer-needed` or `bad-request` as for an image of the actual work
 */
export async function savePractice(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  {
    project,
    person,
    answer: id,
    state,
    annotation,
  }: Who & { answer: string; state: "draft" | "submitted"; annotation: AnnotationDraft },
): Promise<{ feedback: { verdicts: Verdicts; qualification: Qualification } | null }> {
  const verdicts = await ctx.db.transaction().execute(async (db) => {
    await lockPractice(db, ctx.dialect, { project, person });
    const { practice, answer } = await getPracticeAnswerOf(db, { project, person }, id);
    if (answer.verdicts && rules.lockedBy({ isShown: true })) {
      if (state === "submitted") return answer.verdicts;
      throw new Failure(
        "locked",
        "You have seen the answers of this practice image, so yours no longer change.",
      );
    }
    if (practice.resetAt !== null) {
      throw new Failure("locked", "The lead has let you begin anew. Go back to “My work”.");
    }
    const { settings, labelCount } = await getProject(db, project);
    const stage = openingOf(settings);
    const assignment = practiceAssignment({ project, person, stage: stage.name }, answer);
    const { page } = await servePage(db, assignment, settings);
    const problem = checkContent(stage.task, annotation, page, { labelCount, as: state });
    if (problem) throw new Failure(problem.code, problem.message);
    const at = ctx.now().toISOString();
    if (state === "draft") {
      await updatePracticeAnswer(db, id, { draft: annotation, at });
      return null;
    }
    const known = (await findKnownLabels(db, project)).get(answer.image) ?? new Map();
    const judged = judgeGold(known, decideLabels(annotation.cards, settings.shownAfterMs));
    await updatePracticeAnswer(db, id, { draft: annotation, verdicts: judged, at });
    await insertEvent(db, {
      project,
      at,
      person,
      kind: "practice-answered",
      image: answer.image,
      after: scoreGold(judged),
    });
    await endIfLast(db, { project, person }, id, at);
    return judged;
  });
  if (!verdicts) return { feedback: null };
  return { feedback: { verdicts, qualification: await getQualification(ctx, { project, person }) } };
}

/** Ends an attempt whose images are all submitted, and opens the person's work if it is passed. */
async function endIfLast(db: Db, who: Who, answer: string, at: string): Promise<void> {
  const { practice } = await getPracticeAnswerOf(db, who, answer);
  const scores = practice.answers.flatMap(({ verdicts }) => (verdicts ? [scoreGold(verdicts)] : []));
  if (scores.length < practice.answers.length) return;
  const counted = countPractice(scores);
  const passed = hasPassed(counted, practice.mark);
  await endPractice(db, practice.id, { at, passed });
  // A lead may have let them in meanwhile.
  if (passed && (await listQualified(db, who.project, who.person)).length === 0) {
    await insertQualified(db, who, { at, by: null, practice: practice.id });
  }
  await insertEvent(db, {
    project: who.project,
    at,
    person: who.person,
    kind: passed ? "practice-passed" : "practice-not-passed",
    after: { number: practice.number, mark: practice.mark, ...counted },
  });
}
