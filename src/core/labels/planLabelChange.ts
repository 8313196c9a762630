import { changeNames, findNameClash } from "./changeNames.ts";
import type { LabelFate } from "./labelFate.ts";
import type { LabelNames } from "./labelNames.ts";

/** A label as a version of a project's labels has it. */
export interface VersionedLabel {
  /** Never used for another label: models and files number their classes by it. */
  index: number;
  key: string;
  name: string;
  synonyms: string[];
  definition: string;
  hypernyms: string[];
  /** In other languages; they stay whatever becomes of the label, unless they are changed themselves. */
  names?: LabelNames | undefined;
  /** Missing while it is offered. */
  fate?: LabelFate | undefined;
  /** The labels in its place, where it was merged or split. */
  into?: number[] | undefined;
}

/** What may be said of a label; what is left out stays, or is empty for a new one. */
export interface LabelContent {
  name?: string | undefined;
  synonyms?: readonly string[] | undefined;
  definition?: string | undefined;
  /** The index of a more general label, or a name of one that is no label; "" for none. */
  parent?: number | string | undefined;
  /** In other languages; one that is left out keeps its names. */
  names?: LabelNames | undefined;
}

export type NewLabel = LabelContent & { name: string; key?: string | undefined };

export type LabelChange =
  | ({ verb: "add" } & NewLabel)
  | ({ verb: "edit"; label: number } & LabelContent)
  | { verb: "retire" | "restore"; label: number }
  | { verb: "merge"; label: number; into: number }
  | { verb: "split"; label: number; into: readonly NewLabel[] };

/** What a change makes of the labels, or why it cannot be. */
type PlannedChange =
  /** Labels that are new or become others; empty where nothing changes. */
  { changed: VersionedLabel[] } | { problem: string };

const longest = { name: 200, synonym: 200, definition: 2000, synonyms: 50 };
/** As many as a label space's file may have. */
const mostLabels = 100_000;

const plain = (text: string): string => text.normalize("NFC").replace(/\s+/g, " ").trim();
const fold = (text: string): string => text.replaceAll("_", " ").toLowerCase();

/**
 * What a change makes of a project's labels. A label's index and key never change, and no label is ever taken out: what
 * is retired, merged or split is not offered any more.
 *
 * @param labels all of the project, in the order of their indices
 */
export function planLabelChange(labels: readonly VersionedLabel[], change: LabelChange): PlannedChange {
  switch (change.verb) {
    case "add":
      return addAll(labels, [change]);
    case "edit":
      return edit(labels, change);
    case "retire":
      return withLabel(
        labels,
        change.label,
        (label) => ({ changed: [{ ...label, fate: "retired" }] }),
        "retired",
      );
    case "restore":
      return restore(labels, change.label);
    case "merge":
      return merge(labels, change);
    case "split":
      return split(labels, change);
  }
}

/** @param done in words for a message: "retired" */
function withLabel(
  labels: readonly VersionedLabel[],
  index: number,
  then: (label: VersionedLabel) => PlannedChange,
  done: string,
): PlannedChange {
  const label = labels[index];
  if (!label) return { problem: `There is no label ${index}: the last one is ${labels.length - 1}.` };
  if (label.fate) return { problem: `“${label.name}” is ${label.fate} already, so it cannot be ${done}.` };
  if (done !== "changed" && labels.filter(({ fate }) => !fate).length === 1)
    return { problem: `“${label.name}” is the only label that is offered. Add another one first.` };
  return then(label);
}

function restore(labels: readonly VersionedLabel[], index: number): PlannedChange {
  const label = labels[index];
  if (!label) return { problem: `There is no label ${index}: the last one is ${labels.length - 1}.` };
  if (label.fate !== "retired") {
    const why = label.fate === undefined ? "is offered" : `was ${label.fate}, which cannot be taken back`;
    return { problem: `“${label.name}” ${why}. Only a label that is retired can be offered again.` };
  }
  const { fate: _, ...offered } = label;
  return { changed: [offered] };
}

function merge(
  labels: readonly VersionedLabel[],
  { label: index, into }: { label: number; into: number },
): PlannedChange {
  const target = labels[into];
  if (index === into) return { problem: "A label cannot be merged into itself. Name another one." };
  if (!target) return { problem: `There is no label ${into}: the last one is ${labels.length - 1}.` };
  if (target.fate)
    return { problem: `“${target.name}” is ${target.fate}: merge into a label that is offered.` };
  return withLabel(
    labels,
    index,
    (label) => {
      // What files call the one is found under the other from now on.
      const synonyms = unique([...target.synonyms, label.name, ...label.synonyms], target.name);
      return {
        changed: [
          { ...label, fate: "merged", into: [into] },
          { ...target, synonyms },
        ],
      };
    },
    "merged",
  );
}

function split(
  labels: readonly VersionedLabel[],
  { label: index, into }: { label: number; into: readonly NewLabel[] },
): PlannedChange {
  if (into.length < 2) return { problem: "A label is split into two or more. Name them." };
  return withLabel(
    labels,
    index,
    (label) => {
      const added = addAll(
        labels,
        into.map((one) => ({ parent: label.hypernyms[0], ...one })),
        label.hypernyms,
      );
      if ("problem" in added) return added;
      const parts = added.changed.map((one) => one.index);
      return { changed: [{ ...label, fate: "split", into: parts }, ...added.changed] };
    },
    "split",
  );
}

