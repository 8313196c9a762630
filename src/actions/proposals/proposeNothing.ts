import { getProject } from "../../db/project/project.ts";
import { writeProposals } from "../../db/proposals/proposal.ts";
import { countOutdated, listOutdated } from "../../db/proposals/storedRanking.ts";
import type { Context } from "../context.ts";
import { type JobInput, storeProgress } from "../jobProgress.ts";

const chunkSize = 500;
/** Nobody proposes anything. */
const method = { how: "single", k: 0, withOriginal: false } as const;

/**
 * Lets images be given to annotators without proposals: they find every label by search. Images that have proposals keep
 * them, and until the work begins, proposals of a model take the place of none.
 *
 * @returns how many images got an empty list of proposals
 */
export async function proposeNothing(
  ctx: Pick<Context, "db" | "now">,
  input: JobInput & { project: string },
): Promise<number> {
  const { id: project } = await getProject(ctx.db, input.project);
  const which = { project, modelIdsJson: "[]", methodJson: JSON.stringify(method), since: "", frozen: true };
  const total = await countOutdated(ctx.db, which);
  for (let done = 0, after = ""; ; ) {
    input.signal?.throwIfAborted();
    const images = await listOutdated(ctx.db, { ...which, after, limit: chunkSize });
    const last = images.at(-1);
    if (!last) return done;
    after = last.id;
    done += images.length;
    const progress = { step: "Leaving proposals out", done, total: Math.max(total, done) };
    const at = ctx.now().toISOString();
    await ctx.db.transaction().execute(async (db) => {
      await writeProposals(
        db,
        images.map(({ id }) => ({ image: id, ranking: [], models: [], method })),
        at,
      );
      await storeProgress(db, input, progress, at);
    });
    input.onProgress?.(progress);
  }
}
