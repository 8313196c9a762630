import type { NamedFile } from "../../../files/images/findNamedFiles.ts";
import { imageName } from "../../../files/images/imageName.ts";
import { decodePercentSigns } from "../../../files/text/decodePercentSigns.ts";
import { isKey } from "../../../storage/isKey.ts";
import type { ReadableStorage } from "../../../storage/storage.ts";

/**
 * Looks for the objects that a list names below a place in a bucket, as `findNamedFiles` looks for files: names are
 * compared in the form of `imageName`, and a name that several objects share in that form counts as missing. The bucket
 * is listed once, and only named objects are kept in memory.
 *
 * @param paths in the form of `imageName`
 * @returns those that are missing or spelled differently, by path; the others exist
 */
export async function findNamedKeys(
  storage: Pick<ReadableStorage, "list">,
  paths: Iterable<string>,
): Promise<Map<string, NamedFile>> {
  const wanted = new Set(paths);
  const left = new Set(wanted);
  const odd = new Map<string, NamedFile>();
  const folder = sharedFolder(wanted);
  for await (const key of storage.list(folder)) {
    const path = nameOf(key);
    if (path === undefined || !wanted.has(path)) continue;
    if (!left.delete(path))
      odd.set(path, { missing: "several objects are called so, but for accents or white space" });
    else if (path !== key) odd.set(path, { found: key });
  }
  if (left.size > 0) await explainMissing(storage, folder, left, odd);
  return odd;
}

/** undefined for anything that is not a file's name. */
const nameOf = (key: string): string | undefined =>
  isKey(key) && !key.includes("\\") ? imageName(key) : undefined;

/** The folder that contains them all. If its name can be spelled in several ways, the folder above it is listed. */
function sharedFolder(paths: ReadonlySet<string>): string {
  let shared: string[] | undefined;
  for (const path of paths) {
    const parts = path.split("/").slice(0, -1);
    shared = shared === undefined ? parts : shared.slice(0, firstOther(shared, parts));
    if (shared.length === 0) return "";
  }
  const plain = (shared ?? []).findIndex((part) => !/^[\x21-\x7e]+$/.test(part));
  return (shared ?? []).slice(0, plain < 0 ? undefined : plain).join("/");
}

function firstOther(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((part, index) => part !== b[index]);
  return at < 0 ? a.length : at;
}

/** For missing objects, names similar ones that exist: the bucket is listed once more for that. */
async function explainMissing(
  storage: Pick<ReadableStorage, "list">,
  folder: string,
  missing: ReadonlySet<string>,
  odd: Map<string, NamedFile>,
): Promise<void> {
  const byLetters = new Map<string, string>();
  const byDecoded = new Map<string, string>();
  for (const path of missing) {
    odd.set(path, { missing: "there is no such object" });
    byLetters.set(path.toLowerCase(), path);
    const decoded = decodePercentSigns(path);
    if (decoded !== path) byDecoded.set(decoded, path);
  }
  for await (const key of storage.list(folder)) {
    const coded = byDecoded.get(key);
    const otherCase = byLetters.get(key.toLowerCase());
    if (coded !== undefined) odd.set(coded, { missing: `there is ${key}, without percent signs` });
    else if (otherCase !== undefined && otherCase !== key)
      odd.set(otherCase, { missing: `there is ${key}, in other letters` });
  }
}
