import { badFile } from "../fileFailure.ts";

/** Scores converted to whole numbers add up to one of these. */
const wholes = [100, 255, 256, 1000, 10_000];
/** With fewer images, rankings may add up to it by chance. */
const minImages = 5;

/**
 * Tells whole-number scores of each label (percent, shares of 255) from label indices, as which they would be read:
 * apart from rounding, they have the same sum in every image.
 */
export class SameSums {
  private images = 0;
  private possible: number[] = wholes;

  add(values: ArrayLike<number>, from: number, length: number): void {
    if (this.possible.length === 0) return;
    this.images++;
    let sum = 0;
    for (let at = from; at < from + length; at++) sum += values[at]!;
    this.possible = this.possible.filter((whole) => length > 1 && Math.abs(sum - whole) <= length / 2);
  }

  /** @throws Failure `bad-file` */
  refuse(file: string): void {
    const [whole] = this.possible;
    if (whole === undefined || this.images < minImages) return;
    throw badFile(
      file,
      `its whole numbers add up to ${whole} in every image, as scores of all labels do: as label indices, the best first, they would mean something else. Save scores as floating point numbers.`,
    );
  }
}
