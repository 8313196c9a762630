import type { RankedLabel } from "../../../core/proposals/packRanking.ts";
import type { ProposalMethod } from "../../../core/proposals/proposalMethod.ts";
import { writeProposals } from "../../../db/proposals/proposal.ts";
import { countOutdated, listOutdated, type Replaced } from "../../../db/proposals/storedRanking.ts";
import type { Context } from "../../context.ts";
import { type JobInput, storeProgress } from "../../jobProgress.ts";

const chunkSize = 500;

/**
 * Gives images the same list of proposals, made by no model.
 *
 * @returns how many images got it
 */
export async function proposeAlike(
  ctx: Pick<Context, "db" | "now">,
  {
    ranking,
    method,
    replaces,
    step,
    ...input
  }: JobInput & {
    project: string;
    ranking: RankedLabel[];
    method: ProposalMethod;
    replaces: Replaced;
    /** Name of the step, for progress. */
    step: string;
  },
): Promise<number> {
  const { project } = input;
  const which = { project, modelIdsJson: "[]", methodJson: JSON.stringify(method), since: "", replaces };
  const total = await countOutdated(ctx.db, which);
  for (let done = 0, after = ""; ; ) {
    input.signal?.throwIfAborted();
    const images = await listOutdated(ctx.db, { ...which, after, limit: chunkSize });
    const last = images.at(-1);
    if (!last) return done;
    after = last.id;
    done += images.length;
    const progress = { step, done, total: Math.max(total, done) };
    const at = ctx.now().toISOString();
    await ctx.db.transaction().execute(async (db) => {
      await writeProposals(
        db,
        images.map(({ id }) => ({ image: id, ranking, models: [], method })),
        at,
      );
      await storeProgress(db, input, progress, at);
    });
    input.onProgress?.(progress);
  }
}
