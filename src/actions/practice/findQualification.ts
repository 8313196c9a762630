import { Failure } from "../../contract/failure.ts";
import type { Attempt, Standing } from "../../contract/practice/standing.ts";
import { scoreGold } from "../../core/gold/scoreGold.ts";
import { countPractice, findQualificationState } from "../../core/practice/qualification.ts";
import type { ProjectSettings } from "../../core/project/settings.ts";
import { rulesOf } from "../../core/stages/rulesOf.ts";
import type { Stage } from "../../core/tasks/stage.ts";
import {
  listPracticeExperts,
  listPracticeImages,
  listPractices,
  listQualified,
  type Practice,
  type Qualified,
} from "../../db/practice.ts";
import type { Db } from "../../db/schema.ts";
import { shareOverImages } from "../shareOf.ts";

/** Everything that qualification follows from: for a whole project, or for one person. */
export interface QualificationFacts {
  settings: ProjectSettings;
  qualified: Qualified[];
  /** The people whose own answers are the known labels. */
  experts: Set<string>;
  /** Practice images whose labels are known. */
  images: string[];
  practices: Practice[];
}

export async function readQualification(
  db: Db,
  { project, person, settings }: { project: string; person?: string; settings: ProjectSettings },
): Promise<QualificationFacts> {
  return {
    settings,
    qualified: await listQualified(db, project, person),
    experts: await listPracticeExperts(db, project),
    images: await listPracticeImages(db, project),
    practices: await listPractices(db, project, person),
  };
}

/** The attempt that a person has begun and not ended; reset attempts are over. */
export const findUnderWay = ({ practices }: QualificationFacts, person: string): Practice | undefined =>
  practices.find((one) => one.person === person && one.endedAt === null && one.resetAt === null);

/** A person's standing. */
export function describeStanding(facts: QualificationFacts, person: string): Standing {
  const { settings, qualified, experts, images } = facts;
  const mine = facts.practices.filter((one) => one.person === person);
  const counted = mine.filter(({ resetAt }) => resetAt === null);
  const used = counted.filter(({ endedAt }) => endedAt !== null).length;
  const last = findUnderWay(facts, person) ?? counted.at(-1);
  return {
    state: findQualificationState({
      isAsked: settings.qualification,
      isExempt: experts.has(person),
      isQualified: qualified.some((one) => one.person === person),
      isUnderWay: findUnderWay(facts, person) !== undefined,
      attemptsUsed: used,
      attempts: settings.qualificationAttempts,
      able: images.length,
      images: settings.qualificationImages,
    }),
    images: settings.qualificationImages,
    mark: settings.qualificationMark,
    attempts: settings.qualificationAttempts,
    used,
    attempt: last ? describeAttempt(last) : null,
  };
}

/** An attempt, with the score of its submitted answers. */
export function describeAttempt({ number, startedAt, endedAt, passed, mark, answers }: Practice): Attempt {
  const submitted = answers.flatMap(({ verdicts }) => (verdicts ? [scoreGold(verdicts)] : []));
  return {
    number,
    startedAt,
    endedAt,
    passed,
    mark,
    images: answers.length,
    done: submitted.length,
    seenBefore: answers.filter(({ seen }) => seen > 0).length,
    score: shareOverImages(
      submitted.map((score) => {
        const { right, labels } = countPractice([score]);
        return [right, labels];
      }),
    ),
  };
}

/** Whether a person may annotate in a project. */
export async function isQualified(
  db: Db,
  { project, person, settings }: { project: string; person: string; settings: ProjectSettings },
): Promise<boolean> {
  if (!settings.qualification) return true;
  if ((await listQualified(db, project, person)).length > 0) return true;
  return (await listPracticeExperts(db, project)).has(person);
}

/**
 * Keeps people from images to annotate, in batches or one by one, until they have passed practice.
 * @throws Failure `not-qualified`
 */
export async function checkQualified(
  db: Db,
  about: { project: string; person: string; stage: Stage; settings: ProjectSettings },
): Promise<void> {
  if (rulesOf(about.stage).isAfterPractice && !(await isQualified(db, about))) {
    throw new Failure(
      "not-qualified",
      "The practice images come first: your work opens once you have passed them. You find them under “My work”.",
    );
  }
}

/** Why nobody can practise yet. */
export const tooFewPractice = (ready: number, images: number): string =>
  `Practice takes ${images} images whose labels an expert has given, and there ${ready === 1 ? "is" : "are"} ${ready}. The lead keeps gold images for practice on the page “Gold”.`;
