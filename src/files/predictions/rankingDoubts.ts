import { badFile } from "../fileFailure.ts";

/** If the best label is unknown for more than this share of images, a file has no first labels to evaluate. */
const maxTied = 0.5;

/**
 * Counts images whose first label a file does not determine: several labels share the best score (rounded scores,
 * saturated sigmoids, 0 and 1 for absent and present labels), or there is no label at all.
 */
export class RankingDoubts {
  private images = 0;
  private tied = 0;
  private empty = 0;

  /**
   * @param labels how many the image has
   * @param scores of an image; null if only the order of the labels is known
   */
  add(labels: number, scores: ArrayLike<number> | null): void {
    this.images++;
    if (labels === 0) this.empty++;
    if (scores !== null && isShared(scores)) this.tied++;
  }

  /** Notes on the file. @throws Failure `bad-file` if it tells too little to be evaluated */
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

  /** Notes on a file whose order of labels is not evaluated. */
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

/** Whether the greatest number occurs more than once. */
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
