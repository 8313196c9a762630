import { Failure } from "../../contract/failure.ts";
import { commandFor } from "../commandFor.ts";
import { badFile, listed, quoted, quotedValue } from "../fileFailure.ts";
import { AnswerReader } from "../text/answerReader.ts";
import { plainText } from "../text/plainText.ts";
import { isPersonColumn } from "./decidingColumns.ts";
import type { LabelCollector } from "./labelCollector.ts";
import type { LabelFile, LabelFileOptions } from "./labelFile.ts";
import { splitLabels } from "./splitLabels.ts";
import { findWideColumns, type LabelColumn, labelsOfWideRow } from "./wideTable.ts";

/** Usual names of the columns in tables of labels, and of columns that show a table to be something else. */
const names = {
  image: ["image", "filename", "file_name", "image_name", "file", "path", "image_path", "image_id"],
  label: [
    "label",
    "labels",
    "label_index",
    "class_index",
    "index",
    "label_id",
    "class_id",
    "category_id",
    "class",
    "classes",
    "category",
    "categories",
    "ground_truth",
    "target",
  ],
  provenance: ["provenance"],
  key: ["key"],
  answer: ["answer", "response", "vote", "judgement", "judgment"],
  probability: ["probability", "prob", "probabilities", "confidence", "score", "scores", "softmax_val"],
  prediction: ["rank", "logit", "logits", "prediction", "predictions", "predicted"],
} as const;

type Role = keyof typeof names;

/** A table of labels, and the role of each column. */
export interface LabelTable {
  columns: Partial<Record<Role, string>>;
  /** Set if there is a 0/1 column for each label instead of a column of labels. */
  wide: LabelColumn[] | undefined;
  /** Every column that is read. */
  names: string[];
  answers: AnswerReader;
  used: LabelFile["used"];
  unused: string[];
}

/**
 * Finds out which column or field is what. `label` takes precedence over other names; if two columns could be meant, a
 * person has to decide.
 *
 * @throws Failure `bad-file` for votes and predictions, which are no labels, and if a column is missing
 */
export function findLabelColumns(
  found: readonly string[],
  file: string,
  options: LabelFileOptions,
): LabelTable {
  const { minProbability } = options;
  const columns: LabelTable["columns"] = {};
  for (const role of Object.keys(names) as Role[]) {
    const column = findColumn(found, role, file);
    if (column !== undefined) columns[role] = column;
  }
  const { image, label, probability, prediction } = columns;
  const annotator = found.find((name) => name !== image && name !== label && isPersonColumn(name));
  if (annotator !== undefined) {
    throw badFile(
      file,
      `it is a file of votes, by its column ${quoted(annotator)}, not of labels. Make labels of it: ${commandFor("votes aggregate FILE")}`,
    );
  }
  if (prediction !== undefined) {
    throw badFile(
      file,
      `it seems to be a file of predictions, by its column ${quoted(prediction)}, not of labels. A file of labels has the columns image and label.`,
    );
  }
  if (image !== undefined && label === undefined && Object.keys(columns).length === 1) {
    const others = found.filter((name) => name !== image);
    const wide = findWideColumns(others, file, options);
    if (wide) return wideTable(image, wide, others, file, options);
  }
  if (image === undefined || label === undefined) {
    const missing = [...(image === undefined ? ["image"] : []), ...(label === undefined ? ["label"] : [])];
    throw badFile(
      file,
      `it has no column ${missing.map(quoted).join(" and ")}, but ${listed(found.map(quoted))}. Labels are read from the columns image and label.`,
    );
  }
  if (probability !== undefined && minProbability === undefined) {
    throw badFile(
      file,
      `its column ${quoted(probability)} needs a threshold: --min-probability 0.5 takes the labels above 0.5. Without one, every label that was asked about would count.`,
    );
  }
  if (probability === undefined && minProbability !== undefined) {
    throw badFile(file, "it has no column of probabilities that --min-probability could be compared with.");
  }
  const read = new Set(Object.values(columns));
  return {
    columns,
    wide: undefined,
    names: [...read],
    answers: new AnswerReader(),
    used: (Object.entries(columns) as [Role, string][]).map(([as, name]) => ({ name, as })),
    unused: found.filter((name) => !read.has(name)),
  };
}

