import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Context } from "../actions/context.ts";
import { importPredictions, type PredictionImportReport } from "../actions/proposals/importPredictions.ts";
import { Failure } from "../contract/failure.ts";
import { getProject } from "../db/project/project.ts";
import { limitBytes } from "../files/limitBytes.ts";
import { runJob } from "./runJob.ts";

interface Wishes {
  project: string;
  model: string;
  replace: boolean;
  ignoreUnknown: boolean;
  allowImplausible: boolean;
}

/**
 * Stores predictions that a program sends, as `import predictions` does with a file: all of them, or none.
 *
 * @param input.body JSON lines
 * @param input.maxBytes that it may have
 * @throws Failure `too-large`; those of `importPredictions`; `in-use` where another job of the project runs
 */
export async function runPredictionUpload(
  ctx: Context,
  { body, maxBytes, ...wishes }: Wishes & { body: Readable; maxBytes: number },
): Promise<PredictionImportReport> {
  const folder = await mkdtemp(join(tmpdir(), "multilabelfy-upload-"));
  try {
    // What is wrong is told by this name.
    const file = join(folder, "predictions.jsonl");
    await pipeline(
      body,
      limitBytes(maxBytes, "Keep fewer labels an image."),
      createWriteStream(file, { mode: 0o600 }),
    );
    const { id, name } = await getProject(ctx.db, wishes.project);
    return await runJob(ctx, { project: { id, name }, kind: "import-predictions" }, (job) =>
      importPredictions(ctx, { ...wishes, file, job }),
    );
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    // Where it lay for a moment is nobody's business.
    throw new Failure(error.code, error.message.replaceAll(`${folder}${sep}`, ""), error.details);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
