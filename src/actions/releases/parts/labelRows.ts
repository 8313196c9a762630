// The parts of a release's files about labels.
import type { Label } from "../../../contract/labels/labelSpace.ts";
import { listSizesOf } from "../../../db/images/image.ts";
import { listLabels } from "../../../db/labels/labelSpace.ts";
import type { Project } from "../../../db/project/project.ts";
import { labelVersionOf, type Release, streamReleaseImages } from "../../../db/releases.ts";
import type { Db } from "../../../db/schema.ts";
import type { ReleaseRow } from "../../../files/releases/releaseRow.ts";
import type { SizedRow } from "../../../files/releases/writeCoco.ts";
import { chunksOf } from "../../chunksOf.ts";

const imagesAtOnce = 500;

interface Of {
  db: Db;
  release: Release;
  project: Project;
}

/** The label space as it was when the release was made. */
export const labelsOf = ({ db, release, project }: Of) => listLabels(db, project, labelVersionOf(release));

export async function* streamRows(of: Of): AsyncGenerator<ReleaseRow> {
  const labels = await labelsOf(of);
  for await (const image of streamReleaseImages(of.db, of.release.id)) yield toRow(image, labels);
}

/** The rows with each image's size in pixels. */
export async function* streamSizedRows(of: Of): AsyncGenerator<SizedRow> {
  const labels = await labelsOf(of);
  for await (const chunk of chunksOf(streamReleaseImages(of.db, of.release.id), imagesAtOnce)) {
    const sizes = await listSizesOf(
      of.db,
      chunk.map(({ imageId }) => imageId),
    );
    for (const image of chunk)
      yield { ...toRow(image, labels), ...(sizes.get(image.imageId) ?? { width: null, height: null }) };
  }
}

export function toRow(
  { imageKey, labelsJson, provenance }: { imageKey: string; labelsJson: string; provenance: string },
  labels: readonly Pick<Label, "key" | "name">[],
): ReleaseRow {
  return {
    image: imageKey,
    provenance,
    labels: (JSON.parse(labelsJson) as number[]).map((index) => {
      const { key = "", name = "" } = labels[index] ?? {};
      return { index, key, name, provenance };
    }),
  };
}
