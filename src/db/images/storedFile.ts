import type { Db } from "../schema.ts";

/** A file that a row names, and what its content was when it was verified. */
export interface StoredFile {
  /** As stored: relative to the data folder, or absolute. */
  root: string;
  /** Below the root. */
  path: string;
  sha256: string;
  /** null where it is not known. */
  bytes: number | null;
}

const pageSize = 1_000;

/** The files of all images that were verified, of the photos that show labels, and of guideline pictures. */
export async function* streamStoredFiles(db: Db): AsyncGenerator<StoredFile[]> {
  for (let after = ""; ; ) {
    const page = await db
      .selectFrom("image")
      .innerJoin("importRoot", "importRoot.id", "image.rootId")
      .select(["image.id", "importRoot.path as root", "image.path", "image.sha256", "image.bytes"])
      .where("image.fileState", "=", "ok")
      .where("image.id", ">", after)
      .orderBy("image.id")
      .limit(pageSize)
      .execute();
    const last = page.at(-1);
    if (!last) break;
    yield page.flatMap(({ root, path, sha256, bytes }) =>
      sha256 === null ? [] : [{ root, path, sha256, bytes }],
    );
    after = last.id;
  }
  const exemplars = await db
    .selectFrom("exemplar")
    .innerJoin("importRoot", "importRoot.id", "exemplar.rootId")
    .select(["importRoot.path as root", "exemplar.path", "exemplar.sha256"])
    .distinct()
    .execute();
  yield exemplars.map((file) => ({ ...file, bytes: null }));
  const pictures = await db.selectFrom("guidelinePicture").select(["projectId", "sha256"]).execute();
  yield pictures.map(({ projectId, sha256 }) => ({
    root: `files/${projectId}/guideline`,
    path: `${sha256}.jpg`,
    // Named by its content, which is the same.
    sha256,
    bytes: null,
  }));
}
