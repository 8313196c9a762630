import { badFile } from "../fileFailure.ts";

/** If the chance that all rankings ascend by accident is below this, the lists are sorted by label. */
const byAccident = 0.01;

/**
 * Watches lists of labels that are read as rankings because nothing else is known about them. A list in ascending order
 * does not say which label a model thinks best; of k labels, one ranking in k! ascends by accident.
 */
export class AscendingLists {
  private chance = 1;
  private isOrdered = false;

  /** @param length number of labels in `values` from `from` on; -1 marks an earlier end */
  add(values: ArrayLike<number>, from = 0, length = values.length): void {
    if (this.isOrdered) return;
    for (let at = 1; at < length && values[from + at] !== -1; at++) {
      if (values[from + at]! < values[from + at - 1]!) {
        this.isOrdered = true;
        return;
      }
      this.chance /= at + 1;
    }
  }

  /** @throws Failure `bad-file` with both meanings */
  refuse(file: string): void {
    if (this.isOrdered || this.chance > byAccident) return;
    throw badFile(
      file,
      "it has neither scores nor ranks, and the labels of every image ascend. These can be labels of images, or a model's rankings, the best first. Save scores or ranks with them, or, if they are rankings all the same, say --ascending-ranks.",
    );
  }
}

/** Whether a file itself states the order of the labels. */
export const hasRanks = ({ used }: { used: readonly { as: string }[] }): boolean =>
  used.some(({ as }) => as === "rank" || as.endsWith("by rank"));
