import type { VoteColumns } from "../votes/voteColumns.ts";

/** Votes from a row of letters per item, a letter per annotator: y, m, n, or a dot for no answer. */
export function voteTable(rows: string[]): VoteColumns {
  const votes = rows.flatMap((row, item) =>
    [...row].flatMap((letter, annotator) =>
      letter === "." ? [] : [{ item, annotator, answer: "nmy".indexOf(letter) }],
    ),
  );
  return {
    items: rows,
    annotators: [...(rows[0] ?? "")],
    item: Uint32Array.from(votes, ({ item }) => item),
    annotator: Uint32Array.from(votes, ({ annotator }) => annotator),
    answer: Uint8Array.from(votes, ({ answer }) => answer),
  };
}
