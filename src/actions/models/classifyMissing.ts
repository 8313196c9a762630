import type { ImageToRead } from "../../db/images/imagesToRead.ts";
import type { Db } from "../../db/schema.ts";
import { startClassifier } from "../../inference/startClassifier.ts";
import type { Context } from "../context.ts";
import { eachShare, type JobInput, storeProgress } from "../jobProgress.ts";
import { type Outcome, storeFindings } from "./classifyImages.ts";
import { classifyInTurn } from "./classifyInTurn.ts";

const chunkSize = 64;

/**
 * Runs a model on all images that lack something, and stores it. What is missing is the cursor: if the run is killed
 * and restarted, at most one chunk is processed twice.
 *
 * @param work.model its id
 * @param work.start how its classifier is started
 * @param work.step what is being done, in a word or two
 * @param work.total how many images there are; if none, nothing is started
 * @param work.list some of them, in the order of their ids, from the one after `after`
 * @param work.store stores some outcomes, as part of a transaction; `storeFindings` has been called
 * @throws Failure those of `classifyInTurn` and `startClassifier`
 */
export async function classifyMissing(
  ctx: Pick<Context, "db" | "storage" | "now">,
  input: JobInput,
  {
    model,
    start,
    step,
    total,
    list,
    store,
  }: {
    model: string;
    start: Parameters<typeof startClassifier>[0];
    step: string;
    total: number;
    list(page: { after: string; limit: number; share: string }): Promise<ImageToRead[]>;
    store(db: Db, outcomes: readonly Outcome[], at: string): Promise<void>;
  },
): Promise<void> {
  if (total === 0) return;
  const classifier = await startClassifier(start);
  try {
    let done = 0;
    await eachShare(input, async (share) => {
      for (let after = ""; ; ) {
        input.signal?.throwIfAborted();
        const images = await list({ after, limit: chunkSize, share });
        const last = images.at(-1);
        if (!last) return;
        after = last.id;
        for await (const outcomes of classifyInTurn(ctx, classifier, { card: start.card, model }, images)) {
          done += outcomes.length;
          const progress = { step, done, total: Math.max(total, done) };
          const at = ctx.now().toISOString();
          await ctx.db.transaction().execute(async (db) => {
            await storeProgress(db, input, progress, at, outcomes.length);
            await storeFindings(db, outcomes);
            await store(db, outcomes, at);
          });
          input.onProgress?.(progress);
        }
      }
    });
  } finally {
    await classifier.close();
  }
}
