import type { Interval } from "../../stats/intervals/interval.ts";
import { shareInterval } from "../../stats/intervals/shares/shareInterval.ts";
import { skewedMeanInterval } from "../../stats/intervals/skewedMeanInterval.ts";
import type { LabelSummary } from "./summarizeLabels.ts";

/** 95 %, over images: of the shares of images, and of the mean. */
export interface SummaryIntervals {
  none: Interval | null;
  one: Interval | null;
  two: Interval | null;
  more: Interval | null;
  multi: Interval | null;
  mean: Interval | null;
  /** Only where that of the mean is null. */
  meanMissing?: string;
}

/** How the numbers of a summary vary with the images; none has an interval where there are no images. */
export function intervalsOfSummary(summary: LabelSummary): SummaryIntervals {
  const { images, none, one, two, more, histogram } = summary;
  const share = (count: number) => shareInterval(count, images);
  const counts = new Float64Array(images);
  let at = 0;
  for (const [labels, times] of Object.entries(histogram)) {
    counts.fill(Number(labels), at, at + times);
    at += times;
  }
  const found = skewedMeanInterval(counts);
  const mean: Interval | null = found && [Math.max(0, found[0]), found[1]];
  return {
    none: share(none),
    one: share(one),
    two: share(two),
    more: share(more),
    multi: share(two + more),
    mean,
    ...(mean === null && { meanMissing: whyNone(images) }),
  };
}

const whyNone = (images: number) =>
  images === 0
    ? "there is no image"
    : images === 1
      ? "one image alone has no interval"
      : "all images have the same number of labels, so that they do not tell how it varies";
