import type { ProjectEvaluation } from "../contract/evaluation.ts";
import type { ImageList } from "../contract/findingImages.ts";
import { imageUrl } from "../contract/image.ts";
import { findFinalLabelsOf } from "../db/finalLabels.ts";
import { findOriginalsOf } from "../db/originalLabel.ts";
import { listPersonNames } from "../db/person.ts";
import { listReleasedLabels } from "../db/release.ts";
import type { Db } from "../db/schema.ts";
import { listRankings } from "../db/storedRanking.ts";
import { listVotesOf } from "../db/vote.ts";
import { type Finding, readList } from "./findings/finding.ts";

const pageSize = 24;

interface Page {
  list: string;
  after?: string | undefined;
}

/** A page of the images behind a number of the agreement report: what each annotator chose, and what became final. */
export async function listAgreementImages(
  db: Db,
  finding: Finding<unknown>,
  { list, after }: Page,
): Promise<ImageList> {
  const { images, ...page } = readList(finding, list, { after, limit: pageSize });
  return { ...page, images: await listAnswers(db, images) };
}

/** Images with what each annotator chose, and what became final. */
export async function listAnswers(
  db: Db,
  images: readonly { id: string; key: string }[],
): Promise<ImageList["images"]> {
  const votes = new Map((await listVotesOf(db, images)).map((image) => [image.id, image.annotations]));
  const people = [...votes.values()].flatMap((annotations) => annotations.map(({ person }) => person));
  const names = await listPersonNames(db, people);
  const final = await findFinalLabelsOf(
    db,
    images.map(({ id }) => id),
  );
  return images.map(({ id, key }) => ({
    id,
    key,
    thumbnailUrl: imageUrl(id, "thumbnail"),
    sets: [
      ...(votes.get(id) ?? [])
        .map(({ person, decisions }) => ({
          who: names.get(person) ?? "somebody who left",
          labels: decisions.filter(({ answer }) => answer === "yes").map(({ label }) => label),
        }))
        .sort((a, b) => (a.who < b.who ? -1 : 1)),
      ...(final.has(id) ? [{ who: "final", labels: final.get(id)! }] : []),
    ],
  }));
}

/** A page of images that changed between two releases, with the labels of each. */
export async function listReleaseDiffImages(
  db: Db,
  finding: Finding<unknown>,
  { base, release, list, after }: Page & { base: string; release: string },
): Promise<ImageList> {
  const { images, ...page } = readList(finding, list, { after, limit: pageSize });
  const ids = images.map(({ id }) => id);
  const [before, now] = [await listReleasedLabels(db, base, ids), await listReleasedLabels(db, release, ids)];
  return {
    ...page,
    images: images.map((image) => ({
      ...image,
      thumbnailUrl: imageUrl(image.id, "thumbnail"),
      sets: [
        ...(before.has(image.id) ? [{ who: "before", labels: before.get(image.id)! }] : []),
        ...(now.has(image.id) ? [{ who: "after", labels: now.get(image.id)! }] : []),
      ],
    })),
  };
}

/** Of several models, so many different first predictions are shown of an image. */
const mostPredicted = 4;

/**
 * A page of images that models were judged on: the original labels, the valid ones, and what is predicted first: by the
 * model that the list is of, or by how many of all models.
 *
 * @param about.release whose labels are the valid ones; null for the final labels so far
 */
export async function listEvaluationImages(
  db: Db,
  finding: Finding<ProjectEvaluation>,
  { release, list, after }: Page & { release: string | null },
): Promise<ImageList> {
  const { images, ...page } = readList(finding, list, { after, limit: pageSize });
  const ids = images.map(({ id }) => id);
  const judged = finding.report.models.filter((model) => model.judged);
  const own = judged.find(({ id }) => list.split(":")[1] === id);
  const models = own ? [own] : judged;
  const originals = await findOriginalsOf(db, ids);
  const valid =
    release === null ? await findFinalLabelsOf(db, ids) : await listReleasedLabels(db, release, ids);
  const rankings = await listRankings(
    db,
    ids,
    models.map(({ id }) => id),
  );
  return {
    ...page,
    images: images.map((image) => ({
      ...image,
      thumbnailUrl: imageUrl(image.id, "thumbnail"),
      sets: [
        { who: "original", labels: originals.get(image.id) ?? [] },
        { who: "valid", labels: valid.get(image.id) ?? [] },
        ...predictedFirst(image.id),
      ],
    })),
  };

  function predictedFirst(image: string): ImageList["images"][number]["sets"] {
    const first = models.flatMap(({ id }) => rankings.get(image)?.get(id)?.[0]?.label ?? []);
    if (own || models.length === 1) return [{ who: models[0]!.name, labels: first }];
    const times = [...Map.groupBy(first, (label) => label)].sort(([, a], [, b]) => b.length - a.length);
    return times.slice(0, mostPredicted).map(([label, { length }]) => {
      return { who: `${length} of ${models.length} models`, labels: [label] };
    });
  }
}
