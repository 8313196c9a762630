import { createHash } from "node:crypto";
import { mkdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import pLimit from "p-limit";
import { Failure } from "../../../contract/failure.ts";
import { isWebAddress } from "../../../files/images/nameOfAddress.ts";
import { readManifest } from "../../../files/images/readManifest.ts";
import type { Outside } from "../../../files/remote/askOutside.ts";
import { fetchImage } from "../../../files/remote/fetchImage.ts";
import { placeOfAddress } from "../../../files/remote/placeOfAddress.ts";
import type { JobInput } from "../../jobProgress.ts";
import type { LabelResolver } from "../../labels/resolveLabel.ts";
import type { ImportRow, ImportSource, Refusal } from "../importSource.ts";
import { readManifestSource } from "./readManifestSource.ts";

/** Images loaded in parallel: servers would take more for an attack. */
const atOnce = 4;
const askedAtOnce = 1000;

interface Input extends JobInput {
  outside?: Outside | undefined;
  /** Where images are kept until they belong to the project. */
  unpackInto?: string | undefined;
  unsortedLabels?: boolean | undefined;
  /** What the images are stored under; by default the list's path. */
  keptAs?: string | undefined;
  /** Which of these keys the project already has. */
  findKnown?: ((keys: readonly string[]) => Promise<ReadonlySet<string>>) | undefined;
}

/** Whether a manifest names images on the web, judged by its first image. */
export async function isRemoteList(list: string): Promise<boolean> {
  for await (const { image } of readManifest(list)) return isWebAddress(image);
  return false;
}

/**
 * Reads a manifest of images on the web, and loads those that the project lacks. After an interruption, images already
 * loaded are not loaded again. Labels are read before anything is loaded.
 *
 * @throws Failure those of `readManifestSource`; `wrong-usage` where the installation does not allow it
 */
export async function readRemoteSource(
  list: string,
  { outside, unpackInto: into, unsortedLabels, keptAs = list, findKnown, signal, onProgress }: Input,
  resolveLabel: LabelResolver,
): Promise<ImportSource> {
  if (!outside || !into)
    throw new Failure(
      "wrong-usage",
      `${list} names images from the web, and this installation loads none. Load them into a folder and import that; or whoever runs it sets MULTILABELFY_REMOTE_IMAGES=yes.`,
    );
  const folder = join(into, `web-${createHash("sha256").update(keptAs).digest("hex").slice(0, 16)}`);
  const addresses = new Map<string, string>();
  const placeOf = (written: string) => {
    const place = placeOfAddress(written);
    if ("path" in place) addresses.set(place.path, written.trim());
    return place;
  };
  await mkdir(folder, { recursive: true });
  const options = { folder, withoutFiles: true, unsortedLabels, placeOf };
  const source = await readManifestSource(list, options, resolveLabel);

  const refused = new Map<string, string>();
  const known = new Set<string>();
  const rows = [...source.rows];
  for (let first = 0; first < rows.length; first += askedAtOnce)
    for (const key of (await findKnown?.(rows.slice(first, first + askedAtOnce).map(({ key }) => key))) ?? [])
      known.add(key);
  const limit = pLimit(atOnce);
  let done = 0;
  await limit.map(rows, async ({ path, key }) => {
    signal?.throwIfAborted();
    const file = join(folder, path);
    const isThere =
      known.has(key) ||
      (await stat(file).then(
        (found) => found.isFile(),
        () => false,
      ));
    const why = isThere ? undefined : await fetchImage(outside, { url: addresses.get(path)!, file, signal });
    if (why !== undefined) refused.set(path, why);
    done++;
    onProgress?.({ step: "Loading images", done, total: rows.length });
  });
  const kept = rows.filter(({ path }) => !refused.has(path));
  return {
    ...source,
    ...{ root: folder, origin: keptAs, unpacked: folder, rows: kept, images: kept.length },
    refused: [...source.refused, ...rows.flatMap((row) => toRefusal(row, refused))],
    notes: [
      ...source.notes,
      `${basename(list)} names images from the web. They are called by host and path, and kept in the data folder.`,
    ],
  };
}

function toRefusal({ row, path }: ImportRow, refused: ReadonlyMap<string, string>): Refusal[] {
  const reason = refused.get(path);
  return reason === undefined ? [] : [{ file: `row ${row}: ${path}`, reason }];
}
