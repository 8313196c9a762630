import { availableParallelism } from "node:os";
import pLimit from "p-limit";
import { countImages, type FileFinding, listImagesByState, updateImageFile } from "../../db/images/image.ts";
import { verifyImage } from "../../files/images/verifyImage.ts";
import { compareUtf8 } from "../../files/text/compareUtf8.ts";
import { isBucketAddress } from "../../storage/s3/bucketAccess.ts";
import type { Context } from "../context.ts";
import { type JobInput, storeProgress } from "../jobProgress.ts";
import type { Refusal } from "./importSource.ts";
import { locateImage, notInside } from "./locateImage.ts";

export interface VerifyReport {
  ok: number;
  refused: Refusal[];
}

const chunkSize = 64;
/** Reading from a bucket is mostly waiting. */
const atOnceFromFar = 16;

/**
 * Reads every image that has not been read yet: its hash, true format and size; or why it is refused. Unverified images
 * are the cursor, so the run can be killed and restarted at any time.
 *
 * @throws Failure `not-found` where an import root is gone
 */
export async function verifyImages(
  ctx: Pick<Context, "db" | "storage" | "now">,
  input: JobInput & { project: string },
): Promise<VerifyReport> {
  const [near, far] = [pLimit(availableParallelism()), pLimit(atOnceFromFar)];
  const total = (await countImages(ctx.db, input.project)).unverified;
  const report: VerifyReport = { ok: 0, refused: [] };

  for (let done = 0, after = ""; ; ) {
    input.signal?.throwIfAborted();
    const images = await listImagesByState(ctx.db, {
      project: input.project,
      state: "unverified",
      after,
      limit: chunkSize,
    });
    const last = images.at(-1);
    if (!last) {
      report.refused.sort((a, b) => compareUtf8(a.file, b.file));
      return report;
    }
    const isFar = ctx.storage.bucket !== undefined || images.some(({ root }) => isBucketAddress(root));
    const run = isFar ? far : near;
    const findings = await Promise.all(images.map((image) => run(() => findOut(ctx, image))));
    after = last.id;
    done += images.length;
    const progress = { step: "Reading images", done, total: Math.max(total, done) };
    await ctx.db.transaction().execute(async (db) => {
      for (const [at, { id }] of images.entries()) await updateImageFile(db, id, findings[at]!);
      await storeProgress(db, input, progress, ctx.now().toISOString());
    });
    for (const [at, { key }] of images.entries()) {
      const finding = findings[at]!;
      if ("failure" in finding) report.refused.push({ file: key, reason: finding.failure });
      else report.ok++;
    }
    input.onProgress?.(progress);
  }
}

async function findOut(
  ctx: Pick<Context, "storage">,
  image: { root: string; path: string },
): Promise<FileFinding> {
  await using file = await locateImage(ctx, image);
  if (!file) return { failure: notInside };
  const found = await verifyImage(file.path);
  if (!found.ok) return { failure: found.message };
  const { sha256, format, bytes, width, height } = found;
  return { sha256, format, bytes, width, height };
}
