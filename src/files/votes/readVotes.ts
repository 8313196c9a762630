import { stat } from "node:fs/promises";
import { extname } from "node:path";
import { badFile } from "../fileFailure.ts";
import { readOriginalFolder } from "./readOriginalFolder.ts";
import { readVotesCsv, type VoteOptions } from "./readVotesCsv.ts";
import { readVotesNpz } from "./readVotesNpz.ts";
import type { Votes } from "./votes.ts";

export type { Votes } from "./votes.ts";

/**
 * Reads votes: a folder is the original Multilabelfy's, `.npz` is NumPy's format as the ReaL labels' votes come in, every other name is Votes CSV.
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
  if ([".json", ".jsonl", ".ndjson", ".parquet", ".npy"].includes(extension)) {
    throw badFile(
      file,
      "votes are read from a table (CSV: image, label, annotator, answer) or from .npz as of ReaL. Write them so.",
    );
  }
  if (extension !== ".npz") return readVotesCsv(file, options);
  return readVotesNpz(file, options.onReading);
}
