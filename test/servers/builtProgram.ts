import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");
const cache = join(root, ".cache");
const day = 24 * 3600 * 1000;

/** Of everything that the program is compiled from. */
async function hashSources(): Promise<string> {
  const names = await readdir(join(root, "src"), { recursive: true });
  const code = names.filter((name) => name.endsWith(".ts") && !/\.test\.ts$|^web[\\/]/.test(name)).sort();
  const hash = createHash("sha256");
  for (const file of [
    "package-lock.json",
    "scripts/buildProgram.ts",
    ...code.map((name) => join("src", name)),
  ])
    hash.update(file).update(await readFile(join(root, file)));
  return hash.digest("hex").slice(0, 16);
}

/** What was compiled from other sources, and is not of today: a run beside this one may still use the rest. */
async function removeOld(): Promise<void> {
  for (const name of await readdir(cache).catch(() => [])) {
    const folder = join(cache, name);
    const { mtimeMs } = await stat(folder).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (Date.now() - mtimeMs > day) await rm(folder, { recursive: true, force: true });
  }
}

/**
 * The program as it is installed, made from the sources of this moment: tests start it hundreds of times, and it starts
 * in half the time of the sources.
 *
 * @returns the path of the file that Node runs
 */
export async function builtProgram(): Promise<string> {
  const folder = join(cache, `program-${await hashSources()}`);
  if (!existsSync(folder)) {
    await removeOld();
    const unfinished = `${folder}.${process.pid}`;
    // What compiles takes longer to load than the rest of this, and is needed once.
    const { buildProgram } = await import("../../scripts/buildProgram.ts");
    await buildProgram(unfinished);
    // Another run may have made the same in the meantime.
    await rename(unfinished, folder).catch(() => rm(unfinished, { recursive: true, force: true }));
  }
  return join(folder, "cli/main.js");
}
