import type { ProjectEvaluation } from "../../contract/evaluation.ts";
import type { ImageList } from "../../contract/images/findingImages.ts";
import { imageUrl } from "../../contract/images/image.ts";
import { findOriginalsOf } from "../../db/images/originalLabel.ts";
import { findFinalLabelsOf } from "../../db/outcome/finalLabels.ts";
import { listPersonNames } from "../../db/people/person.ts";
import { listRankings } from "../../db/proposals/storedRanking.ts";
import { listReleasedLabels } from "../../db/releases.ts";
import type { Db } from "../../db/schema.ts";
import { listVotesOf } from "../../db/votes.ts";
import { type Finding, readList } from "./finding.ts";

const pageSize = 24;

interface Page {
  list: string;
  after?: string | undefined;
}

type Image = Pick<ImageList["images"][number], "id" | "key">;
/** What is shown beside an image. */
type Sets = ImageList["images"][number]["sets"];

/** A page of one of a finding's lists, with images as `show` describes them. */
async function readPage(
  finding: Finding<unknown>,
  { list, after }: Page,
  show: (images: readonly Image[]) => Promise<ImageList["images"]>,
): Promise<ImageList> {
  const { images, ...page } = readList(finding, list, { after, limit: pageSize });
  return { ...page, images: await show(images) };
}

const withSets = (images: readonly Image[], setsOf: (image: string) => Sets): ImageList["images"] =>
  images.map(({ id, key }) => ({ id, key, thumbnailUrl: imageUrl(id, "thumbnail"), sets: setsOf(id) }));

const idsOf = (images: readonly Image[]) => images.map(({ id }) => id);
/** The sets of an image that may have none. */
const setFrom = (who: string, labels: number[] | undefined): Sets => (labels ? [{ who, labels }] : []);

/** A page of the images behind a number of the agreement report: what each annotator chose, and what became final. */
export const listAgreementImages = (db: Db, finding: Finding<unknown>, page: Page): Promise<ImageList> =>
  readPage(finding, page, (images) => listAnswers(db, images));

/** Images with what each annotator chose, and what became final. */
export async function listAnswers(db: Db, images: readonly Image[]): Promise<ImageList["images"]> {
  const votes = new Map((await listVotesOf(db, images)).map((image) => [image.id, image.annotations]));
  const people = [...votes.values()].flatMap((annotations) => annotations.map(({ person }) => person));
  const names = await listPersonNames(db, people);
  const final = await findFinalLabelsOf(db, idsOf(images));
  return withSets(images, (image) => [
    ...(votes.get(image) ?? [])
      .map(({ person, decisions }) => ({
        who: names.get(person) ?? "somebody who left",
        labels: decisions.filter(({ answer }) => answer === "yes").map(({ label }) => label),
      }))
      .sort((a, b) => (a.who < b.who ? -1 : 1)),
    ...setFrom("final", final.get(image)),
  ]);
}

/** A page of images that changed between two releases, with the labels of each. */
export const listReleaseDiffImages = (
  db: Db,
  finding: Finding<unknown>,
  { base, release, ...page }: Page & { base: string; release: string },
): Promise<ImageList> =>
  readPage(finding, page, async (images) => {
    const before = await listReleasedLabels(db, base, idsOf(images));
    const now = await listReleasedLabels(db, release, idsOf(images));
    return withSets(images, (image) => [
      ...setFrom("before", before.get(image)),
      ...setFrom("after", now.get(image)),
    ]);
  });

/** Maximum number of different first predictions shown per image. */
const maxPredicted = 4;

/**
 * A page of images that models were evaluated on: the original labels, the valid ones, and the first predictions: that
 * of the list's model, or how many of all models predict each.
 *
 * @param about.release the release whose labels are the valid ones; null for the final labels so far
 */
export async function listEvaluationImages(
  db: Db,
  finding: Finding<ProjectEvaluation>,
  { release, ...page }: Page & { release: string | null },
): Promise<ImageList> {
  const evaluated = finding.report.models.filter((model) => model.evaluated);
  const own = evaluated.find(({ id }) => page.list.split(":")[1] === id);
  const models = own ? [own] : evaluated;
  return readPage(finding, page, async (images) => {
    const ids = idsOf(images);
    const originals = await findOriginalsOf(db, ids);
    const valid =
      release === null ? await findFinalLabelsOf(db, ids) : await listReleasedLabels(db, release, ids);
    const rankings = await listRankings(
      db,
      ids,
      models.map(({ id }) => id),
    );
    return withSets(images, (image) => {
      const first = models.flatMap(({ id }) => rankings.get(image)?.get(id)?.[0]?.label ?? []);
      return [
        { who: "original", labels: originals.get(image) ?? [] },
        { who: "valid", labels: valid.get(image) ?? [] },
        ...(models.length === 1
          ? [{ who: models[0]!.name, labels: first }]
          : countFirst(first, models.length)),
      ];
    });
  });
}

/** What several models predict first, the most frequent first. */
function countFirst(labels: readonly number[], models: number): Sets {
  const times = [...Map.groupBy(labels, (label) => label)].sort(([, a], [, b]) => b.length - a.length);
  return times
    .slice(0, maxPredicted)
    .map(([label, { length }]) => ({ who: `${length} of ${models} models`, labels: [label] }));
}
