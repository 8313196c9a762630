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

/** Of a file of images, fewer: about so many bytes. */
const bytesAtOnce = 32e6;

/** Of the process that reads, in MB. A sound file needs it only for rows of some hundred thousand scores. */
const memory = 2048;

/** How long nothing may come, in ms: for a process to start on a busy machine, and for half a megabyte a second. */
const patience = (bytes: number): number => 20_000 + bytes / 500;

export interface ParquetRecords {
  /** The columns of the top level: a list column has parts of its own below it. */
  names: string[];
  /** How many rows there are. */
  rows: number;
  /** What writers say of the file, by their names for it, such as `huggingface`. */
  metadata: Record<string, string>;
  /** Rows from 1. @throws Failure `bad-file` for rows that cannot be read */
  read: (columns?: readonly string[]) => AsyncGenerator<{ row: number; record: Record<string, unknown> }>;
}

/**
 * Opens a Parquet file, whose rows are read some thousand at a time, by a process of its own.
 * @param options.binary the file holds bytes that are no text: they come as they are
 * @throws Failure `bad-file` for what is no Parquet file, `not-found`
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

/** Texts of a row, and of its lists. Bytes that are no text come as text with such signs, too. */
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

/** A process that reads one file. It is killed when its work is done, when it has died, and when it has gone astray. */
function startReader(file: string, bytes: number) {
  const child = fork(startedModule("files/predictions/parquet/parquetProcess"), [], {
    execArgv: [...process.execArgv, `--max-old-space-size=${memory}`],
    serialization: "advanced",
    // What the runtime writes when its memory is full says nothing to the person who waits.
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
