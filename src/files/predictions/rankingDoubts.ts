import { badFile } from "../fileFailure.ts";

/** A file with more than this share of images whose best label is not known has no first labels to evaluate. */
const maxTied = 0.5;

/**
 * Counts images of which a file does not say what is first: the best score is that of several labels (rounded scores,
 * saturated sigmoids, 0 and 1 for labels that are there or not), or there is no label at all.
 */
export class RankingDoubts {
  private images = 0;
  private tied = 0;
  private empty = 0;

  /**
   * @param labels how many the image has
   * @param scores of an image; null where the order of the labels is all that is known
   */
  add(labels: number, scores: ArrayLike<number> | null): void {
    this.images++;
    if (labels === 0) this.empty++;
    if (scores !== null && isShared(scores)) this.tied++;
  }

  /** What is to be said of the file. @throws Failure `bad-file` where it tells too little to evaluate it */
  finish(file: string): string[] {
    const { images, tied, empty } = this;
    if (images > 0 && empty === images) {
      throw badFile(file, `it names no label ${this.total(empty)}: there is no prediction to evaluate.`);
    }
    if (tied > maxTied * images) {
      throw badFile(
        file,
        `its best score is that of several labels ${this.total(tied)}, so nobody can tell which is first. If the scores were rounded, or are 0 and 1 for labels that are there or not, save the model's own scores.`,
      );
    }
    return this.notes();
  }

  /** What is to be said of a file whose order of labels is not evaluated. */
  notes(): string[] {
    const { tied, empty } = this;
    return [
      ...(tied > 0
        ? [`the best score is that of several labels ${this.total(tied)}: the least index is first`]
        : []),
      ...(empty > 0 ? [`no label ${this.total(empty)}: these count as wrong`] : []),
    ];
  }

  private total(count: number): string {
    const { images } = this;
    return `on ${count.toLocaleString("en")} of ${images.toLocaleString("en")} ${images === 1 ? "image" : "images"}`;
  }
}

/** Whether the greatest of several numbers is there more than once. */
function isShared(scores: ArrayLike<number>): boolean {
  let greatest = Number.NEGATIVE_INFINITY;
  let times = 0;
  for (let at = 0; at < scores.length; at++) {
    const score = scores[at]!;
    if (score > greatest) {
      greatest = score;
      times = 1;
    } else if (score === greatest) times++;
  }
  return times > 1;
}
