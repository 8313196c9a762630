import type { Progress, WorkPosition } from "../../contract/tasks/work.ts";
import type { ProjectSettings } from "../../core/project/settings.ts";
import { workStagesOf } from "../../core/stages/protocol.ts";
import { rulesOf } from "../../core/stages/rulesOf.ts";
import type { Stage } from "../../core/tasks/stage.ts";
import { getProject } from "../../db/project/project.ts";
import type { Db } from "../../db/schema.ts";
import { commitTogether } from "../../db/sql/commitTogether.ts";
import { listRevisions } from "../../db/tasks/annotation.ts";
import { type Assignment, getAssignmentOf, listOpenAssignments } from "../../db/tasks/assignment.ts";
import { countAssignments } from "../../db/tasks/assignmentCounts.ts";
import type { Context } from "../context.ts";
import { checkQualified } from "../practice/findQualification.ts";
import { buildAssignmentView } from "./buildAssignmentView.ts";
import { checkWorksOn } from "./goOn.ts";
import { findTotal } from "./parts/findTotal.ts";
import { openAssignment, openWithin } from "./parts/openAssignment.ts";
import { placeRepeat } from "./parts/repeats.ts";
import { workOf } from "./stages/workOf.ts";
import { keepsPlace } from "./takeWithLease.ts";

/** Pages of images in the reply to a save: people wait for that reply, so it is short. */
const fewPages = 4;

type With = Pick<Context, "db" | "dialect" | "now">;

interface Asked {
  project: string;
  stage: Stage;
  person: string;
}

/** Assignments that a page holds, each with the revision of its annotation that the page knows. */
type Held = Readonly<Record<string, number>>;

/**
 * The next image of a stage for a person, those after it, and the person's progress.
 * @throws Failure `not-qualified` where practice comes first
 */
export async function getNextWork(ctx: With, asked: Asked): Promise<WorkPosition> {
  return describeWork(ctx, asked, { holds: {}, maxPages: Infinity });
}

/** The same for a page that continues after a save: without what it already holds, and only a few images at once. */
export async function getFurtherWork(ctx: With, asked: Asked, holds: Held = {}): Promise<WorkPosition> {
  return describeWork(ctx, asked, { holds, maxPages: fewPages });
}

/**
 * The same after a save of this image, which may have been stored before: its person may have lost the image or the role
 * since.
 * @throws Failure where they have, or the project was archived
 */
export async function getWorkAfter(
  ctx: With,
  { person, assignment }: { person: string; assignment: string },
  holds: Held = {},
): Promise<WorkPosition> {
  const { projectId: project, stage } = await getAssignmentOf(ctx.db, person, assignment);
  await checkWorksOn(ctx.db, { project, person, role: rulesOf(stage).role });
  return getFurtherWork(ctx, { project, stage, person }, holds);
}

async function describeWork(
  ctx: With,
  asked: Asked,
  { holds, maxPages }: { holds: Held; maxPages: number },
): Promise<WorkPosition> {
  const { settings } = await getProject(ctx.db, asked.project);
  await checkQualified(ctx.db, { ...asked, settings });
  await placeRepeat(ctx, settings, asked);
  const [first, ...others] = await listWork(ctx, settings, asked);
  const ahead = rulesOf(asked.stage).isServedAhead ? others : [];
  const work = first ? [await openAssignment(ctx, first, settings), ...ahead] : [];
  const missing = (await withoutHeld(ctx.db, work, holds)).slice(0, maxPages);
  const pages = await Promise.all(missing.map((one) => buildAssignmentView(ctx.db, one, settings)));
  return {
    order: work.map(({ id }) => id),
    current: pages.find(({ id }) => id === first?.id) ?? null,
    ahead: pages.filter(({ id }) => id !== first?.id),
    progress: await findProgress(ctx, settings, asked),
  };
}

/** Those of these images that a page does not hold, or holds in an outdated state. */
async function withoutHeld(db: Db, work: readonly Assignment[], holds: Held): Promise<Assignment[]> {
  const held = work.filter(({ id }) => holds[id] !== undefined).map(({ id }) => id);
  const revisions = await listRevisions(db, held);
  return work.filter(
    // Images not served ahead change when they are opened, and a page with a question has one more card.
    ({ id, stage, asked }) =>
      !rulesOf(stage).isServedAhead || asked === 1 || holds[id] !== (revisions.get(id) ?? 0),
  );
}

/** A person's open images, in order; if there are none, the next image that they can take. */
async function listWork(
  ctx: With,
  settings: ProjectSettings,
  { project, stage, person }: Asked,
): Promise<Assignment[]> {
  const open: Assignment[] = [];
  const limit = settings.imagesAhead + 1;
  for (const one of await listOpenAssignments(ctx.db, { project, stage, person, limit })) {
    if (await keepsPlace(ctx, one, settings)) open.push(one);
  }
  if (!workStagesOf(settings).some(({ name }) => name === stage)) return open;
  // Skipped images come last: also after new ones, not only after those already taken.
  if (rulesOf(stage).mode(settings) === "batches" || open.some(({ state }) => state === "open")) return open;
  // Taken and opened in one commit, shared with other people's.
  const taken = await commitTogether(ctx, async (db) => {
    const next = await workOf(stage).take({ ...ctx, db }, { project, person, settings });
    return next && openWithin(db, ctx.dialect, next, settings, ctx.now());
  });
  return taken ? [taken, ...open] : open;
}

/** A person's progress in a stage. Where images are handed out one by one, those that they could take count too. */
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
    total: await findTotal(ctx, settings, {
      project,
      stage,
      person,
      theirs: mine.reduce((sum, { images }) => sum + images, 0),
    }),
    skipped: count("skipped"),
    blocked: count("blocked"),
  };
}
