import type { Label } from "../../contract/labels/labelSpace.ts";
import { heirOf } from "../../core/labels/labelFate.ts";
import { plainText } from "../../files/text/plainText.ts";

/** How a written label was recognised. */
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

/** The labels with each name. */
function labelsByName(named: Iterable<readonly [name: string, label: number]>): Map<string, Set<number>> {
  const labels = new Map<string, Set<number>>();
  for (const [name, label] of named) {
    const known = labels.get(fold(name)) ?? new Set();
    labels.set(fold(name), known.add(label));
  }
  return labels;
}

/** The only element; undefined where there are several, or none. */
function only(labels: ReadonlySet<number> | undefined): number | undefined {
  const [first, ...others] = labels ?? [];
  return others.length === 0 ? first : undefined;
}

/** Finds what a written label means. */
export interface LabelResolver {
  (written: string): ResolvedLabel | undefined;
  /** For an ambiguous text: the labels that it can mean, for a message. */
  explain?: (written: string) => string | undefined;
}

/**
 * Makes a function that finds the label that a folder's name, a cell or a list of labels means: by its key, its index
 * (numbers are compared, so "007" and "7.0" are 7), its name, or else its name without the note in brackets, or a
 * synonym, if only one label has it. Several names with commas between, as ImageNet's class strings have them
 * ("projectile, missile"), mean the label that has all of them, or exactly these. Names are compared without regard to
 * case, and "_" is a space. A merged label resolves to the one it was merged into.
 *
 * @returns undefined for a text that means no label, or more than one
 */
export function labelResolver(
  labels: readonly Pick<Label, "index" | "key" | "name" | "synonyms" | "fate" | "into">[],
): LabelResolver & Required<Pick<LabelResolver, "explain">> {
  const keys = new Map(labels.map(({ key, index }) => [key.normalize("NFC"), index]));
  const names = labelsByName(labels.map(({ name, index }) => [name, index]));
  const shortNames = labelsByName(labels.map(({ name, index }) => [withoutNote(name), index]));
  const wordsOf = ({ name, synonyms }: (typeof labels)[number]) => [withoutNote(name), ...synonyms];
  const words = labelsByName(
    labels.flatMap((label) => wordsOf(label).map((word) => [word, label.index] as const)),
  );
  const wordCounts = new Map(labels.map((label) => [label.index, new Set(wordsOf(label).map(fold)).size]));
  // Where keys are numbers that differ from the indices (1, 2, 3 ..., say), a number is always meant as a key.
  const indicesAreKeys = labels.some(({ key, index }) => /^\d+$/.test(key) && Number(key) !== index);

  const findByWords = (written: string): number | undefined => {
    const parts = [...new Set(written.split(",").map(fold))];
    if (parts.length < 2) return undefined;
    const [first, ...others] = parts.map((part) => words.get(part) ?? new Set<number>());
    const bearAll = new Set([...first!].filter((label) => others.every((labels) => labels.has(label))));
    return (
      only(bearAll) ?? only(new Set([...bearAll].filter((label) => wordCounts.get(label) === parts.length)))
    );
  };

  const merged = new Map(
    labels.flatMap(({ index, fate, into = [] }) =>
      fate === "merged" ? [[index, { fate, into }] as const] : [],
    ),
  );
  const find = (written: string): ResolvedLabel | undefined => {
    const found = findAny(written);
    return found && { ...found, label: heirOf(found.label, merged) };
  };
  const findAny = (written: string): ResolvedLabel | undefined => {
    const text = plainText(written);
    const key = keys.get(text);
    if (key !== undefined) return { label: key, rule: "key" };
    const name = only(names.get(fold(text)));
    if (/^\d+$/.test(text) && !indicesAreKeys && Number(text) < labels.length) {
      const index = Number(text);
      // A text that is one label's name and another's index is ambiguous.
      return name === undefined || name === index ? { label: index, rule: "index" } : undefined;
    }
    if (name !== undefined) return { label: name, rule: "name" };
    // pandas writes whole numbers like this where a column has empty cells.
    const whole = /^(\d+)\.0+$/.exec(text)?.[1];
    if (whole !== undefined) return findAny(whole);
    const synonym = only(shortNames.get(fold(text))) ?? only(words.get(fold(text))) ?? findByWords(text);
    return synonym === undefined ? undefined : { label: synonym, rule: "synonym" };
  };
  const explain = (written: string): string | undefined => {
    const text = fold(written);
    const index = /^\d+$/.test(text) && !indicesAreKeys ? Number(text) : -1;
    const bearers = labels.filter(
      (label) => label.index === index || [label.name, ...wordsOf(label)].some((word) => fold(word) === text),
    );
    if (bearers.length < 2) return undefined;
    const shown = bearers.slice(0, 4).map(({ name, index, key }) => `“${name}” (index ${index}, key ${key})`);
    return `${shown.join(" or ")}${bearers.length > 4 ? ` or ${bearers.length - 4} more` : ""}`;
  };
  return Object.assign(find, { explain });
}
