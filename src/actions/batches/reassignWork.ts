import { rulesOf } from "../../core/stages/rulesOf.ts";
import { leaseEnd } from "../../core/tasks/leaseEnd.ts";
import type { Stage } from "../../core/tasks/stage.ts";
import { insertEvents } from "../../db/event.ts";
import { listKeys } from "../../db/images/image.ts";
import { listRepeatsOf } from "../../db/people/repeat.ts";
import { findOpenPilot, setAside } from "../../db/pilot.ts";
import { getProject } from "../../db/project/project.ts";
import { newId } from "../../db/sql/newId.ts";
import {
  insertAssignments,
  listUnfinished,
  nextPosition,
  withdrawAssignments,
} from "../../db/tasks/assignment.ts";
import type { Context } from "../context.ts";
import { lockQueue } from "../lock.ts";
import { checkReceivers, dealTo } from "./parts/dealTo.ts";

/** What somebody left unfinished: not submitted (begun or not), put off, or skipped twice. */
export type Unfinished = "open" | "skipped" | "blocked";

export interface Reassigned {
  /** How many images were taken from their person. */
  withdrawn: number;
  /** How many of them each of the others got. */
  given: { person: string; images: number }[];
  /** Keys of images that stay where they are, because nobody named may have them. */
  left: string[];
}

/**
 * Takes what a person left unfinished and gives it to others, as evenly as possible; with nobody named, it is taken
 * back: images handed out one by one go to whoever is free, those in batches lack an annotator. What the person had
 * answered stays in the history. Images that nobody named may have (they already have them, or annotated what they
 * would refine) stay.
 *
 * @param input.from whose work; `input.images` restricts it to these ids
 * @param input.person the person who reassigns; null at the command line
 * @throws Failure `bad-request` where somebody named lacks the role
 */
export async function reassignWork(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  input: {
    project: string;
    stage: Stage;
    from: string;
    to: readonly string[];
    states: readonly Unfinished[];
    images?: readonly string[] | undefined;
    person: string | null;
  },
): Promise<Reassigned> {
  const { project: id, stage, from, to } = input;
  return ctx.db.transaction().execute(async (db) => {
    await lockQueue(db, ctx.dialect, `${id} ${stage}`);
    const rules = rulesOf(stage);
    const project = await getProject(db, id);
    await checkReceivers(db, input);
    const theirs = await listUnfinished(db, { project: id, stage, person: from, states: input.states });
    // Repeats measure the person alone, so nobody else gets them and nothing waits for them.
    const repeats = await listRepeatsOf(
      db,
      theirs.map(({ imageId }) => imageId),
    );
    const all = theirs.filter(({ imageId }) => !repeats.has(imageId));
    const chosen = input.images ? all.filter(({ imageId }) => input.images?.includes(imageId)) : all;
    const receiver = to.length === 0 ? undefined : await dealTo(db, project, stage, chosen, to);
    const moving = receiver ? chosen.filter(({ imageId }) => receiver.get(imageId)) : chosen;
    const staying = receiver ? chosen.filter(({ imageId }) => !receiver.get(imageId)) : [];

    const now = ctx.now();
    const at = now.toISOString();
    const again = input.images ? [] : theirs.filter(({ imageId }) => repeats.has(imageId));
    await withdrawAssignments(
      db,
      [...moving, ...again].map((row) => row.id),
      at,
    );
    const given = [];
    for (const person of to) {
      const theirs = moving.filter(({ imageId }) => receiver?.get(imageId) === person);
      const first = await nextPosition(db, { project: id, stage, person });
      const leased = rules.isLeased && rules.mode(project.settings) === "pull";
      await insertAssignments(
        db,
        theirs.map(({ imageId, batchId }, index) => ({
          id: newId(),
          projectId: id,
          stage,
          imageId,
          personId: person,
          batchId,
          position: first + index,
          leaseUntil: leased ? leaseEnd(now, project.settings) : null,
          createdAt: at,
        })),
      );
      given.push({ person, images: theirs.length });
    }
    const pilot = rules.answers === "compared" && (await findOpenPilot(db, id));
    if (pilot) await setAside(db, pilot.id);
    await insertEvents(
      db,
      moving.map(({ id: assignment, imageId: image, state, skipReason }) => ({
        project: id,
        at,
        person: input.person,
        kind: receiver ? "reassigned" : "withdrawn",
        image,
        assignment,
        before: { person: from, stage, state, ...(skipReason === null ? {} : { skipReason }) },
        ...(receiver ? { after: { person: receiver.get(image) } } : {}),
      })),
    );
    const left = await listKeys(
      db,
      staying.map(({ imageId }) => imageId),
    );
    return { withdrawn: moving.length, given, left };
  });
}
