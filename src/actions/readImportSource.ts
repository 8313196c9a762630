import { realpath, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { Failure } from "../contract/failure.ts";
import { type FolderLayout, type ListedImage, listImageFiles } from "../files/listImageFiles.ts";
import { type ManifestRow, readManifest } from "../files/readManifest.ts";
import type { LabelRule, ResolvedLabel } from "./resolveLabel.ts";

/** An image that is to be registered. */
export interface ImportRow {
  /** Where it stands in the source, for a report. */
  where: string;
  key: string;
  /** The key that it would have if class folders were kept where they are not, or the other way round. */
  otherKey: string | undefined;
  /** Below the root. */
  path: string;
  originals: number[];
}

export interface Refusal {
  file: string;
  reason: string;
}

export interface ImportSource {
  kind: FolderLayout | "manifest";
  /** Absolute path of the folder that paths start from. */
  root: string;
  images: number;
  rows: Iterable<ImportRow> | AsyncIterable<ImportRow>;
  refused: Refusal[];
  /** Files without an image's extension, by extension. */
  ignored: Record<string, number>;
  /** Columns of a manifest that are not read. */
  unknownColumns: string[];
  /** How many folders (or cells of a manifest) were recognised by which rule. */
  matchedBy: Partial<Record<LabelRule, number>>;
}

type Resolve = (written: string) => ResolvedLabel | undefined;

/** More than a person reads in a message; all of them are in the failure's details. */
const mostNamed = 20;

/**
 * Reads what a folder or manifest holds, and what its labels mean. Nothing is refused later than here because of a
 * label: one that means none refuses the whole source, with the list.
 *
 * @param input.folder of a manifest: where its paths start; by default the manifest's own folder
 * @throws Failure `not-found`, `bad-file`, `unknown-label` (`details.labels`)
 */
export async function readImportSource(
  input: { source: string; folder?: string | undefined; layout?: FolderLayout | undefined },
  resolveLabel: Resolve,
): Promise<ImportSource> {
  const source = resolve(input.source);
  const status = await stat(source).catch(() => undefined);
  if (!status) throw new Failure("not-found", `There is no folder or file ${source}. Check the path.`);
  return status.isDirectory()
    ? readFolder(source, input.layout, resolveLabel)
    : readManifestSource(source, input.folder ?? dirname(source), resolveLabel);
}

async function readFolder(
  folder: string,
  layout: FolderLayout | undefined,
  resolveLabel: Resolve,
): Promise<ImportSource> {
  const listing = await listImageFiles(folder, layout ? { layout } : {});
  const { images, ignored } = listing;
  if (images.length === 0) throw new Failure("bad-file", `${folder} holds no images.${tellIgnored(ignored)}`);

  const classFolders = new Set(images.flatMap(({ classFolder }) => classFolder ?? []));
  const labels = new Map([...classFolders].map((name) => [name, resolveLabel(name)]));
  const unmatched = [...classFolders].filter((name) => !labels.get(name));
  if (unmatched.length > 0) {
    throw new Failure(
      "unknown-label",
      `${count(unmatched.length, "folder")} of ${folder} ${verb(unmatched.length, "match")} no label: ${nameSome(unmatched)}. Rename them to a ` +
        "label's key, index or name (or use --layout flat if folders are not classes). Nothing was imported.",
      { labels: unmatched },
    );
  }

  function* rows(): Generator<ImportRow> {
    for (const image of images) {
      const { key, path, classFolder } = image;
      const label = classFolder === undefined ? undefined : labels.get(classFolder);
      const otherKey = findOtherKey(image, listing.classFolderInKeys);
      yield { where: path, key, otherKey, path, originals: label ? [label.label] : [] };
    }
  }
  return {
    kind: listing.layout,
    root: await realpath(folder),
    images: images.length,
    rows: rows(),
    refused: listing.refused.map(({ path, message }) => ({ file: path, reason: message })),
    ignored,
    unknownColumns: [],
    matchedBy: countRules(labels.values()),
  };
}

function findOtherKey({ key, classFolder }: ListedImage, classFolderInKeys: boolean): string | undefined {
  if (classFolder === undefined) return undefined;
  return classFolderInKeys ? key.slice(classFolder.length + 1) : `${classFolder}/${key}`;
}

async function readManifestSource(
  manifest: string,
  folder: string,
  resolveLabel: Resolve,
): Promise<ImportSource> {
  const root = await realpath(folder).catch(() => undefined);
  if (!root) throw new Failure("not-found", `There is no folder ${resolve(folder)}. Check the path.`);
  let unknownColumns: string[] = [];
  const labels = new Map<string, ResolvedLabel | undefined>();
  const unmatched = new Map<string, number>();
  let images = 0;
  // Once through to check every label, before a second time registers any row.
  const onUnknownColumns = (names: string[]) => {
    unknownColumns = names;
  };
  for await (const { row, labels: written } of namingTheFile(manifest, { onUnknownColumns })) {
    images++;
    for (const label of written) {
      if (!labels.has(label)) labels.set(label, resolveLabel(label));
      if (!labels.get(label) && !unmatched.has(label)) unmatched.set(label, row);
    }
  }
  if (images === 0) throw new Failure("bad-file", `${manifest} names no images.`);
  if (unmatched.size > 0) {
    const named = [...unmatched].map(([label, row]) => `${label} (row ${row})`);
    throw new Failure(
      "unknown-label",
      `${count(unmatched.size, "label")} of ${manifest} ${verb(unmatched.size, "match")} no label of the project: ${nameSome(named)}. Write a ` +
        "label's key, index or name. Nothing was imported.",
      { labels: [...unmatched.keys()] },
    );
  }

  async function* rows(): AsyncGenerator<ImportRow> {
    for await (const { row, key, path, labels: written } of namingTheFile(manifest)) {
      const originals = new Set(written.flatMap((label) => labels.get(label)?.label ?? []));
      yield { where: `row ${row}: ${path}`, key, otherKey: undefined, path, originals: [...originals] };
    }
  }
  return {
    kind: "manifest",
    root,
    images,
    rows: rows(),
    refused: [],
    ignored: {},
    unknownColumns,
    matchedBy: countRules(labels.values()),
  };
}

/** The rows of a manifest; a row's failure says which file it is in. */
async function* namingTheFile(
  manifest: string,
  options: Parameters<typeof readManifest>[1] = {},
): AsyncGenerator<ManifestRow> {
  try {
    yield* readManifest(manifest, options);
  } catch (error) {
    if (!(error instanceof Failure) || error.message.includes(manifest)) throw error;
    throw new Failure(error.code, `${manifest}, ${error.message} Nothing was imported.`, error.details);
  }
}

function countRules(labels: Iterable<ResolvedLabel | undefined>): Partial<Record<LabelRule, number>> {
  const counts: Partial<Record<LabelRule, number>> = {};
  for (const found of labels) if (found) counts[found.rule] = (counts[found.rule] ?? 0) + 1;
  return counts;
}

function tellIgnored(ignored: Record<string, number>): string {
  const kinds = Object.entries(ignored).map(
    ([extension, files]) => `${files} ${extension || "without extension"}`,
  );
  return kinds.length > 0 ? ` Other files: ${kinds.join(", ")}.` : "";
}

const verb = (number: number, plural: string) => (number === 1 ? `${plural}es` : plural);
const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? "" : "s"}`;

function nameSome(names: readonly string[]): string {
  const more = names.length - mostNamed;
  return names.slice(0, mostNamed).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
