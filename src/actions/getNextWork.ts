import type { Progress, WorkPosition } from "../contract/work.ts";
import type { Stage } from "../core/stage.ts";
import {
  type Assignment,
  countAssignments,
  listOpenAssignments,
  refinableBy,
  updateAssignment,
} from "../db/assignment.ts";
import { getProject } from "../db/project.ts";
import type { Db } from "../db/schema.ts";
import { buildAssignmentView } from "./buildAssignmentView.ts";
import type { Context } from "./context.ts";
import { takeRefinement } from "./takeRefinement.ts";

/** Images that the page may load while a person decides on the current one. */
const loadAhead = 3;

/** The next image of a stage for a person, those after it, and how far they are. */
export async function getNextWork(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  { project, stage, person }: { project: string; stage: Stage; person: string },
): Promise<WorkPosition> {
  const { settings } = await getProject(ctx.db, project);
  let open = await listOpenAssignments(ctx.db, { project, stage, person, limit: loadAhead + 1 });
  // Skipped refinements come last: after new ones, not only after those already taken.
  if (stage === "refine" && !open.some(({ state }) => state === "open")) {
    const taken = await takeRefinement(ctx, {
      project,
      person,
      mayRefineOwn: settings.expertsRefineOwnImages,
    });
    if (taken) open = [taken, ...open];
  }
  const [current, ...ahead] = open;
  if (current && current.openedAt === null) {
    await updateAssignment(ctx.db, current.id, { openedAt: ctx.now().toISOString() });
  }
  return {
    current: current ? await buildAssignmentView(ctx.db, current) : null,
    // A refinement's answers may still change until it is opened, so it is not handed out ahead.
    ahead:
      stage === "refine"
        ? []
        : await Promise.all(ahead.map((next: Assignment) => buildAssignmentView(ctx.db, next))),
    progress: await findProgress(ctx.db, {
      project,
      stage,
      person,
      mayRefineOwn: settings.expertsRefineOwnImages,
    }),
  };
}

/** How far a person is in a stage. In refinement the images that they could take next count too. */
export async function findProgress(
  db: Db,
  {
    project,
    stage,
    person,
    mayRefineOwn,
  }: { project: string; stage: Stage; person: string; mayRefineOwn: boolean },
): Promise<Progress> {
  const mine = (await countAssignments(db, { project, person })).filter((row) => row.stage === stage);
  const count = (state: string) => mine.find((row) => row.state === state)?.images ?? 0;
  const waiting =
    stage === "refine"
      ? await refinableBy(db, project, person, mayRefineOwn)
          .select((eb) => eb.fn.countAll().as("images"))
          .executeTakeFirstOrThrow()
      : { images: 0 };
  return {
    stage,
    done: count("submitted"),
    total: mine.reduce((sum, { images }) => sum + images, 0) + Number(waiting.images),
    skipped: count("skipped"),
    blocked: count("blocked"),
  };
}
