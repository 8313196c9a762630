import { Failure } from "../../contract/failure.ts";
import type { RulingApplication } from "../../contract/rulings/effect.ts";
import { isSureEnough } from "../../core/rulings/sampleCheck.ts";
import { stagesWith } from "../../core/stages/rulesOf.ts";
import { insertEvent } from "../../db/event.ts";
import { lockProject } from "../../db/exemplars.ts";
import { findAgreementOf } from "../../db/outcome/agreement.ts";
import { getProject } from "../../db/project/project.ts";
import { listReleased } from "../../db/releases.ts";
import {
  type Application,
  listRuledImages,
  type RuledImage,
  updateApplication,
  updateRuledImage,
} from "../../db/rulings/application.ts";
import type { Db } from "../../db/schema.ts";
import { listAssignmentsOf, updateAssignment } from "../../db/tasks/assignment.ts";
import type { Context } from "../context.ts";
import { keepRules } from "../lock.ts";
import { lockImage } from "../lockImage.ts";
import { runStage3 } from "../outcome/runStage3.ts";
import { describeApplication } from "./parts/describeApplication.ts";
import { findRuledImages, type LeftReason } from "./parts/findRuledImages.ts";
import { getApplication } from "./parts/getApplication.ts";
import { getRulingInForce } from "./parts/getRulingInForce.ts";

type Ctx = Pick<Context, "db" | "dialect" | "now">;

interface Asked {
  project: string;
  application: string;
  person: string | null;
}

interface Changed {
  application: RulingApplication;
  changed: number;
  /** Images that stay as they are. */
  left: { key: string; why: LeftReason }[];
}

/** Images changed in one transaction: people's saves get their turn in between. */
const chunkSize = 50;

/**
 * Settles the listed images by the ruling. Stage 3 then reads people's answers on them as the ruling says; experts who
 * have such an image to refine, and have not opened it, lose it. Images stay as they are if the ruling was found wrong
 * on them, if an expert has opened them, or if it no longer settles them. An interrupted run resumes when requested
 * again.
 *
 * @param input.despite the reason for applying it where too much of the sample is wrong
 * @throws Failure `not-ready` before the whole sample was judged, or where too much of it is wrong; `conflict` where
 *   the ruling has changed since the list was made
 */
export async function applyRuling(
  ctx: Ctx,
  { project, application: id, person, despite }: Asked & { despite: string | null },
): Promise<Changed> {
  const application = await ctx.db.transaction().execute(async (db) => {
    await lockProject(db, ctx.dialect, project);
    const application = await getApplication(db, project, id);
    await checkReady(db, application, despite);
    if (application.appliedAt !== null && application.undoneAt === null) return application;
    const at = ctx.now().toISOString();
    const { rulingVersion, labels, kind, sampled, right } = application;
    await updateApplication(db, id, {
      appliedAt: at,
      appliedBy: person,
      despite,
      undoneAt: null,
      undoneBy: null,
    });
    const after = { application: id, version: rulingVersion, labels, kind, sampled, right, despite };
    await insertEvent(db, { project, at, person, kind: "ruling-applied", after });
    return application;
  });
  const rows = (await listRuledImages(ctx.db, id)).filter(({ appliedAt }) => appliedAt === null);
  return changeImages(ctx, { project, application: id, person }, rows, (db, row) =>
    row.verdict === "wrong" ? "wrong" : applyTo(ctx, db, application, row, person),
  );
}

/**
 * Undoes what a ruling settled: images return to their earlier state, with the experts who had them. Images that
 * changed since, and those that a release holds, stay as they are.
 */
export async function undoRuling(ctx: Ctx, asked: Asked): Promise<Changed> {
  const { project, application: id, person } = asked;
  const { appliedAt } = await getApplication(ctx.db, project, id);
  if (appliedAt === null) throw new Failure("not-ready", "The ruling was not applied.");
  const rows = (await listRuledImages(ctx.db, id)).filter(({ appliedAt }) => appliedAt !== null);
  const changed = await changeImages(ctx, asked, rows, (db, row) => takeBack(ctx, db, asked, row));
  const at = ctx.now().toISOString();
  await ctx.db.transaction().execute(async (db) => {
    await updateApplication(db, id, { undoneAt: at, undoneBy: person });
    const after = { application: id, images: changed.changed, left: changed.left.length };
    await insertEvent(db, { project, at, person, kind: "ruling-undone", after });
  });
  return { ...changed, application: describeApplication(await getApplication(ctx.db, project, id)) };
}

