import { Failure } from "../../contract/failure.ts";
import { sampleErrors } from "../../core/evaluation/errorSeverity.ts";
import { insertEvent } from "../../db/event.ts";
import { insertErrorSample } from "../../db/severity.ts";
import type { Context } from "../context.ts";
import { chooseRelease } from "../evaluation/chooseRelease.ts";
import { listStoredErrors } from "../evaluation/listStoredErrors.ts";
import { lockQueue } from "../lock.ts";

/**
 * Draws a random sample of a model's first labels that are not valid, for experts to rate. The same seed draws the same
 * errors from the same labels and predictions.
 *
 * @param input.model its id
 * @param input.by whose labels decide, as in `chooseRelease`
 * @throws Failure `not-found` for a model or a release that does not exist; `not-ready` where the model has no error,
 *   or too few predictions to be evaluated
 */
export async function drawErrorSample(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  {
    project,
    model,
    by,
    count,
    seed,
    person,
  }: {
    project: string;
    model: string;
    by?: string | undefined;
    count: number;
    seed: number;
    person: string | null;
  },
): Promise<{ number: number; drawn: number; errors: number }> {
  const { release } = await chooseRelease(ctx, { project, by });
  const number = release?.number ?? null;
  const { errors, images, ids, valid, name } = await listStoredErrors(ctx.db, {
    ...{ project, model, release: number },
  });
  if (errors.length === 0)
    throw new Failure("not-ready", `“${name}” makes no error on the images that it is evaluated on.`);
  const drawn = sampleErrors(errors, count, seed).map(({ image, label }) => ({
    ...{ image: ids[image]!, label, labels: valid[image]! },
  }));
  const at = ctx.now().toISOString();
  return ctx.db.transaction().execute(async (db) => {
    await lockQueue(db, ctx.dialect, `${project} errors`);
    const sample = await insertErrorSample(
      db,
      {
        ...{ projectId: project, modelId: model, release: number, seed, errors: errors.length, images },
        ...{ createdAt: at, createdBy: person },
      },
      drawn,
    );
    const after = { sample, model: name, release: number, seed, drawn: drawn.length, errors: errors.length };
    await insertEvent(db, { project, at, person, kind: "errors-sampled", after });
    return { number: sample, drawn: drawn.length, errors: errors.length };
  });
}
