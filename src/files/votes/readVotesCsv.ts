import type { FileReading } from "../fileReading.ts";
import { plainText } from "../text/plainText.ts";
import {
  badWidth,
  type CsvColumns,
  type Delimiter,
  findDelimiter,
  readCsvHeader,
  readCsvRows,
  readHeader,
} from "../text/readCsvRows.ts";
import { readText } from "../text/readText.ts";
import { VotesCollector } from "./collectVotes.ts";
import type { NotAsked } from "./notAsked.ts";
import { voteColumns } from "./voteColumns.ts";
import type { Votes } from "./votes.ts";
import { findWideTable, readWideVotes, refuseUndecided } from "./wideVotes.ts";

/** How votes are read. */
export interface VoteOptions {
  /** Decides what a table with a column for each label or annotator means; without it, such a table is refused. */
  notAsked?: NotAsked | undefined;
  /** Gets the roles of the columns or arrays. */
  onReading?: (reading: FileReading) => void;
}

/**
 * Votes CSV: `image,label,annotator,answer`, in any case or under other programs' names; or a column for each label or
 * each annotator.
 *
 * @throws Failure `bad-file` with the row, `not-found`
 */
export async function readVotesCsv(
  file: string,
  { notAsked, onReading = () => {} }: VoteOptions = {},
): Promise<Votes> {
  const names = await readCsvHeader(file);
  const wide = findWideTable(names);
  if (wide && notAsked === undefined) refuseUndecided(file, wide);
  const votes = new VotesCollector(file);
  const reading =
    wide && notAsked !== undefined
      ? await readWideVotes(file, wide, { notAsked, votes })
      : describeColumns(names, voteColumns, { file, format: "a row per vote" });
  const all = wide ? votes : ((await readPlain(file)) ?? (await readQuoted(file)));
  onReading({ ...reading, notes: [...reading.notes, ...all.answers.describe(), ...all.describeNames()] });
  return all.finish();
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
  const used = [...positions].map(([as, position]) => ({ name: plainText(names[position]!), as }));
  return { file, format, used, unused, notes: [] };
}

/** Reads any CSV file with the CSV library: some four times slower than `readPlain`. */
async function readQuoted(file: string): Promise<VotesCollector> {
  const votes = new VotesCollector(file);
  for await (const { row, cells } of readCsvRows(file, voteColumns)) {
    votes.add(cells.image!, cells.label!, cells.annotator!, cells.answer!, row);
  }
  return votes;
}

/** A longer row is left to the CSV library, which has a limit. */
const longestRow = 1e6;

/** Nothing but separators: spreadsheets leave such rows. */
const isBlank = /^[\s,;]*$/;

/** The rows of a text in pieces; null in place of a row that only the CSV library can read. */
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

/** Reads a file without quotes, where a comma always ends a cell; undefined for any other. */
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
      if (isBlank.test(line)) continue;
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
  // The library explains a missing header.
  return header === undefined ? undefined : votes;
}
