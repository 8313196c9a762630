import { clopperPearsonInterval } from "../../../stats/intervals/shares/clopperPearsonInterval.ts";
import { marginAsPrinted } from "../../../stats/intervals/shares/marginAsPrinted.ts";
import { shareBootstrapInterval } from "../../../stats/intervals/shares/shareBootstrapInterval.ts";
import { shareInterval } from "../../../stats/intervals/shares/shareInterval.ts";
import { waldHalfWidth } from "../../../stats/intervals/shares/waldHalfWidth.ts";
import { wilsonInterval } from "../../../stats/intervals/shares/wilsonInterval.ts";
import type { Verdicts } from "../evaluateImages.ts";
import type { ImageFacts } from "../imageFacts.ts";
import type { CellShare, LabelCountCell } from "../modelEvaluation.ts";

/** With fewer images a share means nothing. */
const min = 2;

/** A share of a cell with all its intervals; all null with fewer than two images. */
function cellShare(count: number, total: number, whatIsMissing: string): CellShare {
  if (total < min) {
    const reason = total === 0 ? `no ${whatIsMissing}` : `a single ${whatIsMissing}`;
    return { count, total, ...nothing, reason };
  }
  const share = count / total;
  const half = waldHalfWidth(count, total)!;
  return {
    count,
    total,
    share,
    interval: shareInterval(count, total),
    wilson: wilsonInterval(count, total),
    wald: half === 0 ? null : [Math.max(0, share - half), Math.min(1, share + half)],
    waldHalfWidth: half,
    clopperPearson: clopperPearsonInterval(count, total),
    bootstrap: shareBootstrapInterval(count, total),
    ...(half === 0 ? { waldMissing: noWidth, bootstrapMissing: noWidth } : {}),
    asPrinted: marginAsPrinted(count, total),
  };
}

const noWidth = "all are right or all are wrong: it would have no width";

const nothing = {
  share: null,
  interval: null,
  wilson: null,
  wald: null,
  waldHalfWidth: null,
  clopperPearson: null,
  bootstrap: null,
  asPrinted: null,
};

const tallied = [
  "images",
  "withOriginal",
  "originals",
  "valids",
  "both",
  "originalOnly",
  "validWithOriginal",
  "validWithKept",
] as const;
type Tally = Record<(typeof tallied)[number], number>;

/**
 * A model by the number of valid labels.
 *
 * @param cap images with so many labels or more are `manyLabels`, together; none have more: those with just so many
 * @returns cells from 0 labels to the most that occur
 */
export function evaluateCells(
  facts: ImageFacts,
  verdicts: Verdicts,
  cap: number,
): { byLabelCount: LabelCountCell[]; manyLabels: LabelCountCell } {
  const tallies = tallyByCount(facts, verdicts);
  const withLabels = tallies.map(({ images }, count) => (count === 0 ? 0 : images / count));
  const inverse = (from: number) => withLabels.slice(from).reduce((sum, one) => sum + one, 0);
  const many = add(tallies.slice(cap));
  return {
    byLabelCount: tallies.map((tally, count) =>
      toCell(tally, { name: String(count), count, oneOfK: count === 0 ? null : 1 / count }),
    ),
    manyLabels: toCell(many, {
      name: tallies.length > cap + 1 ? `${cap}+` : String(cap),
      count: cap,
      oneOfK: many.images === 0 ? null : inverse(cap) / many.images,
    }),
  };
}

/** Position k is of the images with k labels. */
function tallyByCount(
  { images, labelCounts, hasOriginal, isKept }: ImageFacts,
  { top1, real }: Verdicts,
): Tally[] {
  const max = labelCounts.reduce((greatest, one) => Math.max(greatest, one), 0);
  const tallies = Array.from({ length: max + 1 }, () => add([]));
  for (let image = 0; image < images; image++) {
    const tally = tallies[labelCounts[image]!]!;
    const [original, valid] = [top1[image]!, real[image]!];
    tally.images++;
    tally.valids += valid;
    if (hasOriginal[image] === 0) continue;
    tally.withOriginal++;
    tally.originals += original;
    tally.both += original & valid;
    tally.originalOnly += original & (1 - valid);
    tally.validWithOriginal += valid;
    tally.validWithKept += valid & isKept[image]!;
  }
  return tallies;
}

const add = (tallies: readonly Tally[]): Tally =>
  Object.fromEntries(
    tallied.map((name) => [name, tallies.reduce((sum, tally) => sum + tally[name], 0)]),
  ) as Tally;

function toCell(
  tally: Tally,
  { name, count, oneOfK }: { name: string; count: number; oneOfK: number | null },
): LabelCountCell {
  const { images, withOriginal, originals, valids, both, originalOnly } = tally;
  const original = "image with an original label";
  return {
    labels: name,
    count,
    images,
    top1: cellShare(originals, withOriginal, original),
    real: cellShare(valids, count === 0 ? 0 : images, "image with a valid label"),
    originalIfValid: cellShare(both, tally.validWithOriginal, "valid prediction"),
    originalIfValidAndKept: cellShare(both, tally.validWithKept, "valid prediction"),
    originalNotValid: cellShare(originalOnly, withOriginal, original),
    oneOfK: images === 0 ? null : oneOfK,
    ...(images === 0 ? { oneOfKMissing: "no image" } : {}),
    ...(images > 0 && oneOfK === null ? { oneOfKMissing: "these images have no label" } : {}),
  };
}