/** @param hypernyms of all of them, where they stand in the place of a label */
function addAll(
  labels: readonly VersionedLabel[],
  added: readonly NewLabel[],
  hypernyms?: readonly string[],
): PlannedChange {
  const all = [...labels];
  const changed: VersionedLabel[] = [];
  if (labels.length + added.length > mostLabels)
    return { problem: `A project has at most ${mostLabels.toLocaleString("en")} labels.` };
  for (const { key, ...content } of added) {
    const name = plain(content.name);
    const label: VersionedLabel = {
      index: all.length,
      key: plain(key ?? "") || name,
      name,
      synonyms: [],
      definition: "",
      hypernyms: [],
    };
    const made = withContent(all, label, hypernyms ? { ...content, parent: undefined } : content);
    if ("problem" in made) return made;
    const whole = hypernyms ? { ...made, hypernyms: [...hypernyms] } : made;
    const problem = findClash(all, whole);
    if (problem) return { problem };
    all.push(whole);
    changed.push(whole);
  }
  return { changed };
}

function edit(
  labels: readonly VersionedLabel[],
  { label: index, ...content }: LabelContent & { label: number },
): PlannedChange {
  return withLabel(
    labels,
    index,
    (label) => {
      const made = withContent(labels, label, content);
      if ("problem" in made) return made;
      const isRenamed = made.name !== label.name;
      // Files that were written before the change call it so.
      if (isRenamed && content.synonyms === undefined && fold(made.name) !== fold(label.name)) {
        made.synonyms = unique([...made.synonyms, label.name], made.name);
      }
      const problem = findClash(labels, made);
      if (problem) return { problem };
      if (JSON.stringify(made) === JSON.stringify(label)) return { changed: [] };
      const below = isRenamed
        ? labels.filter((one) => one.index !== index && one.hypernyms.includes(label.name))
        : [];
      const renamed = below.map((one) => ({
        ...one,
        hypernyms: one.hypernyms.map((kind) => (kind === label.name ? made.name : kind)),
      }));
      return { changed: [made, ...renamed] };
    },
    "changed",
  );
}

function withContent(
  labels: readonly VersionedLabel[],
  label: VersionedLabel,
  { name, synonyms, definition, parent, names }: LabelContent,
): VersionedLabel | { problem: string } {
  const made = { ...label };
  if (name !== undefined) made.name = plain(name);
  if (made.name === "") return { problem: "A label needs a name." };
  if (made.name.length > longest.name || made.key.length > longest.name)
    return { problem: `A label's name and key have at most ${longest.name} characters.` };
  if (synonyms !== undefined) made.synonyms = unique(synonyms.map(plain), made.name);
  if (made.synonyms.length > longest.synonyms || made.synonyms.some(({ length }) => length > longest.synonym))
    return { problem: `A label has at most ${longest.synonyms} synonyms of ${longest.synonym} characters.` };
  if (definition !== undefined) made.definition = plain(definition);
  if (made.definition.length > longest.definition)
    return {
      problem: `A definition has at most ${longest.definition} characters. More belongs in the guideline.`,
    };
  if (names !== undefined) {
    const changed = changeNames(made.names, names, plain);
    if ("problem" in changed) return changed;
    if (changed.names) made.names = changed.names;
    else delete made.names;
  }
  if (parent === undefined) return made;
  if (typeof parent === "string") return { ...made, hypernyms: plain(parent) === "" ? [] : [plain(parent)] };
  const above = labels[parent];
  if (!above) return { problem: `There is no label ${parent}: the last one is ${labels.length - 1}.` };
  if (above.index === label.index || above.hypernyms.includes(label.name))
    return { problem: `“${above.name}” is a kind of “${label.name}” itself. Choose another parent.` };
  return { ...made, hypernyms: [above.name, ...above.hypernyms] };
}

/** Without those that say the name again, or each other. */
function unique(synonyms: readonly string[], name: string): string[] {
  const seen = new Set([fold(name)]);
  return synonyms.filter((synonym) => synonym !== "" && !seen.has(fold(synonym)) && seen.add(fold(synonym)));
}

const isNumber = (text: string): boolean => /^\d+$/.test(text);

/** Why a label cannot stand beside the others: names are compared without regard to case, keys letter by letter. */
function findClash(labels: readonly VersionedLabel[], label: VersionedLabel): string | undefined {
  // As soon as one key is a number that is not the index, files' numbers are taken for keys.
  const numbersAreKeys = labels.some(({ index, key }) => isNumber(key) && Number(key) !== index);
  const number = [label.key, label.name].find((text) => isNumber(text) && Number(text) !== label.index);
  if (number !== undefined && !numbersAreKeys) {
    return `“${number}” would be mistaken for the index of a label. Use a name or key with letters in it.`;
  }
  for (const other of labels) {
    if (other.index === label.index) continue;
    const was = other.fate ? `, which is ${other.fate}` : "";
    if (fold(other.name) === fold(label.name))
      return `The name “${label.name}” is that of label ${other.index}${was}. Choose another one.`;
    if (other.key === label.key)
      return `The key “${label.key}” is that of “${other.name}”${was}. Choose another one.`;
    if (fold(other.key) === fold(label.name) || fold(other.name) === fold(label.key))
      return `“${label.name}” would be mistaken for “${other.name}” (key ${other.key})${was}: a file can call labels by name or key.`;
  }
  return findNameClash(labels, label, fold);
}
