import { countShared } from "../../stats/agreement/countShared.ts";
import { krippendorffAlpha } from "../../stats/agreement/krippendorffAlpha.ts";
import { jaccard } from "../../stats/metrics/jaccard.ts";
import { masi } from "../../stats/metrics/masi.ts";
import { type Estimate, estimateAll, estimateShare, type Resampling, withReason } from "../estimate.ts";
import { foundUnknown, type GroupedVotes, listYesSets, said, type VotedImage } from "./groupVotes.ts";

/** How far the annotators of an image chose the same set of labels; what was added by search counts. */
export interface SetAgreement {
  /** Images with two or more annotators. */
  images: number;
  /** Pairs of annotators of one image. */
  pairs: number;
  /** Share of pairs with equal sets: mean over the pairs of an image, then over images. */
  exactMatch: Estimate;
  /** Likewise, of the sets' Jaccard similarity. */
  jaccard: Estimate;
  /** Likewise, of the sets' MASI similarity. */
  masi: Estimate;
  alphaJaccard: Estimate;
  alphaMasi: Estimate;
  differences: SetDifferences;
}

/** Labels that one annotator of a pair chose and the other did not, by what the other said of them. */
export interface SetDifferences {
  all: number;
  no: number;
  maybe: number;
  /** The other never saw the label: it was in a group that stayed closed, or somebody added it by search. */
  unseen: number;
  /** Of `unseen`: who chose it had found it by search. The others stood in a closed group. null: not known. */
  found: number | null;
  /** Only where `found` is null. */
  foundMissing?: string;
}

/**
 * The votes on what every annotator of the image was shown, maybe included: here no difference is of a label that the
 * other never saw. Images without such a label have nothing to agree on, and are left out.
 */
export function keepShownToAll({ images, ...votes }: GroupedVotes): GroupedVotes {
  return { ...votes, images: images.flatMap(keepColumnsShown) };
}

function keepColumnsShown(image: VotedImage): VotedImage[] {
  const { annotators, labels, answers, found } = image;
  if (annotators.length < 2) return [];
  const width = labels.length;
  const isShown = labels.map(() => true);
  for (const [cell, answer] of answers.entries()) {
    if (answer === said.nothing) isShown[cell % width] = false;
  }
  const columns = labels.flatMap((_, column) => (isShown[column] ? [column] : []));
  if (columns.length === 0) return [];
  if (columns.length === width) return [image];
  const pick = (table: Uint8Array) => {
    const kept = new Uint8Array(annotators.length * columns.length);
    for (let row = 0; row < annotators.length; row++) {
      for (const [at, column] of columns.entries())
        kept[row * columns.length + at] = table[row * width + column]!;
    }
    return kept;
  };
  return [
    {
      ...image,
      labels: columns.map((column) => labels[column]!),
      answers: pick(answers),
      ...(found && { found: pick(found) }),
    },
  ];
}

