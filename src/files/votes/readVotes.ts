import { extname } from "node:path";
import { readVotesCsv } from "./readVotesCsv.ts";
import { readVotesNpz } from "./readVotesNpz.ts";
import type { Votes } from "./votes.ts";

export type { Votes } from "./votes.ts";

/**
 * Reads votes: `.npz` is NumPy's format as the ReaL labels' votes come in, every other name is Votes CSV.
 *
 * @throws Failure `bad-file` with the row or the array, `not-found`
 * @see docs/file-formats.md
 */
export function readVotes(file: string): Promise<Votes> {
  return extname(file).toLowerCase() === ".npz" ? readVotesNpz(file) : readVotesCsv(file);
}
