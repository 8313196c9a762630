import { ratioInterval, sumRatio } from "../../stats/intervals/units/ratioInterval.ts";
import type { EvaluatedShare } from "./evaluatedNumbers.ts";

/** What a model said of a picture, or a part of one, about a label. */
export interface Heard {
  /** The label is first of all. */
  first: boolean;
  /** It is first once the image's other valid labels are set aside. */
  apart: boolean;
  /** It is among the first five. */
  top5: boolean;
}

/** What came of asking about one valid label of an image. */
export interface PatchProbe {
  /** The image's position in a list. */
  image: number;
  label: number;
  /** Valid labels of the image. */
  labels: number;
  whole: Heard;
  /** The patch around the place that speaks most for the label, and the one around the place that does least. */
  patch: Heard;
  elsewhere: Heard;
}

/** What a model says about a label. @param ranking labels, the best first, at least five deeper than the valid ones */
export function hear(ranking: ArrayLike<number>, label: number, valid: readonly number[]): Heard {
  const order = Array.from(ranking);
  const at = order.indexOf(label);
  const others = new Set(valid.filter((one) => one !== label));
  return {
    first: at === 0,
    apart: at >= 0 && order.slice(0, at).every((one) => others.has(one)),
    top5: at >= 0 && at < 5,
  };
}

const measures = ["first", "apart", "top5"] as const;
type Measured = Record<(typeof measures)[number], EvaluatedShare>;

export interface PatchGroup {
  /** Valid labels, and images that have them. */
  labels: number;
  images: number;
  whole: Measured;
  patch: Measured;
  elsewhere: Measured;
  /** Of the labels that are not first on the whole image, the others set aside: those that are in their patch. */
  recovered: EvaluatedShare;
}

export interface PatchReport {
  all: PatchGroup;
  /** Labels of images with one valid label, and with several. */
  single: PatchGroup;
  several: PatchGroup;
  /** By label, in their order: first with the image's other labels set aside, on whole images and in patches. */
  byLabel: { label: number; whole: EvaluatedShare; patch: EvaluatedShare }[];
}

/** A share of labels with its interval: labels of one image are not independent. */
function shareOf(probes: readonly PatchProbe[], isFound: (probe: PatchProbe) => boolean): EvaluatedShare {
  const byImage = new Map<number, [found: number, asked: number]>();
  for (const probe of probes) {
    const sums = byImage.get(probe.image) ?? [0, 0];
    byImage.set(probe.image, [sums[0] + Number(isFound(probe)), sums[1] + 1]);
  }
  const count = probes.filter(isFound).length;
  const total = probes.length;
  if (total === 0) return { count, total, share: null, interval: null, reason: "There is no such label." };
  return { count, total, share: count / total, interval: ratioInterval(sumRatio(byImage.values())) };
}

function describeGroup(probes: readonly PatchProbe[]): PatchGroup {
  const measure = (where: "whole" | "patch" | "elsewhere") =>
    Object.fromEntries(
      measures.map((name) => [name, shareOf(probes, (probe) => probe[where][name])]),
    ) as Measured;
  const missed = probes.filter(({ whole }) => !whole.apart);
  return {
    labels: probes.length,
    images: new Set(probes.map(({ image }) => image)).size,
    whole: measure("whole"),
    patch: measure("patch"),
    elsewhere: measure("elsewhere"),
    recovered: shareOf(missed, ({ patch }) => patch.apart),
  };
}

/** Whether a model knows each valid label when it is alone in a patch of the image, beside what it says of the whole. */
export function summarisePatches(probes: readonly PatchProbe[]): PatchReport {
  return {
    all: describeGroup(probes),
    single: describeGroup(probes.filter(({ labels }) => labels === 1)),
    several: describeGroup(probes.filter(({ labels }) => labels > 1)),
    byLabel: [...Map.groupBy(probes, ({ label }) => label)]
      .sort(([a], [b]) => a - b)
      .map(([label, some]) => ({
        label,
        whole: shareOf(some, ({ whole }) => whole.apart),
        patch: shareOf(some, ({ patch }) => patch.apart),
      })),
  };
}
