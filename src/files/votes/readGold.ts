import { extname } from "node:path";
import { shareOfYes } from "../../stats/agreement/shareOfYes.ts";
import { badFile, badRow, quoted } from "../fileFailure.ts";
import type { FileReading } from "../fileReading.ts";
import { imageName } from "../images/imageName.ts";
import { LabelParser } from "../labels/labelParser.ts";
import { type LabelFileOptions, labelReading, readLabelFile } from "../labels/readLabelFile.ts";
import { AnswerReader } from "../text/answerReader.ts";
import { plainText } from "../text/plainText.ts";
import { readCsvHeader, readCsvRows } from "../text/readCsvRows.ts";
import type { NotAsked } from "./notAsked.ts";
import { readVotes } from "./readVotes.ts";
import { describeColumns } from "./readVotesCsv.ts";
import { voteColumns } from "./voteColumns.ts";

type OnReading = (reading: FileReading) => void;

/** How labels and experts' votes are understood. */
export interface GoldOptions extends LabelFileOptions {
  notAsked?: NotAsked | undefined;
}

/** Labels of images whose truth is known. */
export interface GoldTruth {
  /** 1 yes, 0 no; undefined if the truth is not known. */
  find: (image: string, label: string) => 0 | 1 | undefined;
}

/**
 * Reads the true answers of gold questions from one of: experts' votes (`.npz`, or CSV with a column `annotator`),
 * whose majority is the truth, a tie being no; CSV `image,label,answer` with yes or no; a file of labels in any form,
 * complete for the images it names. A file that names no images is refused.
 *
 * @param options how labels are understood, both in the file and when they are looked up
 * @param onReading gets what was read of the file
 * @throws Failure `bad-file` with the row, `not-found`
 */
export async function readGold(
  file: string,
  options: GoldOptions = {},
  onReading: OnReading = () => {},
): Promise<GoldTruth> {
  const extension = extname(file).toLowerCase();
  if (extension === ".npz") return fromExperts(file, options, onReading);
  if (extension !== ".csv" && extension !== ".tsv") return fromLabels(file, options, onReading);
  const header = (await readCsvHeader(file)).map((name) => plainText(name).toLowerCase());
  const has = (column: "annotator" | "answer") =>
    [column, ...voteColumns.aliases[column]].some((name) => header.includes(name));
  if (has("annotator")) return fromExperts(file, options, onReading);
  return has("answer") ? fromAnswers(file, options, onReading) : fromLabels(file, options, onReading);
}

async function fromExperts(
  file: string,
  { notAsked, ...options }: GoldOptions,
  onReading: OnReading,
): Promise<GoldTruth> {
  const votes = await readVotes(file, {
    notAsked,
    onReading: (reading) =>
      onReading({ ...reading, notes: [...reading.notes, "their majority is the truth, a tie is no"] }),
  });
  const shares = shareOfYes(votes);
  const truth = new Truth(options);
  for (const [item, { image, label }] of votes.items.entries()) {
    truth.set(image, label, shares[item]! > 0.5 ? 1 : 0);
  }
  return truth;
}

async function fromAnswers(
  file: string,
  options: LabelFileOptions,
  onReading: OnReading,
): Promise<GoldTruth> {
  const truth = new Truth(options);
  const parser = new LabelParser(options);
  const answers = new AnswerReader();
  const columns = { required: ["image", "label", "answer"], aliases: voteColumns.aliases };
  const reading = describeColumns(await readCsvHeader(file), columns, { file, format: "a row per answer" });
  for await (const { row, cells } of readCsvRows(file, columns)) {
    const answer = answers.find(cells.answer!);
    const image = imageName(cells.image!);
    const labels = parser.parse(cells.label!, `${file}, row ${row}`);
    const [label] = labels;
    if (label === undefined || labels.length > 1) {
      throw badRow(file, row, `${quoted(cells.label!)} is not one label. A gold question is about one.`);
    }
    if (answer !== "yes" && answer !== "no") {
      throw badRow(
        file,
        row,
        `the answer ${quoted(cells.answer!)} is not yes or no. Gold questions have one true answer.`,
      );
    }
    if (truth.find(image, label) !== undefined) {
      throw badRow(
        file,
        row,
        `the label ${quoted(label)} of the image ${quoted(image)} has an answer above. Keep one.`,
      );
    }
    truth.set(image, label, answer === "yes" ? 1 : 0);
  }
  onReading({ ...reading, notes: answers.describe() });
  return truth;
}

async function fromLabels(file: string, options: LabelFileOptions, onReading: OnReading): Promise<GoldTruth> {
  const read = await readLabelFile(file, options);
  const { isKeyed, rows } = read;
  const reading = labelReading(read, options);
  onReading({
    file,
    ...reading,
    notes: [...reading.notes, "labels that it does not name on an image are no"],
  });
  if (!isKeyed) {
    throw badFile(
      file,
      "it names no images, so nobody can tell which questions it answers. Use a form that does.",
    );
  }
  const labelsOf = new Map(rows.map(({ image, labels }) => [image, new Set(labels)]));
  const plain = plainLabel(options);
  return {
    find: (image, label) => {
      const labels = labelsOf.get(image);
      return labels === undefined ? undefined : labels.has(plain(label)) ? 1 : 0;
    },
  };
}

/** A label in the form of `LabelParser`: votes may name labels by any text. */
function plainLabel({ meaning }: LabelFileOptions): (label: string) => string {
  return (label) => {
    const found = meaning?.find(label);
    if (found !== undefined) return String(found);
    return /^\d{1,15}$/.test(label) ? String(Number(label)) : label;
  };
}

class Truth implements GoldTruth {
  private readonly byImage = new Map<string, Map<string, 0 | 1>>();
  private readonly plain: (label: string) => string;

  constructor(options: LabelFileOptions) {
    this.plain = plainLabel(options);
  }

  find(image: string, label: string): 0 | 1 | undefined {
    return this.byImage.get(image)?.get(this.plain(label));
  }

  set(image: string, label: string, truth: 0 | 1): void {
    const labels = this.byImage.get(image) ?? new Map<string, 0 | 1>();
    this.byImage.set(image, labels.set(this.plain(label), truth));
  }
}
