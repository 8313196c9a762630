import { Failure } from "../../contract/failure.ts";
import { stagesWith } from "../../core/stages/rulesOf.ts";
import { insertEvent } from "../../db/event.ts";
import { findAgreementOf } from "../../db/outcome/agreement.ts";
import { forgetUntouched, freezePilot, listPilotImages } from "../../db/pilot.ts";
import { getProject } from "../../db/project/project.ts";
import { listAssignmentsOf, withdrawAssignments } from "../../db/tasks/assignment.ts";
import type { Context } from "../context.ts";
import { keepRules, lockAnnotation } from "../lock.ts";
import { lockImage } from "../lockImage.ts";
import { sendImage } from "../outcome/sendImages.ts";
import { getOpenPilot } from "./makePilot.ts";

/**
 * Ends the pilot: the work begins with the guideline and the rulings as they are. The pilot's answers become history,
 * and its images go to experts, who decide them by the frozen guideline: those who annotated one already know it.
 * Images that nobody had begun are free again.
 *
 * @param input.guidelineVersion and input.rulingVersion the versions that were shown
 * @throws Failure `not-ready` where no pilot is open, or nobody has begun; `conflict` where the guideline
 *   or a ruling changed meanwhile
 */
export async function freezeGuideline(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  input: { project: string; person: string | null; guidelineVersion: number; rulingVersion: number },
): Promise<{ sent: number; free: number }> {
  const { project, person } = input;
  return ctx.db.transaction().execute(async (db) => {
    await lockAnnotation(db, ctx.dialect, project);
    await keepRules(db, ctx.dialect, project);
    const pilot = await getOpenPilot(db, project);
    const { settings, guidelineVersion, rulingVersion } = await getProject(db, project);
    if (guidelineVersion !== input.guidelineVersion || rulingVersion !== input.rulingVersion) {
      throw new Failure(
        "conflict",
        `The guideline is at version ${guidelineVersion} and the rulings at ${rulingVersion} by now. Look at them, then freeze them.`,
      );
    }
    const before = await listPilotImages(db, pilot.id);
    await forgetUntouched(db, pilot.id);
    const images = await listPilotImages(db, pilot.id);
    if (images.length === 0) {
      throw new Failure("not-ready", "Nobody has begun with the pilot. Wait for answers, or take it back.");
    }
    const now = ctx.now();
    const at = now.toISOString();
    await freezePilot(db, pilot.id, { frozenAt: at, frozenBy: person, guidelineVersion, rulingVersion });
    for (const { id: image } of images) {
      await lockImage(db, ctx.dialect, image);
      // Unless the lead has already sent it there.
      if (!(await findAgreementOf(db, image))) {
        const reason = `Pilot: to be decided by version ${guidelineVersion} of the guideline`;
        const one = { db, project, image, settings, now };
        await sendImage(one, { to: "refinement", by: "lead", reason, person });
      }
      const answered = await listAssignmentsOf(db, [image], stagesWith("compared"));
      await withdrawAssignments(
        db,
        answered.map(({ id }) => id),
        at,
      );
    }
    const sent = images.length;
    await insertEvent(db, {
      project,
      at,
      person,
      kind: "guideline-frozen",
      after: { guidelineVersion, rulingVersion, images: sent },
    });
    return { sent, free: before.length - sent };
  });
}
