import type { Formers } from "../../../core/labels/labelFate.ts";
import { listLabels } from "../../../db/labels/labelSpace.ts";
import { type FinalLabels, streamFinalLabels } from "../../../db/outcome/finalLabels.ts";
import { getProject } from "../../../db/project/project.ts";
import type { Db } from "../../../db/schema.ts";

/**
 * The final labels of a project's images as a release holds them: without retired labels. Images that hold a split
 * label, or only retired labels, are left out, because people have to be asked about them again.
 */
export async function* streamOffered(db: Db, project: string, formers: Formers): AsyncGenerator<FinalLabels> {
  for await (const image of streamFinalLabels(db, project)) {
    if (mustAskAgain(image.labels, formers)) continue;
    yield formers.size === 0
      ? image
      : { ...image, labels: image.labels.filter((label) => !formers.has(label)) };
  }
}

const mustAskAgain = (labels: readonly number[], formers: Formers): boolean =>
  labels.length > 0 &&
  (labels.every((label) => formers.has(label)) ||
    labels.some((label) => formers.get(label)?.fate === "split"));

/**
 * What a release leaves out because labels are no longer offered.
 *
 * @returns `images` that people must be asked about again; `note` for the release's protocol: each label left out, with
 *   the number of images whose final labels hold it
 */
export async function countLeftOut(
  db: Db,
  id: string,
  formers: Formers,
): Promise<{ images: number; note: { labelsLeftOut?: string[] } }> {
  if (formers.size === 0) return { images: 0, note: {} };
  const held = new Map([...formers.keys()].map((label) => [label, 0]));
  let images = 0;
  for await (const { labels } of streamFinalLabels(db, id)) {
    if (mustAskAgain(labels, formers)) images++;
    for (const label of labels) if (held.has(label)) held.set(label, held.get(label)! + 1);
  }
  const labels = await listLabels(db, await getProject(db, id));
  const labelsLeftOut = [...held]
    .filter(([label]) => formers.get(label)?.fate !== "merged")
    .map(([label, count]) => {
      const { name, key, fate } = labels[label]!;
      return `${name} (${key}): ${fate}, on ${count} ${count === 1 ? "image" : "images"}`;
    });
  return { images, note: labelsLeftOut.length > 0 ? { labelsLeftOut } : {} };
}
