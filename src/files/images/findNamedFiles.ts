import { type Dirent, readdirSync } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { isInside } from "../resolveInside.ts";
import { decodePercentSigns } from "../text/decodePercentSigns.ts";
import { plainText } from "../text/plainText.ts";

/** What was found for a path that a list names. */
export type NamedFile =
  /** It exists, but is spelled differently on the disk. */
  | { found: string }
  /** Why there is no such image, and the nearest name that exists. */
  | { missing: string };

/**
 * Looks below a folder for the files that a list names. Each folder on the way is read once, and names are compared in
 * the form of `imageName`, because a list and a disk may write accents differently. A name that several files of a
 * folder share in that form counts as missing.
 *
 * @param root a real path
 * @param paths in the form of `imageName`
 * @returns those missing or spelled differently, by path; all others exist
 */
export async function findNamedFiles(root: string, paths: Iterable<string>): Promise<Map<string, NamedFile>> {
  const found = new Map<string, NamedFile>();
  const folders = new Map<string, Promise<Folder | undefined>>([["", readFolder(root, "")]]);
  const openFolder = (path: string): Promise<Folder | undefined> => {
    const known = folders.get(path);
    if (known !== undefined) return known;
    const opened = (async () => {
      const { folder, name } = split(path);
      const entry = (await openFolder(folder))?.entries.get(name);
      return entry && readFolder(root, join((await openFolder(folder))!.path, entry.name));
    })();
    folders.set(path, opened);
    return opened;
  };
  for (const path of paths) {
    const { folder, name } = split(path);
    const opened = await openFolder(folder);
    const file = opened ? await look(root, opened, name) : { missing: `there is no folder ${folder}` };
    if ("missing" in file || file.found !== path) found.set(path, file);
  }
  return found;
}

interface Folder {
  /** Below the root, as it is on disk. */
  path: string;
  entries: Map<string, Dirent>;
  /** Names that several entries share. */
  repeated: Set<string>;
}

function split(path: string): { folder: string; name: string } {
  const slash = path.lastIndexOf("/");
  return { folder: path.slice(0, Math.max(0, slash)), name: path.slice(slash + 1) };
}

/** Undefined if it is no folder, cannot be read, or lies outside the root. */
async function readFolder(root: string, path: string): Promise<Folder | undefined> {
  try {
    const real = await realpath(join(root, path));
    if (!isInside(root, real)) return undefined;
    const entries = readdirSync(real, { withFileTypes: true });
    const folder: Folder = { path, entries: new Map(), repeated: new Set() };
    for (const entry of entries) {
      const name = plainText(entry.name);
      if (folder.entries.has(name)) folder.repeated.add(name);
      folder.entries.set(name, entry);
    }
    return folder;
  } catch {
    return undefined;
  }
}

async function look(root: string, folder: Folder, name: string): Promise<NamedFile> {
  const entry = folder.entries.get(name);
  if (!entry) return { missing: hint(folder, name) };
  if (folder.repeated.has(name))
    return { missing: "several files are called so, but for accents or white space" };
  const path = join(folder.path, entry.name);
  if (entry.isFile()) return { found: path };
  if (!entry.isSymbolicLink()) return { missing: "it is no file" };
  const real = await realpath(join(root, path)).catch(() => undefined);
  if (real === undefined) return { missing: "it is a link that leads nowhere" };
  if (!isInside(root, real)) return { missing: "it is a link that leads out of the folder" };
  return (await stat(real)).isFile() ? { found: path } : { missing: "it is no file" };
}

/** How the name differs from an existing file's. */
function hint(folder: Folder, name: string): string {
  const { entries } = folder;
  const decoded = decodePercentSigns(name);
  if (decoded !== name && entries.has(decoded)) return `there is ${decoded}, without percent signs`;
  const lower = name.toLowerCase();
  for (const key of entries.keys())
    if (key.toLowerCase() === lower) return `there is ${key}, in other letters`;
  return "there is no such file";
}
