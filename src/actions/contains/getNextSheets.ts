import type { SheetPosition, SheetProgress } from "../../contract/contains/sheet.ts";
import { contains as rules } from "../../core/stages/contains.ts";
import { openingOf } from "../../core/stages/protocol.ts";
import {
  countSubmittedSheets,
  countTakenByOthers,
  findSheetOf,
  insertSheetAnswer,
  listOpenSheets,
  renewSheetLease,
  type SheetWork,
  takeableSheets,
} from "../../db/contains/sheetAnswer.ts";
import { insertEvent } from "../../db/event.ts";
import { findFormers } from "../../db/labels/labelSpace.ts";
import { getProject } from "../../db/project/project.ts";
import type { Db } from "../../db/schema.ts";
import { newId } from "../../db/sql/newId.ts";
import { countUpTo } from "../../db/tasks/queue.ts";
import type { Context } from "../context.ts";
import { lockQueue } from "../lock.ts";
import { checkQualified } from "../practice/findQualification.ts";
import { leaseUntil, openSheet } from "./parts/openSheet.ts";

interface Asked {
  project: string;
  person: string;
}

type With = Pick<Context, "db" | "dialect" | "now">;

/** The sheet shown and the next: 48 photos each, so that a person can go on while the connection is gone. */
const sheetsHeld = 2;
/** Counting stops here: the number is asked for with every sheet. */
const maxCounted = 10_000;

/**
 * What a person answers next: sheets they began and still hold a place for, then new sheets in order; and the sheet
 * after it, which is reserved for them from now on.
 *
 * @throws Failure `not-qualified` where practice comes first
 */
export async function getNextSheets(ctx: With, asked: Asked): Promise<SheetPosition> {
  const held = await ctx.db.transaction().execute(async (db) => {
    await lockQueue(db, ctx.dialect, `${asked.project} ${rules.name}`);
    return holdSheets(db, ctx.now(), asked);
  });
  const [current, ...ahead] = await Promise.all(held.map((sheet) => openSheet(ctx.db, sheet)));
  return { current: current ?? null, ahead, progress: await findSheetProgress(ctx, asked) };
}

async function holdSheets(db: Db, now: Date, asked: Asked): Promise<SheetWork[]> {
  const { project, person } = asked;
  const { settings, guidelineVersion, exemplarVersion } = await getProject(db, project);
  await checkQualified(db, { project, person, stage: openingOf(settings).name, settings });
  const at = now.toISOString();
  const until = leaseUntil(now, settings);
  const formers = await findFormers(db, project);
  const held: SheetWork[] = [];
  for (const sheet of await listOpenSheets(db, asked)) {
    if (held.length === sheetsHeld) break;
    if (formers.has(sheet.labelIndex)) continue;
    // Where its lease ran out, somebody else may have taken the place.
    const isTaken = sheet.leaseUntil <= at && (await countTakenByOthers(db, sheet, at)) >= sheet.workers;
    if (isTaken) continue;
    await renewSheetLease(db, sheet.id, until);
    held.push({ ...sheet, leaseUntil: until });
  }
  if (held.length === sheetsHeld) return held;
  const free = await takeableSheets(db, { ...asked, now: at, formers: [...formers.keys()] })
    .select(["sheet.id", "sheet.number"])
    .orderBy("sheet.number")
    .limit(sheetsHeld - held.length)
    .execute();
  for (const { id: sheetId, number } of free) {
    const id = newId();
    await insertSheetAnswer(db, {
      id,
      sheetId,
      projectId: project,
      personId: person,
      leaseUntil: until,
      guidelineVersion,
      exemplarVersion,
      createdAt: at,
    });
    await insertEvent(db, { project, at, person, kind: "sheet-taken", after: { sheet: number } });
    held.push((await findSheetOf(db, person, id))!);
  }
  return held;
}

/** A person's progress with the sheets of a project. */
export async function findSheetProgress(
  { db, now }: Pick<Context, "db" | "now">,
  asked: Asked,
  max = maxCounted,
): Promise<SheetProgress> {
  const formers = [...(await findFormers(db, asked.project)).keys()];
  const at = now().toISOString();
  const free = takeableSheets(db, { ...asked, now: at, formers }).select("sheet.id");
  const open = await listOpenSheets(db, asked);
  return {
    done: await countSubmittedSheets(db, asked),
    left:
      open.filter(({ labelIndex }) => !formers.includes(labelIndex)).length + (await countUpTo(free, max)),
  };
}