function wideTable(
  image: string,
  wide: LabelColumn[],
  others: readonly string[],
  file: string,
  { minProbability }: LabelFileOptions,
): LabelTable {
  if (minProbability !== undefined) {
    throw badFile(
      file,
      "--min-probability goes with a column of probabilities, not with one for each label.",
    );
  }
  const names = wide.map(({ name }) => name);
  return {
    columns: { image },
    wide,
    names: [image, ...names],
    answers: new AnswerReader(),
    used: [
      { name: image, as: "image" },
      { name: listed(names, 3), as: "0 or 1 for each label" },
    ],
    unused: others.filter((name) => !names.includes(name)),
  };
}

function findColumn(found: readonly string[], role: Role, file: string): string | undefined {
  const [own] = names[role];
  for (const test of [
    (name: string) => plainText(name) === own,
    (name: string) => plainText(name).toLowerCase() === own,
    (name: string) => (names[role] as readonly string[]).includes(plainText(name).toLowerCase()),
  ]) {
    const [first, second] = found.filter(test);
    if (second !== undefined && (role === "image" || role === "label")) {
      throw badFile(
        file,
        `its columns ${quoted(first!)} and ${quoted(second)} both can be the ${role}. Call one of them "${own}", or take one out.`,
      );
    }
    if (first !== undefined) return first;
  }
  return undefined;
}

/**
 * Takes one row of such a table.
 * @param isPerImage whether a row holds all labels of its image; otherwise an image may have a row for each
 * @throws Failure `bad-file` with the row
 */
export function takeLabelRow(
  row: Readonly<Record<string, unknown>>,
  {
    table: { columns, wide, answers },
    into,
    isPerImage,
    where,
    file,
    options: { meaning, minProbability },
  }: {
    table: LabelTable;
    into: LabelCollector;
    isPerImage: boolean;
    where: string;
    file: string;
    options: LabelFileOptions;
  },
): void {
  const cell = (role: Role) => (columns[role] === undefined ? undefined : row[columns[role]]);
  const refuse = (why: string) => new Failure("bad-file", `${file}, ${where}: ${why}`);
  const image = cell("image");
  const label = cell("label");
  const provenance = String(cell("provenance") ?? "");
  if (wide) {
    into.addAll(image, labelsOfWideRow(row, wide, answers, refuse), where);
    return;
  }
  if (columns.probability !== undefined || columns.answer !== undefined) {
    const counted = labelsThatCount(label, row, { columns, answers }, minProbability, refuse);
    if (counted === undefined) into.addImage(image, where, provenance);
    else into.addOne(image, counted, where, provenance);
    return;
  }
  const key = cell("key");
  if (meaning && typeof key === "string" && key !== "" && typeof label === "string") {
    const [byKey, byLabel] = [meaning.find(key), meaning.find(plainText(label))];
    if (byKey !== undefined && byLabel !== undefined && byKey !== byLabel) {
      throw refuse(
        `the label ${quoted(label)} and the key ${quoted(key)} are different labels of ${meaning.space}. Is it another label space?`,
      );
    }
  }
  if (isPerImage) into.addAll(image, label, where, provenance);
  else into.addOne(image, label, where, provenance);
}

/** The labels of a row that count by its probability or answer; undefined if none do. */
export function labelsThatCount(
  label: unknown,
  row: Readonly<Record<string, unknown>>,
  { columns: { probability, answer }, answers }: Pick<LabelTable, "columns" | "answers">,
  minProbability: number | undefined,
  refuse: (why: string) => Failure,
): unknown {
  if (probability !== undefined) {
    const taken = takeProbable(label, row[probability], minProbability!, refuse);
    return taken.length === 0 ? undefined : taken;
  }
  if (answer === undefined) return label;
  const found = answers.find(row[answer]);
  if (found === "no") return undefined;
  if (found === "yes") return label;
  throw refuse(`the answer ${quotedValue(row[answer])} is not yes or no. Labels are those with yes.`);
}

/** The labels whose probability is greater than the threshold. */
function takeProbable(
  label: unknown,
  probability: unknown,
  threshold: number,
  refuse: (why: string) => Failure,
): string[] {
  const labels = splitLabels(label);
  const written = typeof probability === "string" ? (splitLabels(probability) ?? []) : [probability].flat();
  if (!labels || labels.length !== written.length) {
    throw refuse(`it has ${labels?.length ?? 0} labels and ${written.length} probabilities.`);
  }
  return labels.filter((_, at) => {
    const text = written[at];
    const number =
      typeof text === "number" ? text : typeof text === "string" && text !== "" ? Number(text) : Number.NaN;
    if (!(number >= 0 && number <= 1)) {
      throw refuse(`${quotedValue(text)} is no probability. It is a number from 0 to 1.`);
    }
    return number > threshold;
  });
}
