import type { Interval } from "../../stats/intervals/interval.ts";
import { shareInterval } from "../../stats/intervals/shares/shareInterval.ts";
import { compareLabels } from "./countLabels.ts";

/** An image with its labels. */
export interface LabelledImage {
  image: string;
  /** Each once. */
  labels: readonly string[];
}

/** How two files of labels differ. */
export interface LabelDiff {
  onlyInA: number;
  onlyInB: number;
  /** Images in both files; everything below is about them. */
  inBoth: number;
  /** Images with the same set of labels. */
  same: number;
  changed: number;
  /** `changed` of `inBoth`; null where no image is in both. */
  changedShare: number | null;
  /** 95 %, see stats/intervals/shares/shareInterval. */
  changedShareInterval: Interval | null;
  /** Only where no image is in both. */
  reason?: string;
  /** Labels of images that B has and A has not, and the other way round. */
  gained: number;
  lost: number;
  /** Labels that were gained or lost, those with the most changes first. */
  byLabel: { label: string; gained: number; lost: number; inA: number; inB: number }[];
}

/** What became of the labels of one image. */
export interface ImageDiff {
  image: string;
  gained: string[];
  lost: string[];
}

/**
 * Compares two label sets of the same images.
 *
 * @param a before; each image once
 * @param b after; each image once
 * @returns the counts, and the changed images in the order of `a`
 */
export function diffLabels(
  a: readonly LabelledImage[],
  b: readonly LabelledImage[],
): { diff: LabelDiff; images: ImageDiff[]; onlyInA: string[]; onlyInB: string[] } {
  const after = new Map(b.map(({ image, labels }) => [image, new Set(labels)]));
  const before = new Set(a.map(({ image }) => image));
  const rows = new Map<string, LabelDiff["byLabel"][number]>();
  const rowOf = (label: string) => {
    const row = rows.get(label) ?? { label, gained: 0, lost: 0, inA: 0, inB: 0 };
    rows.set(label, row);
    return row;
  };
  const images: ImageDiff[] = [];
  for (const { image, labels } of a) {
    const now = after.get(image);
    if (!now) continue;
    const was = new Set(labels);
    for (const label of was) rowOf(label).inA++;
    for (const label of now) rowOf(label).inB++;
    const gained = [...now].filter((label) => !was.has(label)).sort(compareLabels);
    const lost = [...was].filter((label) => !now.has(label)).sort(compareLabels);
    for (const label of gained) rowOf(label).gained++;
    for (const label of lost) rowOf(label).lost++;
    if (gained.length + lost.length > 0) images.push({ image, gained, lost });
  }
  const onlyInA = a.filter(({ image }) => !after.has(image)).map(({ image }) => image);
  const onlyInB = b.filter(({ image }) => !before.has(image)).map(({ image }) => image);
  const inBoth = a.length - onlyInA.length;
  const diff = {
    onlyInA: onlyInA.length,
    onlyInB: onlyInB.length,
    inBoth,
    same: inBoth - images.length,
    changed: images.length,
    changedShare: inBoth === 0 ? null : images.length / inBoth,
    changedShareInterval: shareInterval(images.length, inBoth),
    ...(inBoth === 0 && { reason: "no image is in both" }),
    gained: images.reduce((sum, { gained }) => sum + gained.length, 0),
    lost: images.reduce((sum, { lost }) => sum + lost.length, 0),
    byLabel: [...rows.values()]
      .filter(({ gained, lost }) => gained + lost > 0)
      .sort((x, y) => y.gained + y.lost - x.gained - x.lost || compareLabels(x.label, y.label)),
  };
  return { diff, images, onlyInA, onlyInB };
}
