import { Failure } from "../../contract/failure.ts";
import type { RateErrorBody, RateErrorReply } from "../../contract/severity.ts";
import { insertEvent } from "../../db/event.ts";
import { findSampledError, writeRating } from "../../db/severity.ts";
import type { Context } from "../context.ts";
import { doOnce } from "../doOnce.ts";
import { lockQueue } from "../lock.ts";
import { checkWorksOn, goOn } from "../tasks/goOn.ts";
import { getNextError, notYours } from "./getNextError.ts";

/**
 * Stores an expert's rating of an error, and returns the next error. Earlier ratings stay in the history.
 *
 * @throws Failure `not-found` where the error is now somebody else's; `conflict` where the page was built on an older
 *   revision
 */
export async function rateError(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  { error: id, person, operation, ...request }: RateErrorBody & { error: string; person: string },
): Promise<RateErrorReply> {
  const saved = await doOnce(ctx, { person, operation, request: { id, ...request } }, async (db, once) => {
    const named = await findSampledError(db, id);
    if (!named) throw notYours();
    await lockQueue(db, ctx.dialect, `${named.projectId} errors`);
    const error = (await findSampledError(db, id)) ?? named;
    if (error.personId !== person) throw notYours();
    const { revision, severity, cause, comment, activeMs } = request;
    if (revision !== error.revision)
      throw new Failure("conflict", "This was rated in another window. Load the page again.", {
        revision: error.revision,
      });
    const at = ctx.now().toISOString();
    await writeRating(db, error, { severity, cause, comment, activeMs, ratedAt: at });
    const saved = { error: id, revision: error.revision + 1 };
    await insertEvent(db, {
      ...{ project: error.projectId, at, person, kind: "error-rated", image: error.imageId, operation: once },
      ...(error.severity && {
        before: { severity: error.severity, why: error.cause, comment: error.comment },
      }),
      after: { saved, label: error.labelIndex, severity, why: cause, comment },
    });
    return saved;
  });
  return { saved, next: await goOn(() => getErrorAfter(ctx, { error: id, person })) };
}

/** @throws Failure where the rating had been stored before, and its person no longer works here */
async function getErrorAfter(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  { error, person }: { error: string; person: string },
) {
  const project = (await findSampledError(ctx.db, error))!.projectId;
  await checkWorksOn(ctx.db, { project, person, role: "expert" });
  return getNextError(ctx, { project, person });
}
