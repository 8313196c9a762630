import { createReadStream } from "node:fs";
import { VotesCollector } from "./collectVotes.ts";
import { badRow, explainCsv, readCsvRows, readHeader, readUtf8 } from "./readCsvRows.ts";
import type { Votes } from "./votes.ts";

const columns = { required: ["image", "label", "annotator", "answer"] };

/**
 * Votes CSV: `image,label,annotator,answer`.
 *
 * @throws Failure `bad-file` with the row, `not-found`
 */
export async function readVotesCsv(file: string): Promise<Votes> {
  return (await readPlain(file)) ?? (await readQuoted(file));
}

/** Any CSV file, by the CSV library: some four times slower than what follows. */
async function readQuoted(file: string): Promise<Votes> {
  const votes = new VotesCollector();
  for await (const { row, cells } of readCsvRows(file, columns)) {
    votes.add(cells.image!, cells.label!, cells.annotator!, cells.answer!, row);
  }
  return votes.finish();
}

/** The rows of text that comes in pieces; null in place of a row that only a CSV library may read. */
async function* readLines(pieces: AsyncIterable<string>): AsyncGenerator<string[] | null> {
  let rest = "";
  for await (const piece of pieces) {
    if (piece.includes('"')) {
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
async function readPlain(file: string): Promise<Votes | undefined> {
  const source = createReadStream(file, { highWaterMark: 2 ** 20 });
  const votes = new VotesCollector();
  let header: ReturnType<typeof readHeader> | undefined;
  let positions: number[] = [];
  let width = 0;
  let row = 0;
  try {
    for await (const lines of readLines(readUtf8(source))) {
      if (lines === null) return undefined;
      for (const written of lines) {
        row++;
        const line = written.endsWith("\r") ? written.slice(0, -1) : written;
        if (line === "") continue;
        if (line.includes("\r")) return undefined;
        const cells = line.split(",");
        if (header === undefined) {
          header = readHeader(cells, columns);
          positions = columns.required.map((name) => header!.get(name)!);
          width = cells.length;
          continue;
        }
        if (cells.length !== width) {
          throw badRow(row, `${cells.length} cells, but the header has ${width}. See the row before, too.`);
        }
        const [image, label, annotator, answer] = positions;
        votes.add(cells[image!]!, cells[label!]!, cells[annotator!]!, cells[answer!]!, row);
      }
    }
  } catch (error) {
    throw explainCsv(error, file);
  } finally {
    source.destroy();
  }
  // The library has the words for a file without a header.
  return header === undefined ? undefined : votes.finish();
}
