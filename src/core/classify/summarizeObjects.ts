import type { EvaluatedShare } from "../evaluation/evaluatedNumbers.ts";
import { shareOf } from "../evaluation/evaluateShares.ts";
import type { JoinedAnswers } from "./joinAnswers.ts";

/** An image's answers, joined. */
export interface ClassifiedImage extends JoinedAnswers {
  /** The dataset's own labels of it. */
  originals: readonly number[];
  /** As many people have answered as are asked. */
  isComplete: boolean;
}

export interface ObjectsSummary {
  /** Images that have all their answers: of these, everything below. */
  images: number;
  /** Images that have some of them. */
  pending: number;
  answers: number;
  /** By how many objects they hold, from none. */
  byCount: (EvaluatedShare & { objects: number })[];
  several: EvaluatedShare;
  /** Another object than the original label's is the main one: of images with several objects, one of which bears it. */
  mainDiffers: EvaluatedShare;
  /** No object bears the original label: of images with objects and one original label. */
  originalAbsent: EvaluatedShare;
}

/** How many objects images hold, and how the main one stands to the original label. */
export function summarizeObjects(images: Iterable<ClassifiedImage>): ObjectsSummary {
  const counts: number[] = [];
  const sums = { pending: 0, answers: 0, withOriginal: 0, absent: 0, severalWithOriginal: 0, differs: 0 };
  let complete = 0;
  for (const { isComplete, answers, objects: found, originals } of images) {
    if (!isComplete) {
      sums.pending++;
      continue;
    }
    complete++;
    sums.answers += answers;
    const count = found?.objects.length ?? 0;
    counts[count] = (counts[count] ?? 0) + 1;
    if (!found || originals.length !== 1) continue;
    sums.withOriginal++;
    if (found.originalObject === null) sums.absent++;
    else if (count > 1) {
      sums.severalWithOriginal++;
      if (found.originalObject !== found.mainObject) sums.differs++;
    }
  }
  const none = "no image has all its answers";
  const several = counts.slice(2).reduce((sum, count = 0) => sum + count, 0);
  return {
    images: complete,
    pending: sums.pending,
    answers: sums.answers,
    byCount: Array.from(counts, (count = 0, objects) => ({ objects, ...shareOf(count, complete, none) })),
    several: shareOf(several, complete, none),
    mainDiffers: shareOf(
      sums.differs,
      sums.severalWithOriginal,
      "no image has several objects, one of which bears its original label",
    ),
    originalAbsent: shareOf(sums.absent, sums.withOriginal, "no image with objects has one original label"),
  };
}
