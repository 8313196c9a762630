import type { Progress, WorkPosition } from "../contract/work.ts";
import type { ProjectSettings } from "../core/settings.ts";
import type { Stage } from "../core/stage.ts";
import { type Assignment, countAssignments, listOpenAssignments } from "../db/assignment.ts";
import { getProject } from "../db/project.ts";
import { buildAssignmentView } from "./buildAssignmentView.ts";
import type { Context } from "./context.ts";
import { countFree } from "./countFree.ts";
import { modeOf } from "./modeOf.ts";
import { openAssignment } from "./openAssignment.ts";
import { keepsPlace, takeAnnotation } from "./takeAnnotation.ts";
import { takeRefinement } from "./takeRefinement.ts";

/** Images after the next one in the answer to a save: that answer is waited for, so it is short. */
export const fewAhead = 3;

interface Asked {
  project: string;
  stage: Stage;
  person: string;
  /** How many images after the next one; where it is left out, as many as the project's setting says. */
  ahead?: number;
}

/** The next image of a stage for a person, those after it, and how far they are. */
export async function getNextWork(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  asked: Asked,
): Promise<WorkPosition> {
  const { settings } = await getProject(ctx.db, asked.project);
  const [current, ...ahead] = await listWork(ctx, settings, asked);
  return {
    current: current
      ? await buildAssignmentView(ctx.db, await openAssignment(ctx, current, settings), settings)
      : null,
    // A refinement's answers may still change until it is opened, so it is not handed out ahead.
    ahead:
      asked.stage === "refine"
        ? []
        : await Promise.all(ahead.map((next: Assignment) => buildAssignmentView(ctx.db, next, settings))),
    progress: await findProgress(ctx, settings, asked),
  };
}

/** What a person has open, in order; where nothing is, the next image that they can take. */
async function listWork(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  settings: ProjectSettings,
  { project, stage, person, ahead = settings.imagesAhead }: Asked,
): Promise<Assignment[]> {
  const open: Assignment[] = [];
  for (const one of await listOpenAssignments(ctx.db, { project, stage, person, limit: ahead + 1 })) {
    if (await keepsPlace(ctx, one, settings)) open.push(one);
  }
  // Skipped images come last: after new ones, not only after those already taken.
  if (modeOf(settings, stage) === "batches" || open.some(({ state }) => state === "open")) return open;
  const taken =
    stage === "annotate"
      ? await takeAnnotation(ctx, { project, person, settings })
      : await takeRefinement(ctx, { project, person, mayRefineOwn: settings.expertsRefineOwnImages });
  return taken ? [taken, ...open] : open;
}

/** How far a person is in a stage. Where images are handed out one by one, those that they could take count too. */
export async function findProgress(
  ctx: Pick<Context, "db" | "now">,
  settings: ProjectSettings,
  { project, stage, person }: Asked,
): Promise<Progress> {
  const now = ctx.now().toISOString();
  const mine = (await countAssignments(ctx.db, { project, person, now })).filter(
    (row) => row.stage === stage,
  );
  const count = (state: string) => mine.find((row) => row.state === state)?.images ?? 0;
  return {
    stage,
    done: count("submitted"),
    total:
      mine.reduce((sum, { images }) => sum + images, 0) +
      (await countFree(ctx, settings, { project, stage, person })),
    skipped: count("skipped"),
    blocked: count("blocked"),
  };
}
