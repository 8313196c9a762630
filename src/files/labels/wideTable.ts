import { badFile, listed, quoted, quotedValue } from "../fileFailure.ts";
import type { AnswerReader } from "../text/answerReader.ts";
import { plainText } from "../text/plainText.ts";
import type { LabelRules } from "./labelParser.ts";

/** A column of a table that has a column for each label. */
export interface LabelColumn {
  name: string;
  /** Its name, as a label of the file. */
  label: string;
}

/** Whether a column has the name that pandas and R give to an unnamed one. */
export const isUnnamed = (name: string) => /^(?:|unnamed: \d+|\.\.\.\d+)$/i.test(plainText(name));

/**
 * The label columns of a table that has one per label, named after it, saying whether the label is there: a 0/1 matrix
 * with a header.
 *
 * @param others all columns but the image's
 * @returns undefined if the columns have nothing to do with labels
 * @throws Failure `bad-file` if only some are labels, or their meaning is unknown
 */
export function findWideColumns(
  others: readonly string[],
  file: string,
  { meaning, classes = null }: LabelRules,
): LabelColumn[] | undefined {
  const names = others.filter((name) => !isUnnamed(name));
  if (names.length < 2) return undefined;
  const isLabel = (name: string) =>
    meaning ? meaning.find(plainText(name)) !== undefined : /^\d+$/.test(plainText(name));
  const [labels, rest] = [names.filter(isLabel), names.filter((name) => !isLabel(name))];
  if (labels.length < 2 && rest.length > 0) return undefined;
  if (rest.length > 0) {
    throw badFile(
      file,
      `it has no column "label", but columns that are called like labels (${listed(labels.map(quoted), 3)}) and others (${listed(rest.map(quoted), 3)}). For a table with a 0/1 column for each label, take the others out${meaning ? `, or call them as ${meaning.space} does` : ""}.`,
    );
  }
  if (!meaning && classes === null && !labels.some((name) => Number(name) === 0)) {
    throw badFile(
      file,
      `its columns ${listed(labels.map(quoted), 3)} can be labels that count from 0 or from 1. Say what they mean: --label-space, or --classes with the number of labels.`,
    );
  }
  const beyond = meaning
    ? undefined
    : labels.find((name) => Number(name) >= (classes ?? Number.POSITIVE_INFINITY));
  if (beyond !== undefined) {
    throw badFile(
      file,
      `its column ${quoted(beyond)} is out of range: there are ${classes} labels, from 0. If its columns count from 1, name them from 0.`,
    );
  }
  return labels.map((name) => ({ name, label: plainText(name) }));
}

/** The labels in a row of such a table. */
export function labelsOfWideRow(
  row: Readonly<Record<string, unknown>>,
  columns: readonly LabelColumn[],
  answers: AnswerReader,
  refuse: (why: string) => Error,
): string[] {
  return columns.flatMap(({ name, label }) => {
    const answer = answers.find(row[name]);
    if (answer === "yes") return [label];
    if (answer === "no") return [];
    throw refuse(
      `the cell of ${quoted(name)} is ${quotedValue(row[name])}. A table with a column for each label has 0 or 1 in each cell.`,
    );
  });
}
