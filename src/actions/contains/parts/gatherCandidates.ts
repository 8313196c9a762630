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
/** Images among which those are looked for that do not hold a label: enough for any number of sheets of it. */
const negativesAtMost = 2000;

interface Which {
  project: string;
  /** Models by id, and how many labels are taken of each. */
  models: readonly string[];
  topK: number;
  /** Keys; all images of the project where left out. */
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
  /** Keys that were asked for and are none of theirs. */
  unknown: string[];
  /** Pairs of an image and a label that are on sheets already. */
  onSheets: number;
}

/**
 * What to ask: of each image its original labels and what models named first; of each label images that are known to
 * hold it (gold) and images known not to (gold, and images of other labels for which no model named it). What stands on a
 * sheet already is not asked again.
 */
export async function gatherCandidates(db: Db, which: Which): Promise<Gathered> {
  const { project, models, topK, formers, chance } = which;
  const all = await listImagesForSheets(db, project);
  const usable = all.filter(({ key }) => which.images === undefined || which.images.has(key));
  const originals = await listOriginalsByImage(db, project);
  const candidates = new Map<number, string[]>();
  const named = new Map<string, Set<number>>();
  const labelsOf = (image: string) => carryOriginals(originals.get(image) ?? [], formers);
  const wanted = new Set(usable.map(({ id }) => id));
  for (let first = 0; first < all.length; first += imagesAtOnce) {
    const some = all.slice(first, first + imagesAtOnce).map(({ id }) => id);
    const rankings = await listRankings(db, some, models);
    const proposed = await listProposedLabels(db, some);
    for (const image of some) {
      const ranked = [...(rankings.get(image)?.values() ?? [])].map((ranking) =>
        carryRanking(ranking, formers).map(({ label }) => label),
      );
      const own = labelsOf(image);
      named.set(image, new Set([...own, ...ranked.flat(), ...(proposed.get(image) ?? [])]));
      if (!wanted.has(image)) continue;
      for (const label of new Set([...own, ...ranked.flatMap((labels) => labels.slice(0, topK))])) {
        const images = candidates.get(label) ?? [];
        images.push(image);
        candidates.set(label, images);
      }
    }
  }
  const before = await listOnSheets(db, project);
  const onSheet = (label: number, image: string) => before.get(label)?.has(image) ?? false;
  // What people practised on they know, and what was retired is given to nobody.
  const gold = (await listGold(db, project)).filter((one) => !one.isPractice && one.retiredAt === null);
  const inUse = new Set(gold.map(({ image }) => image));
  const known = [...(await findKnownLabels(db, project))].filter(([image]) => inUse.has(image));
  const pool = shuffle(
    all.filter(({ id }) => labelsOf(id).length > 0).map(({ id }) => id),
    chance("pool"),
  );
  let onSheets = 0;
  const labels = [...candidates]
    .sort(([a], [b]) => a - b)
    .flatMap(([label, images]) => {
      const fresh = images.filter((image) => !onSheet(label, image));
      onSheets += images.length - fresh.length;
      if (fresh.length === 0) return [];
      const goldOf = (answer: "yes" | "no") =>
        known.flatMap(([image, answers]) =>
          answers.get(label) === answer && !onSheet(label, image) ? [image] : [],
        );
      // As many from all over the images, and no more than can be of use.
      const others: string[] = [];
      for (const image of pool) {
        if (others.length >= Math.min(negativesAtMost, fresh.length)) break;
        if (!named.get(image)!.has(label) && !onSheet(label, image)) others.push(image);
      }
      const no = goldOf("no");
      return [{ label, candidates: fresh, positives: goldOf("yes"), negatives: [...no, ...others] }];
    });
  const keys = new Set(all.map(({ key }) => key));
  const unknown = [...(which.images ?? [])].filter((key) => !keys.has(key));
  return { labels, all: all.length, images: usable.length, unknown, onSheets };
}
