import { Failure } from "../../contract/failure.ts";
import type { AnnotationDraft } from "../../contract/tasks/annotationDraft.ts";
import type { AssignmentView } from "../../contract/tasks/work.ts";
import { carryCards } from "../../core/labels/labelFate.ts";
import { rulesOf } from "../../core/stages/rulesOf.ts";
import { isHidden } from "../../core/stages/serveRefinement.ts";
import { checkContent } from "../../core/tasks/checkContent.ts";
import { decideLabels } from "../../core/tasks/decideLabels.ts";
import { insertEvent } from "../../db/event.ts";
import { getProject } from "../../db/project/project.ts";
import { findAnnotation } from "../../db/tasks/annotation.ts";
import { getAssignmentOf, updateAssignment } from "../../db/tasks/assignment.ts";
import type { Context } from "../context.ts";
import { buildAssignmentView } from "./buildAssignmentView.ts";
import { refuseStale } from "./parts/refuseStale.ts";
import { servePage } from "./servePage.ts";

/**
 * Shows an expert the original label and the scores, once their decisions without these are stored; the history keeps
 * those decisions. Asking again changes nothing.
 *
 * @param input.revision the saved annotation that holds the decisions
 * @throws Failure `answer-needed` where something is undecided; `conflict` where another revision is stored
 */
export async function revealOriginal(
  ctx: Pick<Context, "db" | "now">,
  { assignment: id, person, revision }: { assignment: string; person: string; revision: number },
): Promise<AssignmentView> {
  return ctx.db.transaction().execute(async (db) => {
    const assignment = await getAssignmentOf(db, person, id);
    const project = await getProject(db, assignment.projectId);
    const { settings } = project;
    const rules = rulesOf(assignment.stage);
    if (rules.answers !== "final") throw new Failure("bad-request", "Only a refinement hides anything.");
    if (isHidden(assignment.revealedAt !== null, settings)) {
      const stored = await findAnnotation(db, id);
      refuseStale(assignment, stored, revision);
      const whole = stored ? (JSON.parse(stored.draftJson) as AnnotationDraft) : undefined;
      if (!whole) throw new Failure("answer-needed", "Decide first: nothing is saved yet.");
      const { page, formers } = await servePage(db, assignment, settings);
      const offered = carryCards(whole.cards, formers).filter(({ label }) => !formers.has(label));
      const draft = { ...whole, cards: offered };
      const { labelCount } = project;
      const problem = checkContent(rules.task, draft, page, { labelCount, as: "decided" });
      if (problem) throw new Failure(problem.code, problem.message);
      const at = ctx.now().toISOString();
      await updateAssignment(db, id, { revealedAt: at, updatedAt: at });
      await insertEvent(db, {
        project: assignment.projectId,
        at,
        person,
        kind: "original-revealed",
        image: assignment.imageId,
        assignment: id,
        after: {
          decisions: decideLabels(draft.cards, settings.shownAfterMs),
          noneOfThese: draft.noneOfThese,
        },
      });
    }
    return buildAssignmentView(db, await getAssignmentOf(db, person, id), settings);
  });
}
