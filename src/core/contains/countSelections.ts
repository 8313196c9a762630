import type { Interval } from "../../stats/intervals/interval.ts";
import { shareInterval } from "../../stats/intervals/shares/shareInterval.ts";

/** One answer to CONTAINS: whether somebody saw an object of the label in the image. */
export interface ContainsAnswer {
  image: string;
  label: string;
  annotator: string;
  isTicked: boolean;
  /** For an image of which it is known: whether it holds the label. Undefined for all others. */
  control?: boolean | undefined;
}

/** How often people who were asked said that an image holds an object of a label. */
export interface Selection {
  label: string;
  ticked: number;
  /** At least 1. */
  asked: number;
  /** ticked / asked. */
  frequency: number;
  /** Of the frequency, 95 %. */
  interval: Interval;
}

export interface ControlledAnnotator {
  annotator: string;
  /** Answers on images of which it is known. */
  controls: number;
  /** Of these, wrong ones. */
  failed: number;
}

export interface Selections {
  /** By image, in the order of the answers; labels likewise. Controls are not counted. */
  byImage: Map<string, Selection[]>;
  /** Who answered more controls wrongly than is allowed: none of their answers are counted. */
  dropped: ControlledAnnotator[];
}

/**
 * Selection frequencies: of the people who were asked about a label of an image, how many ticked it.
 *
 * @param maxFailed share of an annotator's controls that may be wrong, from 0 to 1; who has no controls is kept
 * @see Tsipras et al. (2020), From ImageNet to Image Classification, section 3.1
 */
export function countSelections(
  answers: readonly ContainsAnswer[],
  { maxFailed }: { maxFailed: number },
): Selections {
  const controlled = new Map<string, ControlledAnnotator>();
  for (const { annotator, control, isTicked } of answers) {
    if (control === undefined) continue;
    const { controls, failed } = controlled.get(annotator) ?? { controls: 0, failed: 0 };
    const isWrong = control !== isTicked;
    controlled.set(annotator, { annotator, controls: controls + 1, failed: failed + (isWrong ? 1 : 0) });
  }
  const dropped = [...controlled.values()].filter((one) => failsControls(one, maxFailed));
  const without = new Set(dropped.map(({ annotator }) => annotator));

  const counts = new Map<string, Map<string, { ticked: number; asked: number }>>();
  for (const { image, label, annotator, isTicked, control } of answers) {
    if (control !== undefined) continue;
    const labels = counts.get(image) ?? new Map<string, { ticked: number; asked: number }>();
    counts.set(image, labels);
    const { ticked, asked } = labels.get(label) ?? { ticked: 0, asked: 0 };
    const isCounted = !without.has(annotator);
    labels.set(label, {
      ticked: ticked + (isCounted && isTicked ? 1 : 0),
      asked: asked + (isCounted ? 1 : 0),
    });
  }
  const byImage = new Map(
    [...counts].map(([image, labels]) => [
      image,
      [...labels].flatMap(([label, { ticked, asked }]) =>
        asked === 0 ? [] : [selectionOf(label, ticked, asked)],
      ),
    ]),
  );
  return { byImage, dropped };
}

/** Whether more of somebody's controls are wrong than may be; who has none fails none. */
export const failsControls = (
  { controls, failed }: Pick<ControlledAnnotator, "controls" | "failed">,
  maxFailed: number,
): boolean => failed > maxFailed * controls;

/** @param asked at least 1 */
export const selectionOf = (label: string, ticked: number, asked: number): Selection => ({
  label,
  ticked,
  asked,
  frequency: ticked / asked,
  interval: shareInterval(ticked, asked)!,
});
