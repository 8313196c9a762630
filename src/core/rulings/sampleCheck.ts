import { finiteCountInterval } from "../../stats/intervals/shares/finiteCountInterval.ts";

/** Images that somebody looks at before a ruling changes any: all of them where there are no more. */
export const sampleSize = 20;

/** The share of the images looked at that has to be right. */
export const rightAtLeast = 0.95;

interface Judged {
  judged: number;
  right: number;
}

/**
 * On how many of all images a ruling is right, by a simple random sample of them: the share, and its exact 95 % bounds, which
 * know how many images there are.
 *
 * @returns null where nothing was looked at
 */
export function boundRight({ images, judged, right }: Judged & { images: number }): {
  share: number;
  interval: [number, number];
} | null {
  if (judged === 0) return null;
  const [low, high] = finiteCountInterval(images, judged, right);
  return { share: right / judged, interval: [low / images, high / images] };
}

/** Whether a ruling may be applied without a reason why. */
export const isSureEnough = ({ judged, right }: Judged): boolean =>
  judged > 0 && right >= rightAtLeast * judged;
