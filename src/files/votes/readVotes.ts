import { extname } from "node:path";
import type { InputReading } from "../../core/evaluation/evaluation.ts";
import { readVotesCsv, type VoteOptions } from "./readVotesCsv.ts";
import { readVotesNpz } from "./readVotesNpz.ts";
import type { Votes } from "./votes.ts";

export type { Votes } from "./votes.ts";

/**
 * Reads votes: `.npz` is NumPy's format as the ReaL labels' votes come in, every other name is Votes CSV.
 *
 * @throws Failure `bad-file` with the row or the array, `not-found`
 * @see docs/file-formats.md
 */
export function readVotes(file: string, options: VoteOptions = {}): Promise<Votes> {
  if (extname(file).toLowerCase() !== ".npz") return readVotesCsv(file, options);
  options.onReading?.({ file, ...npzReading });
  return readVotesNpz(file);
}

const npzReading: InputReading = {
  format: "votes as ReaL's",
  used: [
    { name: "tensor", as: "answer" },
    { name: "info", as: "image and label" },
    { name: "ids", as: "annotator" },
  ],
  unused: [],
  notes: [],
};
