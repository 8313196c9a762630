import type { InputReading } from "../../core/evaluation/evaluationRecord.ts";
import type { FolderLayout } from "../../files/images/listImageFiles.ts";
import { compareUtf8 } from "../../files/text/compareUtf8.ts";
import type { LabelResolver, LabelRule, ResolvedLabel } from "../labels/resolveLabel.ts";

/** An image to be registered. */
export interface ImportRow {
  /** For a manifest: the row that names it. */
  row: number | undefined;
  key: string;
  /** The key it would have if class folders were part of keys where they are not, or the other way round. */
  otherKey: string | undefined;
  /** Path below the root. */
  path: string;
  originals: readonly number[];
}

/** Rows that are in memory, or made on demand: there may be millions. */
export interface ImportRows extends Iterable<ImportRow> {
  readonly length: number;
  at(index: number): ImportRow | undefined;
}

/** Where an image is in its source, for a report. */
export const whereIs = ({ row, path }: Pick<ImportRow, "row" | "path">): string =>
  row === undefined ? path : `row ${row}: ${path}`;

export interface Refusal {
  file: string;
  reason: string;
}

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** Why none of several files can be used: each reason with its number of files, and the first of them. */
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
  /** How the source was understood. */
  reading: InputReading;
  /** Absolute path of the folder where paths start. */
  root: string;
  /** Absolute path of what was given: the folder, manifest or archive. */
  origin: string;
  /** The folder into which an archive was unpacked; it is removed once the images are stored. */
  unpacked: string | undefined;
  images: number;
  /** No two have the same key. */
  rows: ImportRows;
  refused: Refusal[];
  /** Number of files without an image's extension, by extension. */
  ignored: Record<string, number>;
  /** Columns of a manifest that are not read. */
  unknownColumns: string[];
  /** How many folders (or cells of a manifest) each rule recognised. */
  matchedBy: Partial<Record<LabelRule, number>>;
  /** How the source was read, and what was ignored: sentences for the report. */
  notes: string[];
}

/** What a message adds about names that mean no label: for an ambiguous one, the labels it can mean. */
export const explainNames = (names: readonly string[], resolve: LabelResolver): string => {
  const name = names.find((one) => resolve.explain?.(one) !== undefined);
  return name === undefined ? "" : ` “${name}” can be ${resolve.explain!(name)}.`;
};

export function countRules(labels: Iterable<ResolvedLabel | undefined>): Partial<Record<LabelRule, number>> {
  const counts: Partial<Record<LabelRule, number>> = {};
  for (const found of labels) if (found) counts[found.rule] = (counts[found.rule] ?? 0) + 1;
  return counts;
}

/** The first names, and how many more: nobody reads more in a message. */
export function nameSome(names: readonly string[], max = 20, between = ", "): string {
  const more = names.length - max;
  return names.slice(0, max).join(between) + (more > 0 ? ` and ${more} more` : "");
}
