import type { Context } from "../actions/context.ts";
import { type EmbeddingImportReport, importEmbeddings } from "../actions/embeddings/importEmbeddings.ts";
import { getProject } from "../db/project/project.ts";
import { unpackEmbeddingLines } from "../files/predictions/embeddings/unpackEmbeddingLines.ts";
import { runJob } from "./runJob.ts";
import { takeUpload, type Upload } from "./takeUpload.ts";

interface Wishes {
  project: string;
  model: string;
  replace: boolean;
  ignoreUnknown: boolean;
}

/**
 * Stores embeddings that a program sends as JSON lines, like `import embeddings` for a file: all of them, or none.
 *
 * @throws Failure `too-large`; `bad-file`; those of `importEmbeddings`; `in-use` if another job of the project runs
 */
export const runEmbeddingUpload = (
  ctx: Context,
  { body, maxBytes, ...wishes }: Wishes & Upload,
): Promise<EmbeddingImportReport> =>
  takeUpload(
    { body, maxBytes },
    { name: "embeddings.jsonl", advice: "Import them at the server (import embeddings)." },
    async (lines, folder) => {
      const { id, name } = await getProject(ctx.db, wishes.project);
      const { array: file, images } = await unpackEmbeddingLines(lines, folder);
      return runJob(ctx, { project: { id, name }, kind: "import-embeddings" }, (job, signal) =>
        importEmbeddings(ctx, { ...wishes, file, images, job, signal }),
      );
    },
  );
