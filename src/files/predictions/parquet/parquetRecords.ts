import { fork } from "node:child_process";
import { stat } from "node:fs/promises";
import { Failure } from "../../../contract/failure.ts";
import { findOddCharacter } from "../../../contract/findOddText.ts";
import { askChild } from "../../askChild.ts";
import { badFile, badRow, quoted } from "../../fileFailure.ts";
import { startedModule } from "../../programPlace.ts";
import type { FromParquet, ToParquet } from "./parquetMessages.ts";

/** Rows in memory at once. Writers put up to a million into one group, with a list of scores in each. */
const rowsAtOnce = 5000;

/** For a file of images, fewer rows: about this many bytes. */
const bytesAtOnce = 32e6;

/**
 * Memory limit of the reading process, in MB. A sound file comes near it only with rows of some hundred thousand
 * scores.
 */
const memory = 2048;

/**
 * How long to wait for a reply, in ms: time for a process to start on a busy machine, plus half a megabyte a second.
 */
const patience = (bytes: number): number => 20_000 + bytes / 500;

export interface ParquetRecords {
  /** The top-level columns: a list column has parts of its own below it. */
  names: string[];
  /** How many rows there are. */
  rows: number;
  /** The writers' key and value pairs, such as `huggingface`. */
  metadata: Record<string, string>;
  /** Rows from 1. @throws Failure `bad-file` for rows that cannot be read */
  read: (columns?: readonly string[]) => AsyncGenerator<{ row: number; record: Record<string, unknown> }>;
}

/**
 * Opens a Parquet file; its rows are read in a separate process, some thousands at a time.
 * @param options.binary the file holds bytes that are no text: they are passed on as they are
 * @throws Failure `bad-file` if it is no Parquet file, `not-found`
 */
export async function openParquetRecords(
  file: string,
  { binary = false }: { binary?: boolean } = {},
): Promise<ParquetRecords> {
  const status = await stat(file).catch(() => undefined);
  if (!status) throw new Failure("not-found", `There is no file ${file}. Check the path.`);
  if (!status.isFile()) throw badFile(file, "it is a folder, not a file. Name a Parquet file.");
  let total: number;
  let names: string[];
  let metadata: Record<string, string>;
  {
    using reader = startReader(file, status.size);
    const opened = await reader.ask({ type: "open", file });
    if (opened.type === "packed") {
      throw badFile(
        file,
        `its columns are packed by ${opened.codec}, which is not read. Write it with compression "snappy", "gzip", "brotli" or "zstd", or none.`,
      );
    }
    if (opened.type !== "opened") throw notParquet(file);
    ({ names, rows: total, metadata } = opened);
  }
  const atOnce = binary
    ? Math.max(1, Math.min(rowsAtOnce, Math.floor((bytesAtOnce * total) / status.size)))
    : rowsAtOnce;
  return {
    names,
    rows: total,
    metadata,
    read: async function* (columns = names) {
      using reader = startReader(file, status.size);
      const opened = await reader.ask({ type: "open", file });
      if (opened.type !== "opened") throw notParquet(file);
      for (let first = 0; first < total; first += atOnce) {
        const end = Math.min(total, first + atOnce);
        const read = await reader.ask({ type: "read", columns: [...columns], first, end, binary });
        const isWhole = read.type === "rows" && read.records.length === end - first;
        if (!isWhole)
          throw badFile(file, `rows ${first + 1} to ${end} cannot be read. Write the file again.`);
        for (const [at, record] of read.records.entries()) {
          const row = first + at + 1;
          refuseOddText(record, file, row);
          yield { row, record };
        }
      }
    },
  };
}

/** Checks the texts of a row and of its lists. Bytes that are no text also arrive as text with such characters. */
function refuseOddText(record: Record<string, unknown>, file: string, row: number): void {
  for (const [column, value] of Object.entries(record)) {
    for (const text of Array.isArray(value) ? value : [value]) {
      const odd = typeof text === "string" ? findOddCharacter(text) : undefined;
      if (odd) throw badRow(file, row, `${quoted(column)} holds ${odd.name}. Is it text at all?`);
    }
  }
}

const notParquet = (file: string): Failure =>
  badFile(file, "it is no Parquet file, or damaged. Copy it again from its source.");

/** Starts a process that reads one file. It is killed when its work is done or when it fails to reply in time. */
function startReader(file: string, bytes: number) {
  const child = fork(startedModule("files/predictions/parquet/parquetProcess"), [], {
    execArgv: [...process.execArgv, `--max-old-space-size=${memory}`],
    serialization: "advanced",
    // What the runtime prints when its memory is full is of no use to the waiting person.
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  return {
    async ask(message: ToParquet): Promise<FromParquet> {
      const answer = await askChild<FromParquet>(child, message, patience(bytes));
      if (answer !== undefined) return answer;
      throw badFile(
        file,
        `reading it takes more than ${memory / 1024} GB of memory or does not end: it is damaged, or its rows are too wide. Write it again, with fewer columns or as .npy.`,
      );
    },
    [Symbol.dispose]: () => {
      child.on("error", () => {});
      child.kill("SIGKILL");
    },
  };
}
