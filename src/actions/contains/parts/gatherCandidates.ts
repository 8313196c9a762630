import { type Chance, shuffle } from "../../../core/chance.ts";
import type { LabelToAsk } from "../../../core/contains/planSheets.ts";
import { carryOriginals, carryRanking, type Formers } from "../../../core/labels/labelFate.ts";
import { listImagesForSheets, listOnSheets } from "../../../db/contains/sheetPlan.ts";
import { listGold } from "../../../db/gold.ts";
import { listOriginalsByImage } from "../../../db/images/originalLabel.ts";
import { listProposedLabels } from "../../../db/proposals/proposal.ts";
import { listRankings } from "../../../db/proposals/storedRanking.ts";
import type { Db } from "../../../db/schema.ts";
import { findKnownLabels } from "../../gold/scoreGold.ts";

const imagesAtOnce = 200;
/** Maximum number of images kept as not holding a label: enough for any number of its sheets. */
const negativesAtMost = 2000;

interface Which {
  project: string;
  /** Ids of models, and how many labels are taken from each. */
  models: readonly string[];
  topK: number;
  /** Keys; where left out, all images of the project. */
  images?: ReadonlySet<string> | undefined;
  formers: Formers;
  chance: Chance;
}

export interface Gathered {
  /** By label, ascending. */
  labels: LabelToAsk[];
  /** Images that may stand on sheets, and those of them that were asked for. */
  all: number;
  images: number;
  /** Keys that were asked for and are not among these images. */
  unknown: string[];
  /** Pairs of an image and a label that are already on sheets. */
  onSheets: number;
}

/**
 * What to ask: for each image, its original labels and what models named first; for each label, images known to hold it
 * (gold) and images known not to (gold, and images of other labels for which no model named it). What is already on a
 * sheet is not asked again.
 */
export async function gatherCandidates(db: Db, which: Which): Promise<Gathered> {
  const { project, topK, formers, chance } = which;
  const all = await listImagesForSheets(db, project);
  const usable = all.filter(({ key }) => which.images === undefined || which.images.has(key));
  const originals = await listOriginalsByImage(db, project);
  const candidates = new Map<number, string[]>();
  const labelsOf = (image: string) => carryOriginals(originals.get(image) ?? [], formers);
  const wanted = new Set(usable.map(({ id }) => id));
  const chosen = all.map(({ id }) => id).filter((id) => wanted.has(id));
  for (let first = 0; first < chosen.length; first += imagesAtOnce) {
    const some = chosen.slice(first, first + imagesAtOnce);
    const rankings = await rankingsOf(db, some, which);
    for (const image of some) {
      const ranked = rankings.get(image)!;
      for (const label of new Set([
        ...labelsOf(image),
        ...ranked.flatMap((labels) => labels.slice(0, topK)),
      ])) {
        const images = candidates.get(label) ?? [];
        images.push(image);
        candidates.set(label, images);
      }
    }
  }
  const before = await listOnSheets(db, project);
  const onSheet = (label: number, image: string) => before.get(label)?.has(image) ?? false;
  // People know the images they practised on, and retired ones are given to nobody.
  const gold = (await listGold(db, project)).filter((one) => !one.isPractice && one.retiredAt === null);
  const inUse = new Set(gold.map(({ image }) => image));
  const known = [...(await findKnownLabels(db, project))].filter(([image]) => inUse.has(image));
  const pool = shuffle(
    all.filter(({ id }) => labelsOf(id).length > 0).map(({ id }) => id),
    chance("pool"),
  );
  let onSheets = 0;
  const asked = [...candidates]
    .sort(([a], [b]) => a - b)
    .flatMap(([label, images]) => {
      const fresh = images.filter((image) => !onSheet(label, image));
      onSheets += images.length - fresh.length;
      // As many images without the label, from the whole project, and no more than are useful.
      const room = Math.min(negativesAtMost, fresh.length);
      return fresh.length === 0 ? [] : [{ label, fresh, room, others: [] as string[] }];
    });
  const open = new Set(asked);
  for (let first = 0; first < pool.length && open.size > 0; first += imagesAtOnce) {
    const some = pool.slice(first, first + imagesAtOnce);
    const rankings = await rankingsOf(db, some, which);
    const proposed = await listProposedLabels(db, some);
    for (const image of some) {
      const named = new Set([
        ...labelsOf(image),
        ...rankings.get(image)!.flat(),
        ...(proposed.get(image) ?? []),
      ]);
      for (const one of open) {
        if (named.has(one.label) || onSheet(one.label, image)) continue;
        one.others.push(image);
        if (one.others.length === one.room) open.delete(one);
      }
    }
  }
  const labels = asked.map(({ label, fresh, others }) => {
    const goldOf = (answer: "yes" | "no") =>
      known.flatMap(([image, answers]) =>
        answers.get(label) === answer && !onSheet(label, image) ? [image] : [],
      );
    return { label, candidates: fresh, positives: goldOf("yes"), negatives: [...goldOf("no"), ...others] };
  });
  const keys = new Set(all.map(({ key }) => key));
  const unknown = [...(which.images ?? [])].filter((key) => !keys.has(key));
  return { labels, all: all.length, images: usable.length, unknown, onSheets };
}

/** What models say about some images, the likeliest label first: one list per model. */
async function rankingsOf(
  db: Db,
  images: readonly string[],
  { models, formers }: Pick<Which, "models" | "formers">,
): Promise<Map<string, number[][]>> {
  const rankings = await listRankings(db, images, models);
  return new Map(
    images.map((image) => [
      image,
      [...(rankings.get(image)?.values() ?? [])].map((ranking) =>
        carryRanking(ranking, formers).map(({ label }) => label),
      ),
    ]),
  );
}
