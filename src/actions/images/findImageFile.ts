import { Failure } from "../../contract/failure.ts";
import { getExemplarFile } from "../../db/exemplars.ts";
import { getGuidelinePicture } from "../../db/guideline/guideline.ts";
import { getImageFile } from "../../db/images/image.ts";
import { openRoot } from "../../storage/openRoot.ts";
import type { ReadableStorage, Stored } from "../../storage/storage.ts";
import type { Context } from "../context.ts";
import { keyOfPicture } from "../guideline/addGuidelinePicture.ts";
import { imageGone } from "./imageVariants.ts";

/** A stored picture: its project, its location, and the hash of its content when it was verified. */
export interface StoredPicture extends Stored {
  project: string;
  sha256: string;
}

/** @throws Failure `not-found` where there is no such image, or its file was never verified */
export async function findImageFile(
  { db, storage }: Pick<Context, "db" | "storage">,
  { image }: { image: string },
): Promise<StoredPicture> {
  const { projectId, fileState, root, path, sha256 } = await getImageFile(db, image);
  if (fileState !== "ok" || sha256 === null) throw new Failure("not-found", "There is no such picture.");
  return { project: projectId, ...(await locate(openRoot(storage, root), path)), sha256 };
}

/** @throws Failure `not-found` where there is no such exemplar */
export async function findExemplarFile(
  { db, storage }: Pick<Context, "db" | "storage">,
  { exemplar }: { exemplar: string },
): Promise<StoredPicture> {
  const { projectId, root, path, sha256 } = await getExemplarFile(db, exemplar);
  return { project: projectId, ...(await locate(openRoot(storage, root), path)), sha256 };
}

/** @throws Failure `not-found` where the project's guideline has no such picture */
export async function findGuidelinePicture(
  { db, storage }: Pick<Context, "db" | "storage">,
  { project, picture }: { project: string; picture: string },
): Promise<StoredPicture> {
  const { sha256 } = await getGuidelinePicture(db, project, picture);
  return { project, ...(await locate(storage, keyOfPicture(project, sha256))), sha256 };
}

/** @throws Failure `bad-file` */
async function locate(storage: ReadableStorage, key: string): Promise<Stored> {
  if (!(await storage.stat(key))) throw imageGone();
  return { storage, key };
}
