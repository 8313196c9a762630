import { badRow } from "../fileFailure.ts";
import type { FileReading } from "../fileReading.ts";
import {
  badWidth,
  type CsvColumns,
  type Delimiter,
  findColumns,
  findDelimiter,
  readCsvHeader,
  readCsvRows,
  readHeader,
} from "../text/readCsvRows.ts";
import { readText } from "../text/readText.ts";
import { VotesCollector } from "./collectVotes.ts";
import type { Votes } from "./votes.ts";

/** The columns of Votes CSV, and what other programs call them. */
export const voteColumns = {
  required: ["image", "label", "annotator", "answer"],
  aliases: {
    image: ["filename", "image_name", "file", "path", "file_name", "image_id"],
    label: ["class", "category"],
    annotator: ["annotator_id", "rater", "rater_id", "worker", "worker_id", "user", "user_id", "person"],
    answer: ["response", "vote", "judgement", "judgment"],
  },
};

/**
 * Votes CSV: `image,label,annotator,answer`, in any case or as other programs call them.
 *
 * @throws Failure `bad-file` with the row, `not-found`
 */
export async function readVotesCsv(
  file: string,
  onReading: (reading: FileReading) => void = () => {},
): Promise<Votes> {
  const reading = await describe(file);
  const votes = (await readPlain(file)) ?? (await readQuoted(file));
  onReading({ ...reading, notes: votes.answers.describe() });
  return votes.finish();
}

async function describe(file: string): Promise<FileReading> {
  const names = await readCsvHeader(file);
  refuseWide(names, file);
  return describeColumns(names, voteColumns, { file, format: "a row per vote" });
}

/** Which columns of a header are read as what. @throws Failure those of `readHeader` */
export function describeColumns(
  names: string[],
  columns: CsvColumns,
  { file, format }: Pick<FileReading, "file" | "format">,
): FileReading {
  const unused: string[] = [];
  const onUnknownColumns = (unknown: string[]) => unused.push(...unknown);
  const positions = readHeader(names, { ...columns, onUnknownColumns }, file);
  const used = [...positions].map(([as, position]) => ({ name: names[position]!.trim(), as }));
  return { file, format, used, unused, notes: [] };
}

/** A column for each label, or for each annotator, does not tell who was asked what. */
function refuseWide(names: readonly string[], file: string): void {
  const has = (column: keyof typeof voteColumns.aliases) =>
    findColumns(names, column, voteColumns.aliases[column]).length > 0;
  if (!has("image") || has("answer") || has("label") === has("annotator") || names.length < 4) return;
  const each = has("label") ? "annotator" : "label";
  throw badRow(
    file,
    1,
    `the header has no column "answer" and "${each}". If it has a column for each ${each}, an empty cell or a 0 can mean no, or that nobody was asked. Write a row for each answer: image, label, annotator, answer.`,
  );
}

/** Any CSV file, by the CSV library: some four times slower than what follows. */
async function readQuoted(file: string): Promise<VotesCollector> {
  const votes = new VotesCollector(file);
  for await (const { row, cells } of readCsvRows(file, voteColumns)) {
    votes.add(cells.image!, cells.label!, cells.annotator!, cells.answer!, row);
  }
  return votes;
}

/** A longer row is left to the CSV library, which has a limit. */
const longestRow = 1e6;

/** The rows of text that comes in pieces; null in place of a row that only a CSV library may read. */
async function* readLines(pieces: AsyncIterable<string>): AsyncGenerator<string[] | null> {
  let rest = "";
  for await (const piece of pieces) {
    if (piece.includes('"') || rest.length > longestRow) {
      yield null;
      return;
    }
    const lines = (rest + piece).split("\n");
    rest = lines.pop()!;
    yield lines;
  }
  yield [rest];
}

/** A file without quotes, where a comma always ends a cell; undefined for any other. */
async function readPlain(file: string): Promise<VotesCollector | undefined> {
  const votes = new VotesCollector(file);
  let header: ReturnType<typeof readHeader> | undefined;
  let positions: number[] = [];
  let delimiter: Delimiter = ",";
  let width = 0;
  let row = 0;
  for await (const lines of readLines(readText(file))) {
    if (lines === null) return undefined;
    for (const written of lines) {
      row++;
      const line = written.endsWith("\r") ? written.slice(0, -1) : written;
      if (line === "") continue;
      if (line.includes("\r")) return undefined;
      if (header === undefined) {
        delimiter = findDelimiter(line, voteColumns);
        const names = line.split(delimiter);
        header = readHeader(names, voteColumns, file);
        positions = voteColumns.required.map((name) => header!.get(name)!);
        width = names.length;
        continue;
      }
      const cells = line.split(delimiter);
      if (cells.length !== width) throw badWidth(file, row, cells.length, width, delimiter);
      const [image, label, annotator, answer] = positions;
      votes.add(cells[image!]!, cells[label!]!, cells[annotator!]!, cells[answer!]!, row);
    }
  }
  // The library has the words for a file without a header.
  return header === undefined ? undefined : votes;
}
