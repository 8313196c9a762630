import { clopperPearsonInterval } from "../stats/clopperPearsonInterval.ts";
import { marginAsPrinted } from "../stats/marginAsPrinted.ts";
import { shareBootstrapInterval } from "../stats/shareBootstrapInterval.ts";
import { waldHalfWidth } from "../stats/waldHalfWidth.ts";
import { wilsonInterval } from "../stats/wilsonInterval.ts";
import type { CellShare, LabelCountCell } from "./evaluation.ts";

/** One image as a model's cells see it. */
export interface JudgedImages {
  /** Images [images], the number of valid labels. */
  labelCounts: ArrayLike<number>;
  /** 1 where the image has an original label, and where that is among the valid ones. */
  hasOriginal: Uint8Array;
  isKept: Uint8Array;
  /** 1 where the first prediction is the original label, and where it is a valid one. */
  isOriginal: Uint8Array;
  isValid: Uint8Array;
}

/** With fewer images a share says nothing. */
const fewest = 2;

/** A share of a cell with all its intervals; all null with fewer than two images. */
export function cellShare(count: number, of: number, whatIsMissing: string): CellShare {
  if (of < fewest) {
    const reason = of === 0 ? `no ${whatIsMissing}` : `a single ${whatIsMissing}`;
    return { count, of, ...nothing, reason };
  }
  const share = count / of;
  const half = waldHalfWidth(count, of)!;
  return {
    count,
    of,
    share,
    wilson: wilsonInterval(count, of),
    wald: [Math.max(0, share - half), Math.min(1, share + half)],
    waldHalfWidth: half,
    clopperPearson: clopperPearsonInterval(count, of),
    bootstrap: shareBootstrapInterval(count, of),
    asPrinted: marginAsPrinted(count, of),
  };
}

const nothing = {
  share: null,
  wilson: null,
  wald: null,
  waldHalfWidth: null,
  clopperPearson: null,
  bootstrap: null,
  asPrinted: null,
};

/**
 * A model on the images with from `least` to `most` valid labels.
 * @param name what the cell is called
 */
export function judgeCell(
  { labelCounts, hasOriginal, isKept, isOriginal, isValid }: JudgedImages,
  { name, least, most }: { name: string; least: number; most: number },
): LabelCountCell {
  let [images, judged, withBoth, originals, valids, both, originalOnly, oneOfK] = [0, 0, 0, 0, 0, 0, 0, 0];
  let [validWithOriginal, validWithKept] = [0, 0];
  for (let image = 0; image < labelCounts.length; image++) {
    const count = labelCounts[image]!;
    if (count < least || count > most) continue;
    images++;
    if (count > 0) {
      judged++;
      oneOfK += 1 / count;
      valids += isValid[image]!;
    }
    if (hasOriginal[image] === 0) continue;
    withBoth++;
    originals += isOriginal[image]!;
    validWithOriginal += isValid[image]!;
    validWithKept += isValid[image]! & isKept[image]!;
    if (isOriginal[image] === 1 && isValid[image] === 1) both++;
    if (isOriginal[image] === 1 && isValid[image] === 0) originalOnly++;
  }
  const original = "image with an original label";
  return {
    labels: name,
    count: least,
    images,
    top1: cellShare(originals, withBoth, original),
    real: cellShare(valids, judged, "image with a valid label"),
    originalIfValid: cellShare(both, validWithOriginal, "valid prediction"),
    originalIfValidAndKept: cellShare(both, validWithKept, "valid prediction"),
    originalNotValid: cellShare(originalOnly, withBoth, original),
    oneOfK: judged === 0 ? null : least === most ? 1 / least : oneOfK / judged,
  };
}
