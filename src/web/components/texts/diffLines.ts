import { diffArrays } from "diff";

/** A line of a text, and whether it was kept, added or removed. */
export interface LineChange {
  kind: "same" | "added" | "removed";
  text: string;
}

/**
 * What changed from one text to the next, line by line: removed lines come before the lines added in their place. White
 * space at a line's end is ignored.
 *
 * @param before Markdown, say; an empty text has no lines
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
