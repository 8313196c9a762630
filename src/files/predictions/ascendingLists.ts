import { badFile } from "../fileFailure.ts";

/** Rankings whose labels all happen to ascend are rarer than this: then the lists are sorted by label. */
const byAccident = 0.01;

/**
 * Follows lists of labels that are read as rankings because nothing else is known of them. A list of labels in ascending
 * order says nothing of which one a model thinks best; of k labels, one ranking in k! is in this order by accident.
 */
export class AscendingLists {
  private chance = 1;
  private isOrdered = false;

  /** @param length labels of `values` from `from` on, -1 where the list has ended */
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

/** Whether a file says itself in which order labels are. */
export const hasRanks = ({ used }: { used: readonly { as: string }[] }): boolean =>
  used.some(({ as }) => as === "rank" || as.endsWith("by rank"));
