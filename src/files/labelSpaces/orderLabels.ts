import type { LabelNames } from "../../core/labels/labelNames.ts";
import { type Language, languages } from "../../core/people/language.ts";
import { badFile, listed, quoted } from "../fileFailure.ts";
import { plainText } from "../text/plainText.ts";
import type { FoundLabel, LabelInFile } from "./labelSpaceFile.ts";

/** Open Images has 20,638 labels, ImageNet-21k 21,841. */
export const maxLabels = 100_000;

/** Anything longer is no name. */
const longestName = 1000;

/**
 * Numbers labels, and checks that they form a label space.
 *
 * @throws Failure `bad-file` naming the row: a missing or repeated id or name (names ignoring case), indices with gaps,
 *   ids that number the rows in another order, circular parents, too many labels
 */
export function orderLabels(found: readonly FoundLabel[], file: string): LabelInFile[] {
  if (found.length === 0) throw badFile(file, "there is no label in it.");
  if (found.length > maxLabels) {
    const [count, max] = [found.length, maxLabels].map((number) => number.toLocaleString("en"));
    throw badFile(file, `it has ${count} labels; at most ${max} are possible.`);
  }
  const labels = found.some(({ index }) => index !== undefined) ? byIndex(found, file) : [...found];
  const plain = labels.map(({ key, name, ...label }) => ({
    ...label,
    key: plainText(key),
    name: plainText(name),
  }));
  for (const { key, name, where } of plain) {
    if (key === "") throw badFile(file, `${where}: the id is empty. Each label needs one of its own.`);
    if (name === "") throw badFile(file, `${where}: the name is empty. Each label needs one of its own.`);
    if (name.length > longestName)
      throw badFile(
        file,
        `${where}: the name ${quoted(name)} is too long: at most ${longestName} characters are possible.`,
      );
  }
  checkUnique(plain, "name", ({ name }) => name.toLowerCase(), file);
  checkUnique(plain, "id", ({ key }) => key, file);
  for (const language of languages) checkNames(plain, language, file);
  if (labels[0]!.index === undefined) checkNumbering(plain, file);
  const find = parentFinder(plain);
  return plain.map((label, index) => ({
    index,
    key: label.key,
    name: label.name,
    synonyms: (label.synonyms ?? []).map(plainText).filter((word) => word !== ""),
    definition: plainText(label.definition ?? ""),
    hypernyms: label.hypernyms ?? followParents(label, find, file),
    ...plainNames(label.names),
  }));
}

/**
 * Adds the id in brackets to names that several labels share: ImageNet's own lists call two labels "crane".
 * @param labels of a form with ids
 */
export function tellApart(labels: readonly FoundLabel[]): FoundLabel[] {
  const counts = new Map<string, number>();
  for (const { name } of labels) counts.set(name.toLowerCase(), (counts.get(name.toLowerCase()) ?? 0) + 1);
  return labels.map((label) => ({
    ...label,
    name: counts.get(label.name.toLowerCase()) === 1 ? label.name : `${label.name} (${label.key})`,
  }));
}

/** Labels in the order of the indices that the file states. */
function byIndex(found: readonly FoundLabel[], file: string): FoundLabel[] {
  const ordered: FoundLabel[] = [];
  for (const label of found) {
    const { index, where } = label;
    if (index === undefined || !Number.isInteger(index) || index < 0) {
      throw badFile(file, `${where}: it has no index. Indices are whole numbers from 0.`);
    }
    const before = index < found.length ? ordered[index] : undefined;
    if (before) throw badFile(file, `${where}: the index ${index} is used before, in ${before.where}.`);
    if (index < found.length) ordered[index] = label;
  }
  const missing = Array.from({ length: found.length }, (_, index) => index).filter(
    (index) => !ordered[index],
  );
  if (missing.length > 0) {
    const beyond = found.find(({ index }) => index! >= found.length)!;
    throw badFile(
      file,
      `${beyond.where}: the index ${beyond.index} leaves a gap: there are ${found.length} labels, and none with ${missing.length === 1 ? "the index" : "the indices"} ${listed(missing.map(String), 5)}. Indices run from 0 without gaps.`,
    );
  }
  return ordered;
}

