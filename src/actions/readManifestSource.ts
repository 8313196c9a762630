import { realpath } from "node:fs/promises";
import { resolve } from "node:path";
import { Failure } from "../contract/failure.ts";
import { type ManifestRow, readManifest } from "../files/readManifest.ts";
import { countRules, type ImportRow, type ImportSource, nameSome, type Resolve } from "./importSource.ts";
import type { ResolvedLabel } from "./resolveLabel.ts";

/**
 * Reads which images a manifest names, and what their labels mean.
 *
 * @param folder where its paths start
 * @throws Failure `not-found`, `bad-file`; `unknown-label` (`details.labels`) where a cell means no label
 */
export async function readManifestSource(
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
    notes: [],
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

const verb = (number: number, plural: string) => (number === 1 ? `${plural}es` : plural);
const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? "" : "s"}`;
