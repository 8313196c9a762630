import { badRow, listed, quoted } from "../fileFailure.ts";
import type { FileReading } from "../fileReading.ts";
import { isDecidingColumn } from "../labels/decidingColumns.ts";
import { isUnnamed } from "../labels/wideTable.ts";
import { plainText } from "../text/plainText.ts";
import { findColumns, readCsvRows } from "../text/readCsvRows.ts";
import type { VotesCollector } from "./collectVotes.ts";
import { type NotAsked, widely } from "./notAsked.ts";
import { voteColumns } from "./voteColumns.ts";

const notes: Record<NotAsked, string> = {
  empty: "an empty cell: not asked",
  no: "an empty cell, 0 or no: not asked",
  none: "an empty cell is a no",
};

/** A table of votes with several answers in a row. */
export interface WideTable {
  /** What each column stands for. */
  each: "label" | "annotator";
  /** The column of images; `row` is the column of what else occurs once in a row. */
  image: string;
  row: { name: string; as: "annotator" | "label" };
  columns: string[];
  unused: string[];
}

/** A table with a column for each label, or for each annotator; undefined for any other. */
export function findWideTable(names: readonly string[]): WideTable | undefined {
  const find = (column: keyof typeof voteColumns.aliases) =>
    findColumns(names, column, voteColumns.aliases[column]);
  const [images, label, annotator, answer] = [
    find("image"),
    find("label"),
    find("annotator"),
    find("answer"),
  ];
  if (images.length === 0 || answer.length > 0 || label.length > 0 === annotator.length > 0) return;
  const taken = new Set([...images, ...label, ...annotator]);
  const others = names.flatMap((name, at) => (taken.has(at) ? [] : [plainText(name)]));
  const [unused, columns] = [others.filter(isUnnamed), others.filter((name) => !isUnnamed(name))];
  if (columns.length === 0) return;
  const [each, as] = label.length > 0 ? (["annotator", "label"] as const) : (["label", "annotator"] as const);
  const [image, row] = [images[0]!, [...label, ...annotator][0]!].map((at) => plainText(names[at]!));
  return {
    each,
    image: image!,
    row: { name: row!, as },
    columns,
    unused: unused.filter((name) => name !== ""),
  };
}

/** @throws Failure `bad-file`: without the option, such a table does not say who was asked what */
export function refuseUndecided(file: string, { each, columns }: WideTable): never {
  throw badRow(
    file,
    1,
    `the header has no column "answer" and "${each}". If it has a column for each ${each} (${listed(columns.map(quoted), 3)}), an empty cell or a 0 can mean no, or that nobody was asked: say which cells mean that nobody was asked, --not-asked empty, no (these and 0) or none. Or write a row for each answer: image, label, annotator, answer.`,
  );
}

/** Matches columns that hold the truth, not somebody's answers. */
const trueLabels = /(?:^|[^a-z])(?:gold|truth|target|final|original|result)(?:$|[^a-z])/i;

/** Reads such a table into `votes`. @throws Failure `bad-file` with the row */
export async function readWideVotes(
  file: string,
  { each, image, row: inRow, columns, unused }: WideTable,
  { notAsked, votes }: { notAsked: NotAsked; votes: VotesCollector },
): Promise<FileReading> {
  const odd = columns.find((name) => isDecidingColumn(name) || trueLabels.test(name));
  if (odd !== undefined) {
    throw badRow(
      file,
      1,
      `the column ${quoted(odd)} seems to be no ${each} whose answers it holds, as every column but image and ${inRow.as} must. Take it out, or give the ${each} another name.`,
    );
  }
  const read = { required: ["image", inRow.as], optional: columns, aliases: voteColumns.aliases };
  for await (const { row, cells } of readCsvRows(file, read)) {
    for (const column of columns) {
      const written = cells[column]!;
      const isEmpty = written.trim() === "";
      if (isEmpty && notAsked !== "none") continue;
      const answer = isEmpty ? "no" : votes.answers.find(written);
      if (answer === undefined) {
        throw badRow(
          file,
          row,
          `the cell of ${quoted(column)} is ${quoted(written)}. With a column for each ${each}, the other columns hold yes, no and maybe (or true and false, 1 and 0) or nothing. Take any other column out.`,
        );
      }
      if (answer === "no" && notAsked === "no") continue;
      const [label, annotator] = each === "label" ? [column, cells.annotator!] : [cells.label!, column];
      votes.add(cells.image!, label, annotator, answer, row);
    }
  }
  return {
    file,
    format: `${widely}${each}`,
    used: [{ name: image, as: "image" }, inRow, { name: listed(columns, 20), as: `${each}s` }],
    unused,
    notes: [notes[notAsked]],
  };
}
