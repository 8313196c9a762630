import type { Formers } from "../../core/labels/labelFate.ts";
import { quoted } from "../../files/fileFailure.ts";
import type { LabelResolver } from "./resolveLabel.ts";

/** Reads the labels of an answer; or says why that cannot be done. */
export type ReadLabels = (written: readonly string[]) => number[] | string;

/** Makes a function that finds the indices of labels as written in a file; each may be written only once. */
export function answerLabels(
  resolve: LabelResolver & Required<Pick<LabelResolver, "explain">>,
  formers: Formers,
): ReadLabels {
  return (written) => {
    const found = new Map<number, string>();
    for (const text of written) {
      const label = resolve(text)?.label;
      if (label === undefined) {
        const several = resolve.explain(text);
        return several
          ? `${quoted(text)} could be ${several}.`
          : `${quoted(text)} is no label of the project.`;
      }
      if (formers.has(label)) return `${quoted(text)} is a label that is not offered any more.`;
      const before = found.get(label);
      if (before !== undefined) return `${quoted(before)} and ${quoted(text)} are the same label.`;
      found.set(label, text);
    }
    return [...found.keys()];
  };
}

/**
 * An original label that differs from the project's suggests that a file's images are different ones; undefined if
 * equal.
 */
export function findOtherOriginal(
  written: string | undefined,
  originals: readonly number[],
  read: ReadLabels,
): string | undefined {
  if (written === undefined || originals.length === 0) return undefined;
  const found = read([written]);
  if (typeof found === "string") return `the original label ${found}`;
  if (originals.includes(found[0]!)) return undefined;
  return `the original label is ${quoted(written)} (index ${found[0]}), and in the project it is ${originals.join(" and ")}. Check that both mean the same image.`;
}
