/** A line of a text and what became of it. */
export interface LineChange {
  kind: "same" | "added" | "removed";
  text: string;
}

/**
 * What changed from one text to the next, line by line: a longest common subsequence of lines stays, what was removed
 * stands before what was added in its place. White space at a line's end is no change.
 *
 * @param before Markdown, say; an empty text has no line
 * @returns all lines of both texts, in order
 */
export function diffLines(before: string, after: string): LineChange[] {
  const a = linesOf(before);
  const b = linesOf(after);
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end])
    end++;
  return [
    ...a.slice(0, start).map(same),
    ...diffMiddle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...a.slice(a.length - end).map(same),
  ];
}

const same = (text: string): LineChange => ({ kind: "same", text });

const linesOf = (text: string) =>
  text.trim() === ""
    ? []
    : text
        .trimEnd()
        .split(/\r?\n/)
        .map((line) => line.trimEnd());

function diffMiddle(a: readonly string[], b: readonly string[]): LineChange[] {
  // lengths[i][j]: of the longest common subsequence of a from i on and b from j on.
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i]![j] =
        a[i] === b[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
    }
  }
  const changes: LineChange[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      changes.push(same(a[i]!));
      i++;
      j++;
    } else if (i < a.length && (j === b.length || lengths[i + 1]![j]! >= lengths[i]![j + 1]!)) {
      changes.push({ kind: "removed", text: a[i++]! });
    } else {
      changes.push({ kind: "added", text: b[j++]! });
    }
  }
  return changes;
}
