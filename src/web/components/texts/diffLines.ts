import { diffArrays } from "diff";

/** A line of a text and what became of it. */
export interface LineChange {
  kind: "same" | "added" | "removed";
  text: string;
}

/**
 * What changed from one text to the next, line by line: what was removed stands before what was added in its place.
 * White space at a line's end is no change.
 *
 * @param before Markdown, say; an empty text has no line
 * @returns all lines of both texts, in order
 */
export const diffLines = (before: string, after: string): LineChange[] =>
  diffArrays(linesOf(before), linesOf(after)).flatMap(({ added, removed, value }) =>
    value.map((text) => ({ kind: added ? "added" : removed ? "removed" : "same", text }) as const),
  );

const linesOf = (text: string): string[] =>
  text.trim() === ""
    ? []
    : text
        .trimEnd()
        .split(/\r?\n/)
        .map((line) => line.trimEnd());
