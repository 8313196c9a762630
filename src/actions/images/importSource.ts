import type { InputReading } from "../../core/evaluation/evaluationRecord.ts";
import type { FolderLayout } from "../../files/images/listImageFiles.ts";
import { compareUtf8 } from "../../files/text/compareUtf8.ts";
import type { LabelResolver, LabelRule, ResolvedLabel } from "../labels/resolveLabel.ts";

/** An image that is to be registered. */
export interface ImportRow {
  /** Of a manifest: the row that names it. */
  row: number | undefined;
  key: string;
  /** The key that it would have if class folders were kept where they are not, or the other way round. */
  otherKey: string | undefined;
  /** Below the root. */
  path: string;
  originals: readonly number[];
}

/** Rows that are at hand, or are made when they are asked for: there may be millions. */
export interface ImportRows extends Iterable<ImportRow> {
  readonly length: number;
  at(index: number): ImportRow | undefined;
}

/** Where an image stands in its source, for a report. */
export const whereIs = ({ row, path }: Pick<ImportRow, "row" | "path">): string =>
  row === undefined ? path : `row ${row}: ${path}`;

export interface Refusal {
  file: string;
  reason: string;
}

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** Why nothing of several files can be used: each reason with how many files it holds for, and the first of them. */
export function groupRefusals(refused: readonly Refusal[]): string {
  const byReason = [...Map.groupBy(refused, ({ reason }) => reason)].sort(
    ([, a], [, b]) => b.length - a.length,
  );
  const told = byReason.slice(0, 5).map(([reason, files]) => {
    const names = files.map(({ file }) => file).sort(compareUtf8);
    return `${plural(files.length, "file")} (${nameSome(names, 3)}): ${reason}`;
  });
  const more = byReason.length - told.length;
  return [...told, ...(more > 0 ? [`${plural(more, "further reason")}.`] : [])].join(" ");
}

export interface ImportSource {
  kind: FolderLayout | "manifest";
  /** What was taken for what. */
  reading: InputReading;
  /** Absolute path of the folder that paths start from. */
  root: string;
  /** Absolute path of what was given: the folder, manifest or archive. */
  origin: string;
  /** The folder into which an archive was unpacked; it goes once the images are kept. */
  unpacked: string | undefined;
  images: number;
  /** No two have one key. */
  rows: ImportRows;
  refused: Refusal[];
  /** Files without an image's extension, by extension. */
  ignored: Record<string, number>;
  /** Columns of a manifest that are not read. */
  unknownColumns: string[];
  /** How many folders (or cells of a manifest) were recognised by which rule. */
  matchedBy: Partial<Record<LabelRule, number>>;
  /** How the source was read, and what was left alone: sentences for the report. */
  notes: string[];
}

/** What a message says of names that mean no label: of one that several bear, which. */
export const explainNames = (names: readonly string[], resolve: LabelResolver): string => {
  const name = names.find((one) => resolve.explain?.(one) !== undefined);
  return name === undefined ? "" : ` “${name}” can be ${resolve.explain!(name)}.`;
};

export function countRules(labels: Iterable<ResolvedLabel | undefined>): Partial<Record<LabelRule, number>> {
  const counts: Partial<Record<LabelRule, number>> = {};
  for (const found of labels) if (found) counts[found.rule] = (counts[found.rule] ?? 0) + 1;
  return counts;
}

/** The first names, and how many more: a person reads no more in a message. */
export function nameSome(names: readonly string[], max = 20, between = ", "): string {
  const more = names.length - max;
  return names.slice(0, max).join(between) + (more > 0 ? ` and ${more} more` : "");
}
