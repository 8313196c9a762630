import { studentQuantile } from "../../stats/distributions/studentQuantile.ts";
import type { Interval } from "../../stats/intervals/interval.ts";

/** What can need a lead's attention. */
export const matterKinds = [
  "backup",
  "job",
  "flag",
  "question",
  "mention",
  "skipped",
  "used-up",
  "left",
  "idle",
  "free",
  "lenient",
  "drift",
  "invitation",
  "unreadable",
  "unproposed",
] as const;
export type MatterKind = (typeof matterKinds)[number];

/**
 * Whether a lead's word settles it. Of the others, something must be decided, or they go by themselves once it has
 * happened.
 */
export const endsByWord: Readonly<Record<MatterKind, boolean>> = {
  backup: false,
  job: true,
  flag: true,
  question: true,
  mention: true,
  skipped: false,
  "used-up": false,
  left: false,
  idle: true,
  free: true,
  lenient: true,
  drift: true,
  invitation: true,
  unreadable: true,
  unproposed: true,
};

/** A matter as it stands: what changes about it makes it another one, which wants the lead anew. */
export const matterId = (kind: MatterKind, ...parts: readonly (string | number)[]): string =>
  [kind, ...parts].join(" ");

/** Days of inactivity by somebody who has work, after which it is reported. */
export const idleDays = 3;

/** Images that somebody must share with partners before their labels are set beside theirs. */
export const lenientImages = 20;
const lenientRatio = 2;

/** Of the images that a person shares with partners: how many there are, and what was chosen on them. */
export interface Shared {
  images: number;
  /** Labels that the person chose on them, and that their partners did: of each image, the partners' mean. */
  own: number;
  partners: number;
  /** Of the images' differences between the two: the sum of their squares. */
  squares: number;
}

/** The 95 % interval of the mean difference of an image; null where all differ alike, which does not tell how they vary. */
export function differenceInterval({ images, own, partners, squares }: Shared): Interval | null {
  const mean = (own - partners) / images;
  const left = squares - images * mean ** 2;
  if (images < 2 || left < 1e-9 * images) return null;
  const half = studentQuantile(0.975, images - 1) * Math.sqrt(left / (images - 1) / images);
  return [mean - half, mean + half];
}

/**
 * Whether somebody chooses twice as many labels as their partners do on the same images, and the interval of the
 * difference says that it is no chance.
 */
export function isLenient(shared: Shared): boolean {
  if (shared.images < lenientImages || shared.own < lenientRatio * shared.partners) return false;
  return (differenceInterval(shared)?.[0] ?? 1) > 0;
}
