import type { SettleDifferenceBody, SettleDifferenceReply } from "../../contract/auditSample.ts";
import { Failure } from "../../contract/failure.ts";
import { settleLabels } from "../../core/auditSample/settleLabels.ts";
import { settlementOf, writeSettlement } from "../../db/auditSample/auditAnswers.ts";
import { insertEvent } from "../../db/event.ts";
import type { Context } from "../context.ts";
import { doOnce } from "../doOnce.ts";
import { lockImage } from "../lockImage.ts";
import { checkWorksOn, goOn } from "../tasks/goOn.ts";
import { findDifference, getNextDifference, noDifference } from "./getNextDifference.ts";

/**
 * Settles what two experts disagree on about an image: a yes or no for each label in dispute, or that the image cannot
 * be judged. What was settled before stays in the history.
 *
 * @throws Failure `not-found` where there is no difference; `conflict` where the page was built on an older revision;
 *   `answer-needed` where a label has no decision
 */
export async function settleDifference(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  {
    project,
    image,
    person,
    operation,
    ...request
  }: SettleDifferenceBody & { project: string; image: string; person: string },
): Promise<SettleDifferenceReply> {
  const asked = { person, operation, request: { image, ...request } };
  const saved = await doOnce(ctx, asked, async (db, once) => {
    await lockImage(db, ctx.dialect, image);
    const difference = await findDifference(db, project, image);
    if (!difference) throw noDifference();
    const { stored, state } = difference;
    const { revision, decisions, comment, activeMs } = request;
    if (revision !== stored.revision)
      throw new Failure("conflict", "This was settled by somebody else meanwhile. Load the page again.", {
        revision: stored.revision,
      });
    const settled = settleLabels(state, decisions);
    if ("refusal" in settled) throw new Failure(settled.refusal.code, settled.refusal.message);
    const at = ctx.now().toISOString();
    const saved = { image, revision: revision + 1 };
    await writeSettlement(db, image, { ...saved, ...settled, comment, person, at });
    const before = settlementOf(stored);
    await insertEvent(db, {
      ...{ project, at, person, kind: "audit-answers-settled", image, operation: once },
      ...(before && { before: { ...before, comment: stored.comment } }),
      after: { saved, labels: settled.labels, decisions, comment, activeMs },
    });
    return saved;
  });
  return {
    saved,
    next: await goOn(async () => {
      await checkWorksOn(ctx.db, { project, person, role: "expert" });
      return getNextDifference(ctx, { project, person });
    }),
  };
}
