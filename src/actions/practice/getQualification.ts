import { Failure } from "../../contract/failure.ts";
import { imageUrl } from "../../contract/images/image.ts";
import type { Qualification, Verdicts } from "../../contract/practice/qualification.ts";
import type { AssignmentView } from "../../contract/tasks/work.ts";
import { scoreGold } from "../../core/gold/scoreGold.ts";
import type { ProjectSettings } from "../../core/project/settings.ts";
import { openingOf } from "../../core/stages/protocol.ts";
import { getPracticeDraft, listPractices, type Practice, type PracticeAnswer } from "../../db/practice.ts";
import { getProject } from "../../db/project/project.ts";
import type { Db } from "../../db/schema.ts";
import type { Context } from "../context.ts";
import { buildAssignmentView } from "../tasks/buildAssignmentView.ts";
import { describeStanding, findUnderWay, readQualification } from "./findQualification.ts";
import { practiceAssignment } from "./parts/practiceAssignment.ts";

interface Who {
  project: string;
  person: string;
}

/** Whether a person may annotate, the images of their attempt, and the one to continue with. */
export async function getQualification(
  { db }: Pick<Context, "db">,
  { project, person }: Who,
): Promise<Qualification> {
  const { settings } = await getProject(db, project);
  const facts = await readQualification(db, { project, person, settings });
  const underWay = findUnderWay(facts, person);
  const { answers } = underWay ??
    facts.practices.findLast(({ resetAt }) => resetAt === null) ?? { answers: [] };
  const current = underWay?.answers.find(({ verdicts }) => verdicts === null);
  return {
    standing: describeStanding(facts, person),
    answers: answers.map(({ id, image, verdicts }) => ({
      id,
      thumbnailUrl: imageUrl(image, "thumbnail"),
      exact: verdicts && scoreGold(verdicts).exact,
    })),
    current: current ? await buildPracticeView(db, { project, person }, current, settings) : null,
  };
}

/** One of a person's practice images; its known answers once they have submitted it. */
export async function getPracticeAnswer(
  { db }: Pick<Context, "db">,
  { project, person, answer: id }: Who & { answer: string },
): Promise<{ view: AssignmentView; verdicts: Verdicts | null }> {
  const { answer } = await getPracticeAnswerOf(db, { project, person }, id);
  const { settings } = await getProject(db, project);
  const view = await buildPracticeView(db, { project, person }, answer, settings);
  return { view, verdicts: answer.verdicts };
}

/** One of a person's practice images, with its attempt. @throws Failure `not-found` where it is not theirs */
export async function getPracticeAnswerOf(
  db: Db,
  { project, person }: Who,
  id: string,
): Promise<{ practice: Practice; answer: PracticeAnswer }> {
  for (const practice of await listPractices(db, project, person)) {
    const answer = practice.answers.find((one) => one.id === id);
    if (answer) return { practice, answer };
  }
  throw new Failure("not-found", "This is not one of your practice images. Go back to “My work”.");
}

/** What a person's page needs to practise on an image: the same as to annotate it. */
async function buildPracticeView(
  db: Db,
  who: Who,
  answer: PracticeAnswer,
  settings: ProjectSettings,
): Promise<AssignmentView> {
  const isSubmitted = answer.verdicts !== null;
  return {
    ...(await buildAssignmentView(
      db,
      practiceAssignment({ ...who, stage: openingOf(settings).name }, answer),
      settings,
    )),
    state: isSubmitted ? "submitted" : "open",
    locked: isSubmitted,
    draft: await getPracticeDraft(db, answer.id),
    previous: null,
    next: null,
  };
}
