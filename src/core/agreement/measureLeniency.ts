import type { Interval } from "../../stats/intervals/interval.ts";
import type { Ends } from "../../stats/intervals/units/addedUnitsIntervals.ts";
import { type Estimate, estimateAll, type Resampling, withReason } from "../estimate.ts";
import { type GroupedVotes, listYesSets } from "./groupVotes.ts";

/** How many labels an annotator chooses, compared with the partners on the same images. */
export interface Leniency {
  annotator: string;
  /** Images that the annotator and at least one other voted on. */
  images: number;
  /** Labels per image; null without images. */
  own: number | null;
  ownInterval: Interval | null;
  /** Labels per image of the partners: mean over the partners of an image, then over images. */
  partners: number | null;
  partnersInterval: Interval | null;
  /** Only where `own` and `partners` are null. */
  reason?: string;
  /** Only where they have no interval. */
  intervalMissing?: string;
  /** `own` less `partners`: above 0 chooses more labels than the partners do. */
  difference: Estimate;
}

/** Each annotator's leniency, in the order of `votes.annotators`. */
export function measureLeniency(votes: GroupedVotes, { replicates, seed }: Resampling): Leniency[] {
  const terms: [images: number, own: number, partners: number][][] = votes.annotators.map(() => []);
  for (const image of votes.images) {
    if (image.annotators.length < 2) continue;
    const sizes = listYesSets(image).map((set) => set.length);
    const all = sizes.reduce((sum, size) => sum + size, 0);
    for (const [row, annotator] of image.annotators.entries()) {
      const own = sizes[row]!;
      terms[annotator]!.push([1, own, (all - own) / (sizes.length - 1)]);
    }
  }
  return votes.annotators.map((annotator, at) => {
    const [own, partners, difference] = estimateAll(
      terms[at]!,
      ([n = 0, mine = 0, theirs = 0]) =>
        n === 0 ? [null, null, null] : [mine / n, theirs / n, (mine - theirs) / n],
      { replicates, seed: `${seed} leniency ${annotator}` },
      oneLabelApart(terms[at]!),
    );
    const n = terms[at]!.length;
    const reason = withReason(difference!.value, "no image with a partner");
    return {
      annotator,
      images: n,
      own: own!.value,
      ownInterval: notBelow0(own!.interval),
      partners: partners!.value,
      partnersInterval: notBelow0(partners!.interval),
      ...reason,
      ...(own!.intervalMissing !== undefined && { intervalMissing: own!.intervalMissing }),
      difference: { ...difference!, n, ...reason },
    };
  });
}

const notBelow0 = (interval: Interval | null): Interval | null =>
  interval && [Math.max(0, interval[0]), interval[1]];

/**
 * Images as the mean one, but with a label more and with a label fewer than the partners chose: the least difference.
 * Images on which both chose as many tell little of how much they differ.
 */
function oneLabelApart(terms: readonly (readonly number[])[]): Ends {
  const mean = (at: number) => terms.reduce((sum, row) => sum + row[at]!, 0) / Math.max(1, terms.length);
  const [own, partners] = [mean(1), mean(2)];
  return {
    added: [
      [1, own + 0.5, partners - 0.5],
      [1, own - 0.5, partners + 0.5],
    ],
    ranges: [null, null, null],
    telling: [undefined, undefined, terms.filter((row) => row[1] !== row[2]).length],
  };
}
