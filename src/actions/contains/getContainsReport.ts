import { type ContainsReport, containsStatuses } from "../../contract/contains/report.ts";
import type { ContainsRules } from "../../core/contains/containsRules.ts";
import { objectsStageOf, stagesOf } from "../../core/stages/protocol.ts";
import { countCandidates } from "../../db/classify/candidate.ts";
import { countAskedImages } from "../../db/contains/selections.ts";
import { listSheetPlans } from "../../db/contains/sheetPlan.ts";
import { countMembers } from "../../db/people/membership.ts";
import { getProject } from "../../db/project/project.ts";
import type { Db } from "../../db/schema.ts";
import { shareOf } from "../shareOf.ts";
import { type ReadSelections, readSelections } from "./readSelections.ts";

/**
 * The progress of a project's sheets, who is counted, and what follows for its images.
 *
 * @param asked.rules rules to report by instead of the project's
 */
export async function getContainsReport(
  { db }: { db: Db },
  { project, rules: asIf = {} }: { project: string; rules?: Partial<ContainsRules> },
): Promise<ContainsReport> {
  return describeSelections(db, project, await readSelections(db, { project, rules: asIf }));
}

/** The same for selections that were already read. */
export async function describeSelections(
  db: Db,
  project: string,
  { rules, people, images }: ReadSelections,
): Promise<ContainsReport> {
  const withOriginal = images.flatMap(({ outcome }) => (outcome ? [outcome.status] : []));
  const asked = await countAskedImages(db, project);
  return {
    rules,
    plans: (await listSheetPlans(db, project)).map((plan) => ({
      number: plan.number,
      createdAt: plan.createdAt,
      closedAt: plan.closedAt,
      sheets: plan.sheets,
      labels: plan.labels,
      photos: plan.images,
      controls: plan.controls,
      workers: plan.workers,
      answers: shareOf(plan.answers, plan.expected),
    })),
    people: people.map(({ person, name, sheets, answers, controls, missed, wrong, isDropped, activeMs }) => ({
      id: person,
      name,
      sheets,
      answers,
      failed: shareOf(missed + wrong, controls),
      missed,
      wrong,
      isDropped,
      activeMs,
    })),
    images: asked,
    answered: images.length,
    pairs: images.reduce((sum, { selections }) => sum + selections.length, 0),
    answers: images.reduce(
      (sum, { selections }) => sum + selections.reduce((n, { asked: n1 }) => n + n1, 0),
      0,
    ),
    answersLeftOut: people.reduce(
      (sum, { answers, controls, isDropped }) => sum + (isDropped ? answers - controls : 0),
      0,
    ),
    statuses: containsStatuses.map((status) => ({
      status,
      share: shareOf(withOriginal.filter((one) => one === status).length, withOriginal.length),
    })),
    withoutOriginal: images.length - withOriginal.length,
    annotators: await countAnnotators({ db }, project),
    candidates: await countGiven({ db }, project),
  };
}

/** Number of images with candidates; null where the project does not ask for objects. */
export async function countGiven({ db }: { db: Db }, project: string): Promise<number | null> {
  const { settings } = await getProject(db, project);
  return stagesOf(settings).includes(objectsStageOf(settings)) ? countCandidates(db, project) : null;
}

/** How many people of a project may currently be given sheets. */
export const countAnnotators = ({ db }: { db: Db }, project: string): Promise<number> =>
  countMembers(db, project, "annotator");
