import { Failure } from "../../contract/failure.ts";
import type { AnnotationDraft } from "../../contract/tasks/annotationDraft.ts";
import { checkAnnotation, checkCards } from "../../core/tasks/checkAnnotation.ts";
import type { Project } from "../../db/project/project.ts";
import type { Db } from "../../db/schema.ts";
import { findChance } from "../../db/sql/chance.ts";
import type { Assignment } from "../../db/tasks/assignment.ts";
import { listCards, mustExplainChanges, needsAllGroups } from "./buildAssignmentView.ts";

/**
 * May this page be saved (`draft`), count as decided (`decided`: all but the comment), or be submitted?
 *
 * A question that was put to an annotator is no reason to refuse: work done offline may not know of it, and they are
 * asked again.
 *
 * @returns the labels that stood ticked when a refinement was opened (undefined in stage 2), those that the person was
 *   asked about, and the version of the proposals shown
 * @throws Failure with the code of the first problem
 */
export async function checkContent(
  db: Db,
  assignment: Assignment,
  { settings, labelCount }: Pick<Project, "settings" | "labelCount">,
  { annotation, as }: { annotation: AnnotationDraft; as: "draft" | "decided" | "submitted" },
): Promise<{ prechecked: number[] | undefined; asked: number[]; proposalVersion: number }> {
  const { cards, asked, proposalVersion, refinement } = await listCards(db, assignment, settings);
  const refines = assignment.stage === "refine";
  const prechecked = refines
    ? cards.filter(({ refinement }) => refinement?.prechecked).map(({ label }) => label)
    : undefined;
  const rules = {
    offered: cards.map(({ label }) => label),
    labelCount,
    commentOnChange: as === "submitted" && mustExplainChanges(refinement, settings),
    reasonOnDecision: settings.reasonOnDecision,
    decide: refines ? cards.filter(({ decide }) => decide).map(({ label }) => label) : [],
    ...(prechecked ? { prechecked } : {}),
  };
  const problem = as === "draft" ? checkCards(annotation.cards, rules) : checkAnnotation(annotation, rules);
  if (problem) throw new Failure(problem.code, problem.message);
  if (as !== "draft") await checkGroups(db, assignment, { cards, settings, annotation });
  return { prechecked, asked, proposalVersion };
}

async function checkGroups(
  db: Db,
  assignment: Assignment,
  {
    cards,
    settings,
    annotation,
  }: {
    cards: Awaited<ReturnType<typeof listCards>>["cards"];
    settings: Project["settings"];
    annotation: AnnotationDraft;
  },
): Promise<void> {
  const served =
    assignment.stage === "annotate" ? cards.filter(({ how }) => how === "proposal").length : cards.length;
  const groups = Array.from({ length: Math.ceil(served / settings.groupSize) }, (_, group) => group);
  if (groups.every((group) => annotation.groupsOpened.includes(group))) return;
  if (annotation.noneOfThese) {
    throw new Failure("answer-needed", "Open every group before you choose “None of these”.");
  }
  if (needsAllGroups(assignment, settings, await findChance(db))) {
    throw new Failure("answer-needed", "On this image every group must be opened before you submit.");
  }
}
