import { type Chance, shuffle } from "../chance.ts";
import { pairAnnotators } from "./pairAnnotators.ts";

/** How images are dealt: at random, by key, or so that every batch has its share of each original label. */
export const batchOrders = ["random", "key", "stratified"] as const;
export type BatchOrder = (typeof batchOrders)[number];

/** Partners change from batch to batch so that every pair shares about equally much, or stay the same. */
export const partnerRules = ["mixed", "fixed"] as const;
export type PartnerRule = (typeof partnerRules)[number];

export interface ImageToDeal {
  id: string;
  key: string;
  /** The dataset's own labels; none or more. */
  originals: readonly number[];
}

export interface PlannedBatch {
  /** Counted from 1. */
  number: number;
  /** Ids, in the order of work. */
  images: string[];
  annotators: string[];
}

export interface BatchRules {
  /** How many batches, or else how many images each at most. */
  size: { batches: number } | { images: number };
  order: BatchOrder;
  partners: PartnerRule;
  /** Annotators per batch. */
  overlap: number;
  chance: Chance;
}

/**
 * Splits images into batches whose sizes differ by one at most, and gives each batch to `overlap` annotators.
 *
 * @throws RangeError where people, overlap and size do not fit
 */
export function planBatches(
  images: readonly ImageToDeal[],
  annotators: readonly string[],
  rules: BatchRules,
): PlannedBatch[] {
  const { overlap, partners, chance } = rules;
  const asked = "batches" in rules.size ? rules.size.batches : Math.ceil(images.length / rules.size.images);
  if (!Number.isInteger(asked) || (asked < 1 && images.length > 0)) {
    throw new RangeError("There must be at least one batch, with at least one image.");
  }
  if (new Set(annotators).size < annotators.length) throw new RangeError("Each annotator can be named once.");
  if (annotators.length < overlap) {
    throw new RangeError(
      `Each image needs ${overlap} annotators, and there ${annotators.length === 1 ? "is" : "are"} ${annotators.length}. Add people, or ask fewer of each image.`,
    );
  }
  if (partners === "fixed" && annotators.length % overlap !== 0) {
    throw new RangeError(
      `Fixed partners are groups of ${overlap}, and ${annotators.length} annotators do not make whole groups.`,
    );
  }
  const batches = Math.min(asked, images.length);
  const people =
    partners === "fixed"
      ? rotateGroups(annotators, { batches, overlap, chance })
      : pairAnnotators(annotators, { batches, overlap, chance });
  return dealImages(images, batches, rules).map((dealt, index) => ({
    number: index + 1,
    images: dealt.map(({ id }) => id),
    annotators: people[index] ?? [],
  }));
}

function dealImages(
  images: readonly ImageToDeal[],
  batches: number,
  { order, chance }: Pick<BatchRules, "order" | "chance">,
): ImageToDeal[][] {
  if (batches === 0) return [];
  if (order === "stratified") return dealByLabel(images, batches, chance);
  const ordered = order === "key" ? images.toSorted(byKey) : shuffle(images, chance("images"));
  return Array.from({ length: batches }, (_, index) =>
    ordered.slice(
      Math.floor((index * ordered.length) / batches),
      Math.floor(((index + 1) * ordered.length) / batches),
    ),
  );
}

/** One label's images after the other's are dealt like cards, so that no batch has two more of a label than another. */
function dealByLabel(images: readonly ImageToDeal[], batches: number, chance: Chance): ImageToDeal[][] {
  const label = ({ originals }: ImageToDeal) => Math.min(...originals, Number.MAX_SAFE_INTEGER);
  const sorted = shuffle(images, chance("images")).toSorted((a, b) => label(a) - label(b));
  const dealt = Array.from({ length: batches }, (): ImageToDeal[] => []);
  sorted.forEach((image, index) => {
    dealt[index % batches]?.push(image);
  });
  return dealt.map((batch, index) => shuffle(batch, chance(`batch ${index}`)));
}

/** The annotators in groups as they are named; the groups take the batches in turn. */
function rotateGroups(
  annotators: readonly string[],
  { batches, overlap, chance }: { batches: number; overlap: number; chance: Chance },
): string[][] {
  const groups = Array.from({ length: annotators.length / overlap }, (_, group) =>
    annotators.slice(group * overlap, (group + 1) * overlap),
  );
  const inTurn = Array.from({ length: batches }, (_, index) => groups[index % groups.length] ?? []);
  return shuffle(inTurn, chance("groups"));
}

const byKey = (a: ImageToDeal, b: ImageToDeal) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
