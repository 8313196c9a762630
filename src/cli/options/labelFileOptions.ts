import { resolve } from "node:path";
import type { Command } from "commander";
import { labelMeaning } from "../../actions/labels/labelMeaning.ts";
import { describeContent } from "../../files/fileReading.ts";
import { type LabelFile, labelReading, readLabelFile } from "../../files/labels/readLabelFile.ts";
import { labelSpaceWords, minProbability, unsortedLabels, wholeNumber } from "./options.ts";

/** The options that say how a file of labels is understood. */
export interface LabelFileFlags {
  labelSpace?: string;
  classes?: number;
  minProbability?: number;
  array?: string;
  unsortedLabels?: true;
}

export const addLabelFileOptions = (command: Command): Command =>
  command
    .option("--label-space <name>", labelSpaceWords)
    .option("--classes <number>", "how many labels there are, without a label space", wholeNumber(1))
    .option("--array <name>", "for .npz: which array (default: the only one)")
    .option(...minProbability)
    .option(...unsortedLabels);

/** @throws Failure those of `readLabelFile` and `findLabelSpace` */
export async function readLabelsAsSaid(file: string, flags: LabelFileFlags): Promise<LabelFile> {
  const { labelSpace, ...rules } = flags;
  const meaning = await labelMeaning(labelSpace);
  return readLabelFile(resolve(file), { meaning, ...rules });
}

/** What was read, for programs. */
export const readingJson = ({ format, width, used, unused }: LabelFile) => ({
  format,
  ...(width !== null && { labels: width }),
  used,
  unused,
});

/** What was read, in a line for people. */
export const formatReading = (read: LabelFile): string => `  read as ${describeContent(labelReading(read))}`;