async function checkReady(db: Db, application: Application, despite: string | null): Promise<void> {
  const { project, labels, rulingVersion, sampled, judged, right } = application;
  const { version } = await getRulingInForce(db, project, labels);
  if (version !== rulingVersion) {
    throw new Failure(
      "conflict",
      "The ruling was changed since its images were listed. List them anew, and look at them.",
    );
  }
  if (judged < sampled) {
    throw new Failure("not-ready", `${sampled - judged} of ${sampled} images are still to be looked at.`);
  }
  if (!isSureEnough({ judged, right }) && despite === null) {
    throw new Failure(
      "not-ready",
      `Only ${right} of the ${judged} images looked at are right. Change the ruling, or say why it is to be applied all the same.`,
    );
  }
}

async function changeImages(
  ctx: Ctx,
  { project, application }: Asked,
  rows: readonly RuledImage[],
  change: (db: Db, row: RuledImage) => LeftReason | null | Promise<LeftReason | null>,
): Promise<Changed> {
  const left: Changed["left"] = [];
  for (let first = 0; first < rows.length; first += chunkSize) {
    const chunk = rows.slice(first, first + chunkSize);
    const found = await ctx.db.transaction().execute(async (db) => {
      await keepRules(db, ctx.dialect, project);
      const kept: Changed["left"] = [];
      for (const row of chunk) {
        await lockImage(db, ctx.dialect, row.imageId);
        const why = await change(db, row);
        if (why) kept.push({ key: row.key, why });
      }
      return kept;
    });
    left.push(...found);
  }
  return {
    application: describeApplication(await getApplication(ctx.db, project, application)),
    changed: rows.length - left.length,
    left,
  };
}

/** @returns why the image stays as it is; null where it was changed */
async function applyTo(
  ctx: Ctx,
  db: Db,
  { id, project: projectId, kind, labels, rulingVersion }: Application,
  { imageId: image }: RuledImage,
  person: string | null,
): Promise<LeftReason | null> {
  const project = await getProject(db, projectId);
  const { settled, left } = await findRuledImages(db, project, { kind, labels }, [image]);
  const [found] = settled;
  if (!found) return left[0]?.why ?? "changed";
  const at = ctx.now().toISOString();
  const experts = await listAssignmentsOf(db, [image], stagesWith("final"));
  const key = { application: id, image };
  await updateRuledImage(db, key, { labelsJson: JSON.stringify(found.labels), appliedAt: at });
  const after = { application: id, version: rulingVersion, labels: found.labels };
  await insertEvent(db, { project: projectId, at, person, kind: "image-ruled", image, after });
  await runStage3(db, { project: projectId, image, settings: project.settings, at });
  const kept = new Set((await listAssignmentsOf(db, [image], stagesWith("final"))).map((one) => one.id));
  const withdrawn = experts
    .filter((one) => !kept.has(one.id))
    .map((one) => ({ id: one.id, state: one.state }));
  await updateRuledImage(db, key, {
    outcomeJson: JSON.stringify((await findAgreementOf(db, image)) ?? null),
    withdrawnJson: JSON.stringify(withdrawn),
  });
  return null;
}

async function takeBack(
  ctx: Ctx,
  db: Db,
  { project, application, person }: Asked,
  { imageId: image, outcomeJson, withdrawnJson, labelsJson }: RuledImage,
): Promise<LeftReason | null> {
  if ((await listReleased(db, [image])).has(image)) return "released";
  if (JSON.stringify((await findAgreementOf(db, image)) ?? null) !== outcomeJson) return "changed";
  const { settings } = await getProject(db, project);
  const at = ctx.now().toISOString();
  await updateRuledImage(
    db,
    { application, image },
    { appliedAt: null, outcomeJson: null, withdrawnJson: null },
  );
  const before = { application, labels: JSON.parse(labelsJson) as unknown };
  await insertEvent(db, { project, at, person, kind: "image-unruled", image, before });
  await runStage3(db, { project, image, settings, at });
  const withdrawn = JSON.parse(withdrawnJson ?? "[]") as { id: string; state: "open" | "skipped" }[];
  for (const { id, state } of withdrawn) await updateAssignment(db, id, { state, updatedAt: at });
  return null;
}
