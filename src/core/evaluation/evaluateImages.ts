import { firstRight } from "../../stats/metrics/firstRight.ts";
import type { TopLabels } from "../../stats/metrics/topLabels.ts";
import type { ImageFacts } from "./imageFacts.ts";

/** Whether a model is right about each image, 1 or 0 [images]. */
export interface Verdicts {
  /** The first prediction; -1 where there is none. */
  first: Int32Array;
  top1: Uint8Array;
  /** null where fewer than five labels are held. */
  top5: Uint8Array | null;
  real: Uint8Array;
  realTop5: Uint8Array | null;
  /** Top-1 of images that have a valid label. */
  top1OnReal: Uint8Array;
}

export function evaluateImages(
  top: TopLabels,
  { images, valid, originals, hasLabels }: ImageFacts,
): Verdicts {
  const [onOriginal, onValid] = [firstRight(top, originals), firstRight(top, valid)];
  // Plain loops: `from` with a function takes ten times as long, and this is asked of every image of every model.
  const among = (places: Int32Array, k: number) => {
    const right = new Uint8Array(images);
    for (let image = 0; image < images; image++) {
      if (places[image]! >= 0 && places[image]! < k) right[image] = 1;
    }
    return right;
  };
  const first = new Int32Array(images);
  for (let image = 0; image < images; image++) first[image] = top.labels[image * top.depth]!;
  const top1 = among(onOriginal, 1);
  const top1OnReal = new Uint8Array(images);
  for (let image = 0; image < images; image++) top1OnReal[image] = top1[image]! & hasLabels[image]!;
  return {
    first,
    top1,
    top5: top.depth < 5 ? null : among(onOriginal, 5),
    real: among(onValid, 1),
    realTop5: top.depth < 5 ? null : among(onValid, 5),
    top1OnReal,
  };
}
