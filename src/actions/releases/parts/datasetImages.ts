import { createHash } from "node:crypto";
import { isAbsolute } from "node:path";
import { buffer } from "node:stream/consumers";
import { Failure } from "../../../contract/failure.ts";
import { listImageFilesOf } from "../../../db/images/image.ts";
import { streamReleaseImages } from "../../../db/releases.ts";
import type { DatasetImage } from "../../../files/datasets/datasetFile.ts";
import { openRoot } from "../../../storage/openRoot.ts";
import type { Storage } from "../../../storage/storage.ts";
import { chunksOf } from "../../chunksOf.ts";
import type { Source } from "../releaseContents.ts";
import { labelsOf, toRow } from "./labelRows.ts";

const imagesAtOnce = 500;

/** A release's images with their labels and their files, which are read on demand. */
export async function* streamDatasetImages(source: Source): AsyncGenerator<DatasetImage> {
  const { db, storage, release } = source;
  const labels = await labelsOf(source);
  for await (const chunk of chunksOf(streamReleaseImages(db, release.id), imagesAtOnce)) {
    const files = await listImageFilesOf(
      db,
      chunk.map(({ imageId }) => imageId),
    );
    for (const image of chunk) yield { ...toRow(image, labels), ...fileOf(image, files, storage) };
  }
}

function fileOf(
  { imageId, imageKey }: { imageId: string; imageKey: string },
  files: Awaited<ReturnType<typeof listImageFilesOf>>,
  storage: Storage,
): Pick<DatasetImage, "read" | "locate"> {
  const find = () => {
    const file = files.get(imageId);
    if (file?.fileState === "ok" && file.sha256 !== null) return { ...file, sha256: file.sha256 };
    throw new Failure(
      "not-ready",
      `The file of “${imageKey}” was never read: the image was imported without files, or its file was refused. Export without the images.`,
    );
  };
  return {
    async read() {
      const { root, path, sha256 } = find();
      const from = openRoot(storage, root);
      const opened = await from.open(path);
      if (!opened)
        throw new Failure("not-found", `${from.locationOf(path)}, the file of “${imageKey}”, is not there.`);
      const bytes = await buffer(opened.stream);
      if (createHash("sha256").update(bytes).digest("hex") !== sha256)
        throw new Failure(
          "bad-file",
          `${from.locationOf(path)} is not the file that was labelled any more: its content has changed. Put the file back, or export without the images.`,
        );
      return bytes;
    },
    locate() {
      const { root, path } = find();
      const place = openRoot(storage, root).locationOf(path);
      if (isAbsolute(place)) return place;
      throw new Failure(
        "wrong-usage",
        `“${imageKey}” is at ${place}, which is no file of this machine to link to. Copy the images, or leave them out.`,
      );
    },
  };
}
