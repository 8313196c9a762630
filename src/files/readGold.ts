import { extname } from "node:path";
import { Failure } from "../contract/failure.ts";
import { shareOfYes } from "../stats/shareOfYes.ts";
import { badRow, quoted } from "./fileFailure.ts";
import { imageName } from "./imageName.ts";
import { readCsvRows } from "./readCsvRows.ts";
import { readLabelFile } from "./readLabelFile.ts";
import { readVotes } from "./readVotes.ts";

/** Labels of images whose truth is known. */
export interface GoldTruth {
  /** 1 yes, 0 no; undefined where the truth is not known. */
  find: (image: string, label: string) => 0 | 1 | undefined;
}

/**
 * Reads the truth of gold questions, from any of: experts' votes (`.npz`, or CSV with a column `annotator`), whose
 * majority is the truth, a tie being no; CSV `image,label,answer` with yes or no; a file of labels, which knows every
 * label of the images that it names. ReaL JSON names no images and is refused.
 *
 * @throws Failure `bad-file` with the row, `not-found`
 */
export async function readGold(file: string): Promise<GoldTruth> {
  if (extname(file).toLowerCase() === ".npz") return fromExperts(file);
  if (extname(file).toLowerCase() !== ".csv") return fromLabels(file);
  const columns = { required: ["image", "label"], optional: ["annotator", "answer"] };
  for await (const { cells } of readCsvRows(file, columns)) {
    if (cells.annotator !== undefined) return fromExperts(file);
    return cells.answer === undefined ? fromLabels(file) : fromAnswers(file);
  }
  throw new Failure("bad-file", `${file} has no row below its header. Gold questions are needed there.`);
}

async function fromExperts(file: string): Promise<GoldTruth> {
  const votes = await readVotes(file);
  const shares = shareOfYes(votes);
  const truth = new Truth();
  for (const [item, { image, label }] of votes.items.entries()) {
    truth.set(image, label, shares[item]! > 0.5 ? 1 : 0);
  }
  return truth;
}

async function fromAnswers(file: string): Promise<GoldTruth> {
  const truth = new Truth();
  for await (const { row, cells } of readCsvRows(file, { required: ["image", "label", "answer"] })) {
    const { label, answer } = cells;
    const image = imageName(cells.image!);
    if (answer !== "yes" && answer !== "no") {
      throw badRow(
        file,
        row,
        `the answer ${quoted(answer!)} is not yes or no. Gold questions have one true answer.`,
      );
    }
    if (truth.find(image, label!) !== undefined) {
      throw badRow(file, row, `the label ${label} of the image ${image} has an answer above. Keep one.`);
    }
    truth.set(image, label!, answer === "yes" ? 1 : 0);
  }
  return truth;
}

async function fromLabels(file: string): Promise<GoldTruth> {
  const { format, rows } = await readLabelFile(file);
  if (format === "real-json") {
    throw new Failure("bad-file", `${file} is ReaL JSON, which names no images. Use a form that does.`);
  }
  const labelsOf = new Map(rows.map(({ image, labels }) => [image, new Set(labels)]));
  return {
    find: (image, label) => {
      const labels = labelsOf.get(image);
      return labels === undefined ? undefined : labels.has(label) ? 1 : 0;
    },
  };
}

class Truth implements GoldTruth {
  private readonly byImage = new Map<string, Map<string, 0 | 1>>();

  find(image: string, label: string): 0 | 1 | undefined {
    return this.byImage.get(image)?.get(label);
  }

  set(image: string, label: string, truth: 0 | 1): void {
    const labels = this.byImage.get(image) ?? new Map<string, 0 | 1>();
    this.byImage.set(image, labels.set(label, truth));
  }
}
