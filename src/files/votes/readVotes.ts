import { stat } from "node:fs/promises";
import { extname } from "node:path";
import { badFile } from "../fileFailure.ts";
import { readFileChunks } from "../predictions/readFileChunks.ts";
import { splitJson } from "../predictions/splitJson.ts";
import { isRecord } from "../text/isRecord.ts";
import { parseJson } from "../text/parseJson.ts";
import { readTextLines } from "../text/readTextLines.ts";
import { isLabelStudioTask, readLabelStudio } from "./readLabelStudio.ts";
import { readOriginalFolder } from "./readOriginalFolder.ts";
import { isProdigyAnswer, readProdigy } from "./readProdigy.ts";
import { readVotesCsv, type VoteOptions } from "./readVotesCsv.ts";
import { readVotesNpz } from "./readVotesNpz.ts";
import type { Votes } from "./votes.ts";

export type { Votes } from "./votes.ts";

/**
 * Reads votes: a folder is the original Multilabelfy's, `.npz` the NumPy format of the votes behind the ReaL labels,
 * `.json` a Label Studio export, `.jsonl` one of Prodigy, and anything else is Votes CSV.
 *
 * @throws Failure `bad-file` with the row or the array, `not-found`
 * @see docs/file-formats.md
 */
export async function readVotes(file: string, options: VoteOptions = {}): Promise<Votes> {
  const status = await stat(file).catch(() => undefined);
  if (status?.isDirectory()) {
    const { votes, reading } = await readOriginalFolder(file);
    options.onReading?.(reading);
    return votes;
  }
  const extension = extname(file).toLowerCase();
  if (extension === ".json" && isTaskList(await firstElement(file))) return readLabelStudio(file, options);
  if (lines.includes(extension) && isAnswer(await firstLine(file))) return readProdigy(file, options);
  if ([".json", ...lines, ".parquet", ".npy"].includes(extension)) {
    throw badFile(
      file,
      "votes are read from a table (CSV: image, label, annotator, answer), from .npz as of ReaL, from tasks of Label Studio (JSON) and from answers of Prodigy (JSONL). Write them so.",
    );
  }
  if (extension !== ".npz") return readVotesCsv(file, options);
  return readVotesNpz(file, options.onReading);
}

const lines = [".jsonl", ".ndjson"];

const isTaskList = (first: unknown) => isRecord(first) && isLabelStudioTask(first);
const isAnswer = (first: unknown) => isRecord(first) && isProdigyAnswer(first);

/** The first element of a list; undefined if there is none. */
async function firstElement(file: string): Promise<unknown> {
  for await (const { key, value } of splitJson(readFileChunks(file), file)) {
    return key === undefined ? value : undefined;
  }
  return undefined;
}

async function firstLine(file: string): Promise<unknown> {
  for await (const { row, line } of readTextLines(file)) {
    if (line.trim() !== "") return parseJson(line, `${file}, line ${row}`);
  }
  return undefined;
}
