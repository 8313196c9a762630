import { createHash } from "node:crypto";
import pLimit from "p-limit";
import { Failure } from "../../contract/failure.ts";
import { countGuidelinePictures, writeGuidelinePicture } from "../../db/guideline/guideline.ts";
import { newId } from "../../db/sql/newId.ts";
import { decodeImage } from "../../files/images/decodeImage.ts";
import { openImage } from "../../files/images/openImage.ts";
import type { Context } from "../context.ts";

/** Pixels on the longer side, and JPEG quality: enough to fill the page on a fine screen. */
const longest = 1600;
const quality = 90;

/** The key of a picture in a project's guideline: beside the project's copies of images. */
export const keyOfPicture = (project: string, sha256: string) => `files/${project}/guideline/${sha256}.jpg`;

/** A picture of a few hundred kilobytes may need hundreds of megabytes while it is decoded: one at a time. */
const inTurn = pLimit(1);
const maxWaiting = 12;
/** Per project, in all versions of its guideline: more would fill the disk with what nobody reads. */
export const maxPictures = 300;
let waiting = 0;

/**
 * Stores a picture that a guideline shows, as an upright JPEG of its pixels without anything else in the file (where
 * the photo was taken, say). The same picture is stored once.
 *
 * @param input.bytes an image file
 * @throws Failure `conflict` where the project has 300 already; `bad-file` for what is not an image, is damaged or has
 *   too many pixels; `too-many-requests` where many wait for their turn
 */
export async function addGuidelinePicture(
  { db, storage, now }: Pick<Context, "db" | "storage" | "now">,
  { project, person, bytes }: { project: string; person: string | null; bytes: Buffer },
): Promise<{ id: string; address: string }> {
  if ((await countGuidelinePictures(db, project)) >= maxPictures) {
    throw new Failure(
      "conflict",
      `This project has ${maxPictures} pictures in its guideline, which is as many as it takes. Use those that are there.`,
    );
  }
  if (waiting >= maxWaiting) {
    throw new Failure(
      "too-many-requests",
      "Other pictures are being stored at the moment. Try again in a few seconds.",
      { retryAfterSeconds: 5 },
    );
  }
  waiting++;
  const jpeg = await inTurn(() => makeJpeg(bytes)).finally(() => waiting--);
  const sha256 = createHash("sha256").update(jpeg).digest("hex");
  await storage.put(keyOfPicture(project, sha256), [jpeg]);
  const id = await writeGuidelinePicture(db, {
    id: newId(),
    projectId: project,
    sha256,
    personId: person,
    createdAt: now().toISOString(),
  });
  return { id, address: `pictures/${id}` };
}

async function makeJpeg(bytes: Buffer): Promise<Buffer> {
  // Fully decoded first, so that half a photo is refused with the reason.
  const refusal = await decodeImage(bytes).then((image) => (image.ok ? undefined : image.message));
  if (refusal !== undefined) throw new Failure("bad-file", `The picture cannot be used. ${refusal}`);
  return openImage(bytes)
    .autoOrient()
    .resize({ width: longest, height: longest, fit: "inside", withoutEnlargement: true })
    .flatten({ background: "white" })
    .toColourspace("srgb")
    .jpeg({ quality })
    .toBuffer();
}
