import { Failure } from "../../contract/failure.ts";
import { getExemplarFile } from "../../db/exemplars.ts";
import { getGuidelinePicture } from "../../db/guideline/guideline.ts";
import { getImageFile } from "../../db/images/image.ts";
import { resolveInside } from "../../files/resolveInside.ts";
import type { Context } from "../context.ts";
import { folderOfPictures, nameOfPicture } from "../guideline/addGuidelinePicture.ts";
import { rootFolder } from "./rootFolder.ts";

/** A stored picture: whose it is, where it lies, and what its content was when it was verified. */
export interface StoredFile {
  project: string;
  /** Absolute. */
  path: string;
  sha256: string;
}

/** @throws Failure `not-found` where there is no such image, or its file was never verified */
export async function findImageFile(
  { db, dataFolder }: Pick<Context, "db" | "dataFolder">,
  { image }: { image: string },
): Promise<StoredFile> {
  const { projectId, fileState, root, path, sha256 } = await getImageFile(db, image);
  if (fileState !== "ok" || sha256 === null) throw new Failure("not-found", "There is no such picture.");
  return { project: projectId, path: await locate(rootFolder(dataFolder, root), path), sha256 };
}

/** @throws Failure `not-found` where there is no such exemplar */
export async function findExemplarFile(
  { db, dataFolder }: Pick<Context, "db" | "dataFolder">,
  { exemplar }: { exemplar: string },
): Promise<StoredFile> {
  const { projectId, root, path, sha256 } = await getExemplarFile(db, exemplar);
  return { project: projectId, path: await locate(rootFolder(dataFolder, root), path), sha256 };
}

/** @throws Failure `not-found` where the project's guideline has no such picture */
export async function findGuidelinePicture(
  { db, dataFolder }: Pick<Context, "db" | "dataFolder">,
  { project, picture }: { project: string; picture: string },
): Promise<StoredFile> {
  const { sha256 } = await getGuidelinePicture(db, project, picture);
  const folder = folderOfPictures(dataFolder, project);
  return { project, path: await locate(folder, nameOfPicture(sha256)), sha256 };
}

/** A link that was put in a file's place after the import must not lead out of the imported folder. */
async function locate(root: string, path: string): Promise<string> {
  const file = await resolveInside(root, path);
  if (!file) throw new Failure("bad-file", "The picture's file is gone. Tell the lead to put it back.");
  return file;
}