/** @returns values that are null where no image has two annotators, or (alpha) where all sets are the same */
export function measureSetAgreement(
  votes: GroupedVotes,
  resampling: Resampling,
  nothing = noImages,
): SetAgreement {
  const images = votes.images.filter(({ annotators }) => annotators.length > 1);
  const units = images.map(listYesSets);
  const byJaccard = krippendorffAlpha(units, jaccard);
  const byMasi = krippendorffAlpha(units, masi);
  const terms = units.map((sets, at) => {
    const { within, answers, toAll } = byJaccard.terms[at]!;
    const other = byMasi.terms[at]!;
    return [1, ...compareSets(sets), answers, within, toAll, other.within, other.toAll];
  });
  const { expected: ofJaccard } = byJaccard;
  const { expected: ofMasi } = byMasi;
  const size = terms.reduce((sum, row) => sum + row[4]!, 0) / Math.max(1, terms.length);
  const measured = estimateAll(
    terms,
    ([n = 0, exact = 0, j = 0, m = 0, answers = 0, jIn = 0, jAll = 0, mIn = 0, mAll = 0]) => [
      n === 0 ? null : exact / n,
      n === 0 ? null : j / n,
      n === 0 ? null : m / n,
      resampledAlpha(jIn / answers, jAll / answers, ofJaccard),
      resampledAlpha(mIn / answers, mAll / answers, ofMasi),
    ],
    { ...resampling, seed: `${resampling.seed} sets` },
    {
      added: [
        [1, 1, 1, 1, size, 0, size * (ofJaccard ?? 0), 0, size * (ofMasi ?? 0)],
        [1, 0, 0, 0, size, size, size * (ofJaccard ?? 0), size, size * (ofMasi ?? 0)],
      ],
      ranges: [
        [0, 1],
        [0, 1],
        [0, 1],
        [-1, 1],
        [-1, 1],
      ],
    },
  );
  const share = estimateShare(
    terms.map(([, exact]) => exact!),
    resampling,
  );
  const alike = images.length === 0 ? nothing : "all sets are the same";
  const tell = (at: number, reason = nothing): Estimate => {
    const { value, ...rest } = at === 0 && share ? share : measured[at]!;
    return { value, ...rest, n: images.length, ...withReason(value, reason) };
  };
  return {
    images: images.length,
    pairs: images.reduce((sum, { annotators: { length } }) => sum + (length * (length - 1)) / 2, 0),
    exactMatch: tell(0),
    jaccard: tell(1),
    masi: tell(2),
    alphaJaccard: tell(3, alike),
    alphaMasi: tell(4, alike),
    differences: countDifferences(images),
  };
}

export const noSharedLabels = "no image has a label that two annotators and all others of it were shown";
export const noImages = "no image has two annotators";

/**
 * Alpha from the sums over drawn images. Any two answers' mean distance is a double sum over images; of a draw its
 * first-order part is taken, twice the drawn images' mean distance to all answers less that of all (Hájek's
 * projection), which is exact for the images as they are and needs only their sums.
 */
function resampledAlpha(observed: number, toAll: number, expected: number | null): number | null {
  if (expected === null || expected === 0) return null;
  const drawn = 2 * toAll - expected;
  return drawn > 0 ? 1 - observed / drawn : null;
}

/** Exact match, Jaccard and MASI: means over the pairs of an image's sets. */
function compareSets(sets: readonly (readonly number[])[]): [number, number, number] {
  let [exact, ofJaccard, ofMasi, pairs] = [0, 0, 0, 0];
  for (const [at, a] of sets.entries()) {
    for (const b of sets.slice(at + 1)) {
      const shared = countShared(a, b);
      if (shared === a.length && shared === b.length) exact++;
      ofJaccard += jaccard(a.length, b.length, shared);
      ofMasi += masi(a.length, b.length, shared);
      pairs++;
    }
  }
  return [exact / pairs, ofJaccard / pairs, ofMasi / pairs];
}

function countDifferences(images: readonly VotedImage[]): SetDifferences {
  const counts = [0, 0, 0, 0];
  let unseenAndFound = 0;
  for (const { annotators, labels, answers, found } of images) {
    for (let column = 0; column < labels.length; column++) {
      const ofLabel = [0, 0, 0, 0];
      for (let row = 0; row < annotators.length; row++) ofLabel[answers[row * labels.length + column]!]!++;
      // Each yes differs from each answer that is none.
      const yes = ofLabel[said.yes]!;
      for (const other of [said.no, said.maybe, said.nothing]) counts[other]! += yes * ofLabel[other]!;
      if (!found || ofLabel[said.nothing] === 0) continue;
      for (let cell = column; cell < answers.length; cell += labels.length) {
        if (answers[cell] === said.yes && found[cell] === 1) unseenAndFound += ofLabel[said.nothing]!;
      }
    }
  }
  const [no = 0, maybe = 0, , unseen = 0] = counts;
  const isKnown = images.length > 0 && images.every((image) => image.found);
  const counted = { all: no + maybe + unseen, no, maybe, unseen };
  if (isKnown) return { ...counted, found: unseenAndFound };
  return { ...counted, found: null, foundMissing: images.length === 0 ? noImages : foundUnknown };
}