/** Normalized names by language, without empty ones; nothing if none is left. */
function plainNames(names: FoundLabel["names"]): Pick<LabelInFile, "names"> {
  const plain = Object.entries(names ?? {}).flatMap(([language, texts]) => {
    const kept = [...new Set((texts ?? []).map(plainText))].filter((text) => text !== "");
    return kept.length > 0 ? [[language, kept]] : [];
  });
  return plain.length > 0 ? { names: Object.fromEntries(plain) as LabelNames } : {};
}

/** Two cards with the same name could not be told apart, in any language. */
function checkNames(labels: readonly FoundLabel[], language: Language, file: string): void {
  const first = new Map<string, FoundLabel>();
  for (const label of labels) {
    const name = plainText(label.names?.[language]?.[0] ?? "");
    if (name.length > longestName)
      throw badFile(
        file,
        `${label.where}: the name in "${language}" is too long: at most ${longestName} characters are possible.`,
      );
    const known = first.get(name.toLowerCase());
    if (known)
      throw badFile(
        file,
        `${label.where}: the name ${quoted(name)} in "${language}" is used before, in ${known.where}. Names in one language must differ, not in capitals alone.`,
      );
    if (name !== "") first.set(name.toLowerCase(), label);
  }
}

function checkUnique<Label extends FoundLabel>(
  labels: readonly Label[],
  what: "id" | "name",
  textOf: (label: Label) => string,
  file: string,
): void {
  const first = new Map<string, Label>();
  for (const label of labels) {
    const known = first.get(textOf(label));
    if (known) {
      throw badFile(
        file,
        `${label.where}: the ${what} ${quoted(what === "id" ? label.key : label.name)} is used before, in ${known.where}. ${what === "id" ? "Ids" : "Names"} must differ${what === "name" ? ", not in capitals alone" : ""}.`,
      );
    }
    first.set(textOf(label), label);
  }
}

/**
 * If all ids are the numbers from 0 (or from 1), they state the order of the labels, and the rows must have it:
 * otherwise nobody can tell which of the two orders a model's outputs follow.
 */
function checkNumbering(labels: readonly FoundLabel[], file: string): void {
  if (!labels.every(({ key }) => /^\d{1,7}$/.test(key))) return;
  const numbers = labels.map(({ key }) => Number(key));
  const first = numbers.reduce((min, number) => Math.min(min, number));
  const last = numbers.reduce((max, number) => Math.max(max, number));
  if (first > 1 || last - first !== labels.length - 1) return;
  const odd = numbers.findIndex((number, at) => number !== at + first);
  if (odd < 0) return;
  throw badFile(
    file,
    `${labels[odd]!.where}: the id is ${numbers[odd]}, but by the order of the rows it is label ${odd + first}. Sort the rows by their ids, or call the column "index" if it is the index.`,
  );
}

type Find = (idOrName: string) => FoundLabel | undefined;

function parentFinder(labels: readonly FoundLabel[]): Find {
  const byId = new Map(labels.map((label) => [label.key, label]));
  const byName = new Map(labels.map((label) => [label.name.toLowerCase(), label]));
  return (idOrName) => byId.get(idOrName) ?? byName.get(idOrName.toLowerCase());
}

/** The names of a label's parents, grandparents and so on; a parent that is no label ends the chain as a plain name. */
function followParents(label: FoundLabel, find: Find, file: string): string[] {
  const chain: string[] = [];
  const seen = new Set([label.key]);
  for (let parent = plainText(label.parent ?? ""); parent !== ""; ) {
    const found = find(parent);
    chain.push(found?.name ?? parent);
    if (!found) break;
    if (seen.has(found.key)) {
      throw badFile(
        file,
        `${label.where}: the parents of ${quoted(label.name)} lead round in a circle at ${quoted(parent)}.`,
      );
    }
    seen.add(found.key);
    parent = plainText(found.parent ?? "");
  }
  return chain;
}
