import { realpath } from "node:fs/promises";
import { isAbsolute, join, relative, sep } from "node:path";

/** Whether a path lies in a folder, or is that folder. Both are real paths: absolute and without links. */
export function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/**
 * The real absolute path of a file that a list names relative to a folder; undefined if it does not exist or lies
 * outside the folder, be it by `..`, an absolute path or a symbolic link.
 */
export async function resolveInside(root: string, path: string): Promise<string | undefined> {
  if (isAbsolute(path) || path.includes("\0")) return undefined;
  try {
    const [realRoot, realFile] = await Promise.all([realpath(root), realpath(join(root, path))]);
    return isInside(realRoot, realFile) ? realFile : undefined;
  } catch {
    return undefined;
  }
}
