import { quantile } from "../../stats/intervals/quantile.ts";
import type { Range } from "../range.ts";
import type { Stage } from "../tasks/stage.ts";

/** People with fewer images than this do not tell how long an image takes. */
export const minImages = 10;
/** Fewer people than this do not tell how much people differ. */
export const minPeople = 3;

/**
 * Seconds that an image takes, from those already done: the mean over all images, which is what a sum of work needs,
 * and the 10th and the 90th percentile of people's own means, because people differ far more than images do.
 *
 * @param byPerson each person's images and seconds in all
 * @returns null where fewer than `minPeople` have done `minImages`
 */
export function measureSeconds(byPerson: readonly { images: number; seconds: number }[]): Range | null {
  const enough = byPerson.filter(({ images }) => images >= minImages);
  if (enough.length < minPeople) return null;
  const images = enough.reduce((sum, person) => sum + person.images, 0);
  const seconds = enough.reduce((sum, person) => sum + person.seconds, 0);
  const means = enough.map((person) => person.seconds / person.images).sort((a, b) => a - b);
  const likely = seconds / images;
  return {
    low: Math.min(likely, quantile(means, 0.1)!),
    likely,
    high: Math.max(likely, quantile(means, 0.9)!),
  };
}

/** The same of the images that people did in a stage. */
export const secondsOfStage = (
  rows: readonly { person: string; stage: Stage; images: number; seconds: number }[],
  stage: Stage,
): Range | null =>
  measureSeconds(
    Array.from(
      Map.groupBy(
        rows.filter((row) => row.stage === stage),
        ({ person }) => person,
      ).values(),
      (own) => ({
        images: own.reduce((sum, row) => sum + row.images, 0),
        seconds: own.reduce((sum, row) => sum + row.images * row.seconds, 0),
      }),
    ),
  );
