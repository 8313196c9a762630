import { type Command, InvalidArgumentError, Option } from "commander";
import { defaultDataFolder, programName } from "../../files/commandFor.ts";
import { plainText } from "../../files/text/plainText.ts";
import { notAskedCells } from "../../files/votes/notAsked.ts";

/** The options that every command on a data folder takes. */
export function addDataOptions(command: Command): Command {
  return command
    .option("--data <folder>", "the data folder", defaultDataFolder)
    .option("--json", "print the result as JSON on stdout");
}

/** Names, with spaces or commas between them. */
function names(text: string, before: string[] = []): string[] {
  const more = text.split(",").map(plainText);
  return [...before, ...more.filter((name) => name !== "")];
}

/** The option of every command that treats the models apart that labels were proposed by. */
export const proposers: [string, string, typeof names, string[]] = [
  "--proposers <names...>",
  "models that proposed the labels",
  names,
  [],
];

/** The options that every command on a project takes. */
export function addProjectOptions(command: Command): Command {
  return addDataOptions(command).option("--project <name>", "the project (default: the only one)");
}

/** Reads an option's value as a whole number. */
export function wholeNumber(min: number, max = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= min && number <= max) return number;
    const range = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`;
    throw new InvalidArgumentError(`It must be a whole number ${range}.`);
  };
}

/** With fewer draws, the ends of an interval are those of a handful. */
const minReplicates = 200;

/** Reads how often images are drawn anew: 0 for no intervals, or often enough. */
export function replicates(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && (number === 0 || (number >= minReplicates && number <= 100_000))) return number;
  throw new InvalidArgumentError(
    `It must be 0, for no intervals, or a whole number from ${minReplicates} to 100000: fewer draws give no interval that holds.`,
  );
}

/** The option of every command that reads a model file: megabytes on the command line, bytes to the program. */
export const modelSize: [string, string, (text: string) => number] = [
  "--max-model-size <megabytes>",
  "refuse larger model files (default: 2 GB, the most that an ONNX file can have)",
  (text) => wholeNumber(1, 2048)(text) * 2 ** 20,
];

/** Reads an option's value as a share. */
export function share(text: string): number {
  const number = Number(text);
  if (text.trim() !== "" && number >= 0 && number <= 1) return number;
  throw new InvalidArgumentError("It must be a number from 0 to 1.");
}

/** Reads a number greater than 0, such as a price. */
export function positive(text: string): number {
  const number = Number(text);
  if (text.trim() !== "" && number > 0 && Number.isFinite(number)) return number;
  throw new InvalidArgumentError("It must be a number greater than 0.");
}

/** Reads an option's value as a share above 0. */
export function positiveShare(text: string): number {
  const width = share(text);
  if (width > 0) return width;
  throw new InvalidArgumentError("It must be above 0.");
}

/** What `--label-space` is for, of every command that reads labels of a file. */
export const labelSpaceWords =
  "what labels mean, and their names: imagenet-1k, or the path of a file (see label-spaces/README.md)";

/** The option of every command that reads a file of labels, which may have probabilities. */
export const minProbability: [string, string, (text: string) => number] = [
  "--min-probability <p>",
  "of labels with a probability, take those above p",
  share,
];

/** The option of every command that reads a file of labels, whose lists can look like rankings. */
export const unsortedLabels: [string, string] = [
  "--unsorted-labels",
  "lists of labels of one length in no order are labels, not a model's rankings",
];

/** The option of every command that reads votes. */
export const notAsked = () =>
  new Option(
    "--not-asked <cells>",
    "in a table with a column for each label or annotator, nobody was asked where a cell is: empty; no (or 0, or empty); none (an empty cell is a no). Of Label Studio, what was not chosen is: not known (no), or a no (none)",
  ).choices(notAskedCells);

/** The option of every command that writes CSV with texts that people wrote. */
export const spreadsheet: [string, string] = [
  "--spreadsheet",
  "in CSV, put an apostrophe before text that a spreadsheet would run as a formula",
];

/** Help that ends with an example of the command. @param call without the program */
export const example = (call: string) => `\nExample:\n  $ ${programName()} ${call}\n`;
