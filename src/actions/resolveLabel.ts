import type { Label } from "../contract/labelSpace.ts";

/** By what a written label was recognised. */
export const labelRules = ["key", "index", "name", "synonym"] as const;
export type LabelRule = (typeof labelRules)[number];

export interface ResolvedLabel {
  /** The label's index in its label space. */
  label: number;
  rule: LabelRule;
}

const fold = (name: string) => name.normalize("NFC").replaceAll("_", " ").trim().toLowerCase();

/** "crane (bird)" as "crane". */
function withoutNote(name: string): string {
  if (!name.endsWith(")")) return name;
  const note = name.indexOf("(", name.lastIndexOf(")", name.length - 2) + 1);
  return note < 0 ? name : name.slice(0, note).trimEnd();
}

/** The names that belong to one label only. */
function uniqueNames(named: Iterable<readonly [name: string, label: number]>): Map<string, number> {
  const labels = new Map<string, Set<number>>();
  for (const [name, label] of named) {
    const known = labels.get(fold(name)) ?? new Set();
    labels.set(fold(name), known.add(label));
  }
  return new Map(
    [...labels].flatMap(([name, found]) => {
      const [only, ...others] = found;
      return only !== undefined && others.length === 0 ? [[name, only] as const] : [];
    }),
  );
}

/**
 * Makes a function that finds the label that a folder's name or a cell of a manifest means: by its key, its index
 * (numbers are compared, so "007" is 7), its name, or else a synonym or its name without the note in brackets, if
 * only one label is called so. Names are compared without regard to case, and "_" is a space.
 *
 * @returns undefined for what means no label, or more than one
 */
export function labelResolver(labels: readonly Label[]): (written: string) => ResolvedLabel | undefined {
  const keys = new Map(labels.map(({ key, index }) => [key, index]));
  const names = uniqueNames(labels.map(({ name, index }) => [name, index]));
  const synonyms = uniqueNames(
    labels.flatMap(({ name, synonyms: others, index }) =>
      [withoutNote(name), ...others].map((synonym) => [synonym, index] as const),
    ),
  );
  // Where keys are numbers that differ from the indices (1, 2, 3 ..., say), a number is always meant as a key.
  const indicesAreKeys = labels.some(({ key, index }) => /^\d+$/.test(key) && Number(key) !== index);

  return (written) => {
    const key = keys.get(written.normalize("NFC"));
    if (key !== undefined) return { label: key, rule: "key" };
    if (/^\d+$/.test(written) && !indicesAreKeys && Number(written) < labels.length) {
      return { label: Number(written), rule: "index" };
    }
    const name = names.get(fold(written));
    if (name !== undefined) return { label: name, rule: "name" };
    const synonym = synonyms.get(fold(written));
    return synonym === undefined ? undefined : { label: synonym, rule: "synonym" };
  };
}
