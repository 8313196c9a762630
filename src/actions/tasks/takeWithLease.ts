import type { ProjectSettings } from "../../core/project/settings.ts";
import { rulesOf } from "../../core/stages/rulesOf.ts";
import type { StageRules } from "../../core/stages/stageRules.ts";
import { leaseEnd } from "../../core/tasks/leaseEnd.ts";
import { writeAskedAlone } from "../../db/asking.ts";
import { insertEvent } from "../../db/event.ts";
import { isGold } from "../../db/gold.ts";
import { findOpenPilot } from "../../db/pilot.ts";
import type { Db } from "../../db/schema.ts";
import { newId } from "../../db/sql/newId.ts";
import {
  type Assignment,
  findAssignmentFor,
  findHeld,
  insertAssignments,
  nextPosition,
  shortenLeases,
  updateAssignment,
} from "../../db/tasks/assignment.ts";
import { countPlacesTaken, pullOrder, takeableBy } from "../../db/tasks/queue.ts";
import { chooseAsked } from "../asking/chooseAsked.ts";
import type { Context } from "../context.ts";
import { findGoldInTurn } from "../gold/chooseGold.ts";
import { lockQueue } from "../lock.ts";
import { lockImage } from "../lockImage.ts";
import { runStage3 } from "../outcome/runStage3.ts";
import { findRepeatInTurn } from "./parts/repeats.ts";
import type { Taking } from "./stages/stageWork.ts";

type Pull = Pick<Context, "db" | "dialect" | "now">;

/** The images of a stage that can be taken, and what else is stored when one is. */
export interface Queue {
  queue?: typeof takeableBy;
  /** Where asking may end early: how many people may have an image at once. */
  atOnce?: number;
  onTaken?(db: Db, image: string, at: string): Promise<void>;
}

/**
 * Gives a person the next image that has a free place in a stage; undefined where there is none. The place is theirs
 * until the lease ends. When due, a gold image comes instead, or one that the person answered weeks ago, as long as
 * there is other work. While a pilot is open, nothing is handed out.
 *
 * @param ctx.db a transaction
 */
export async function takeWithLease(
  { db, dialect, now: clock }: Taking,
  { name: stage, places: placesOf }: Pick<StageRules, "name" | "places">,
  { project, person, settings }: { project: string; person: string; settings: ProjectSettings },
  { queue = takeableBy, onTaken, atOnce = 0 }: Queue = {},
): Promise<Assignment | undefined> {
  const places = placesOf(settings, { isGold: false });
  await lockQueue(db, dialect, `${project} ${stage}`);
  if (await findOpenPilot(db, project)) return undefined;
  const now = clock();
  const at = now.toISOString();
  const held = await findHeld(db, { project, stage, person, at });
  if (held) return held;
  const passed: string[] = [];
  while (true) {
    const image = await queue(db, { project, stage, person, now: at, places, atOnce })
      .select("image.id")
      .$if(passed.length > 0, (query) => query.where("image.id", "not in", passed))
      .orderBy(pullOrder)
      .limit(1)
      .executeTakeFirst();
    if (!image) {
      // A lease that ends later than one given now was given by a clock that ran ahead.
      await shortenLeases(db, { project, stage, end: leaseEnd(now, settings) });
      return undefined;
    }
    const position = await nextPosition(db, { project, stage, person });
    const gold =
      placesOf(settings, { isGold: true }) > 0
        ? await findGoldInTurn(db, settings, { project, person, position })
        : undefined;
    const repeat = gold ? undefined : await findRepeatInTurn(db, settings, { project, stage, person, now });
    const imageId = gold ?? repeat ?? image.id;
    // Somebody whose lease has ended may be submitting at this moment.
    await lockImage(db, dialect, image.id);
    if (imageId === image.id && (await countPlacesTaken(db, { image: image.id, stage, now: at })) >= places) {
      passed.push(image.id);
      continue;
    }
    const asked =
      imageId !== image.id || atOnce === 0
        ? "all"
        : await chooseAsked(db, { project, image: image.id, settings });
    if (asked === "nothing") {
      await runStage3(db, { project, image: image.id, settings, at });
      passed.push(image.id);
      continue;
    }
    await insertAssignments(db, [
      {
        id: newId(),
        projectId: project,
        stage,
        imageId,
        personId: person,
        batchId: null,
        position,
        leaseUntil: leaseEnd(now, settings),
        createdAt: at,
      },
    ]);
    const taken = await findAssignmentFor(db, { image: imageId, stage, person });
    if (taken) {
      if (asked !== "all") await writeAskedAlone(db, taken.id, asked);
      await onTaken?.(db, imageId, at);
      const event = { kind: "annotation-taken" as const, image: imageId, assignment: taken.id };
      await insertEvent(db, { project, at, person, ...event });
    }
    return taken;
  }
}

/**
 * Whether an image still belongs to its person. A lease that has ended is renewed where the place is still free;
 * otherwise somebody else has it, and anything the person still submits is kept but does not count.
 */
export async function keepsPlace(
  ctx: Pull,
  assignment: Assignment,
  settings: ProjectSettings,
): Promise<boolean> {
  const { id, imageId: image, leaseUntil, projectId, stage } = assignment;
  const now = ctx.now();
  if (leaseUntil === null || leaseUntil > now.toISOString()) return true;
  return ctx.db.transaction().execute(async (db) => {
    await lockQueue(db, ctx.dialect, `${projectId} ${stage}`);
    await lockImage(db, ctx.dialect, image);
    const taken = await countPlacesTaken(db, { image, stage, now: now.toISOString(), except: id });
    const places = rulesOf(stage).places(settings, { isGold: await isGold(db, image) });
    if (taken >= places) return false;
    await updateAssignment(db, id, { leaseUntil: leaseEnd(now, settings) });
    return true;
  });
}
