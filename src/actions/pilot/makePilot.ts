import { Failure } from "../../contract/failure.ts";
import { shuffle } from "../../core/chance.ts";
import { openingOf } from "../../core/stages/protocol.ts";
import { stagesWith } from "../../core/stages/rulesOf.ts";
import { listImagesToDeal } from "../../db/batches.ts";
import { insertEvent } from "../../db/event.ts";
import { listMembers } from "../../db/people/person.ts";
import {
  deletePilot,
  findOpenPilot,
  forgetUntouched,
  insertPilot,
  isAnnotating,
  listPiloted,
  listPilotImages,
  type Pilot,
  setAside,
} from "../../db/pilot.ts";
import { getProject } from "../../db/project/project.ts";
import type { Db } from "../../db/schema.ts";
import { findChance } from "../../db/sql/chance.ts";
import { newId } from "../../db/sql/newId.ts";
import { insertAssignments, listAssignmentsOf, nextPosition } from "../../db/tasks/assignment.ts";
import type { Context } from "../context.ts";
import { lockAnnotation } from "../lock.ts";

type Ctx = Pick<Context, "db" | "dialect" | "now">;

/**
 * Draws images and gives them to every annotator, in a separate order for each. Their answers never count. Until the
 * guideline is frozen, nobody gets other images.
 *
 * @throws Failure `already-exists` where a pilot is open; `not-ready` where the work has begun, or there are too few
 *   images or people
 */
export async function makePilot(
  ctx: Ctx,
  input: { project: string; person: string | null; images: number; seed: number },
): Promise<{ images: number; annotators: number }> {
  const { project, person, seed } = input;
  return ctx.db.transaction().execute(async (db) => {
    await lockAnnotation(db, ctx.dialect, project);
    if (await findOpenPilot(db, project))
      throw new Failure("already-exists", "A pilot is open already. Freeze its guideline first.");
    if (await isAnnotating(db, project)) {
      throw new Failure(
        "not-ready",
        "Images are with annotators already: a pilot comes before the work. Rulings can be made at any time.",
      );
    }
    const annotators = (await listAnnotators(db, project)).map(({ id }) => id);
    if (annotators.length < 2)
      throw new Failure("not-ready", "A pilot compares people: it takes two annotators. Invite them first.");
    const candidates = await listCandidates(db, project);
    if (candidates.length < input.images) {
      throw new Failure(
        "not-ready",
        `A pilot of ${input.images} images cannot be drawn: ${candidates.length} are left that have proposals.`,
      );
    }
    const images = shuffle(candidates, (await findChance(db))(`${project} pilot ${seed}`)).slice(
      0,
      input.images,
    );
    const at = ctx.now().toISOString();
    const pilot = { id: newId(), projectId: project, seed, createdAt: at, createdBy: person };
    await insertPilot(
      db,
      pilot,
      images.map(({ id }) => id),
    );
    await give(db, pilot, annotators, at);
    await insertEvent(db, {
      project,
      at,
      person,
      kind: "pilot-made",
      after: { seed, images: images.map(({ key }) => key), annotators },
    });
    return { images: images.length, annotators: annotators.length };
  });
}

/** Gives the open pilot's images to annotators who joined later. @throws Failure `not-ready` where none is open */
export async function extendPilot(
  ctx: Ctx,
  { project, person }: { project: string; person: string | null },
): Promise<{ annotators: number }> {
  return ctx.db.transaction().execute(async (db) => {
    await lockAnnotation(db, ctx.dialect, project);
    const pilot = await getOpenPilot(db, project);
    const missing = await listMissing(db, pilot);
    if (missing.length === 0) return { annotators: 0 };
    const at = ctx.now().toISOString();
    await give(
      db,
      pilot,
      missing.map(({ id }) => id),
      at,
    );
    const after = { annotators: missing.map(({ id }) => id) };
    await insertEvent(db, { project, at, person, kind: "pilot-extended", after });
    return { annotators: missing.length };
  });
}

/** Takes back a pilot that nobody has begun. @throws Failure `not-ready` where somebody has */
export async function takePilotBack(
  ctx: Ctx,
  { project, person }: { project: string; person: string | null },
): Promise<void> {
  await ctx.db.transaction().execute(async (db) => {
    await lockAnnotation(db, ctx.dialect, project);
    const { id, seed } = await getOpenPilot(db, project);
    await forgetUntouched(db, id);
    if ((await listPilotImages(db, id)).length > 0) {
      throw new Failure(
        "not-ready",
        "Somebody has begun, so the pilot cannot be taken back. Freeze the guideline to end it.",
      );
    }
    await deletePilot(db, id);
    const at = ctx.now().toISOString();
    await insertEvent(db, { project, at, person, kind: "pilot-taken-back", before: { seed } });
  });
}

/** @throws Failure `not-ready` where none is open */
export async function getOpenPilot(db: Db, project: string): Promise<Pilot> {
  const pilot = await findOpenPilot(db, project);
  if (!pilot) throw new Failure("not-ready", "No pilot is open. Load the page again.");
  return pilot;
}

/** The images that a pilot could draw: those that nobody has and that were never in a pilot. */
async function listCandidates(db: Db, project: string): Promise<{ id: string; key: string }[]> {
  const piloted = await listPiloted(db, project);
  const images = await listImagesToDeal(db, project);
  return images.filter(({ id, annotators }) => annotators === 0 && !piloted.has(id));
}

/** Annotators who do not have a pilot's images. */
export async function listMissing(
  db: Db,
  { id, projectId }: Pick<Pilot, "id" | "projectId">,
): Promise<{ id: string; name: string }[]> {
  const [image] = await listPilotImages(db, id);
  const have = image ? await listAssignmentsOf(db, [image.id], stagesWith("compared")) : [];
  const annotators = await listAnnotators(db, projectId);
  return annotators.filter((person) => !have.some(({ personId }) => personId === person.id));
}

export async function listAnnotators(db: Db, project: string): Promise<{ id: string; name: string }[]> {
  const members = await listMembers(db, project);
  return members.filter(({ roles }) => roles.includes("annotator")).map(({ id, name }) => ({ id, name }));
}

/** In a separate order for each person, so that learning effects do not fall on the same images. */
async function give(
  db: Db,
  { id: pilot, projectId: project, seed }: Pick<Pilot, "id" | "projectId" | "seed">,
  people: readonly string[],
  at: string,
): Promise<void> {
  const images = await listPilotImages(db, pilot);
  const chance = await findChance(db);
  const { settings } = await getProject(db, project);
  const stage = openingOf(settings).name;
  for (const person of people) {
    const first = await nextPosition(db, { project, stage, person });
    await insertAssignments(
      db,
      shuffle(images, chance(`${project} pilot ${seed} ${person}`)).map(({ id: imageId }, index) => ({
        id: newId(),
        projectId: project,
        stage,
        imageId,
        personId: person,
        batchId: null,
        position: first + index,
        createdAt: at,
      })),
    );
  }
  await setAside(db, pilot);
}
