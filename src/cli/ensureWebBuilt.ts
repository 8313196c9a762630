import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { Failure } from "../contract/failure.ts";
import { holdLock, type Lock } from "../db/sql/holdLock.ts";
import { packageFolder } from "../files/programPlace.ts";
import { interruption, wasInterrupted } from "./interruption.ts";
import { startPublic } from "./keepPrivate.ts";

const script = join(packageFolder, "scripts/build.ts");
const page = join(packageFolder, "dist/web/index.html");
const sources = [
  "src/web",
  "src/charts",
  "src/contract",
  "src/core",
  "src/stats",
  "scripts/build.ts",
  "vite.config.ts",
  "package-lock.json",
];

/**
 * Builds the web page where it is missing or older than what it is made from.
 * @throws Failure `not-ready` where the build fails
 */
export async function ensureWebBuilt(): Promise<void> {
  // An installation without the sources has nothing to build from, and nothing that could be newer.
  if (!existsSync(script) || (await isCurrent())) return;
  const lock = await waitForLock();
  try {
    // Whoever held the lock may have built it.
    if (!(await isCurrent())) await build();
  } finally {
    lock.release();
  }
}

async function isCurrent(): Promise<boolean> {
  const built = await stat(page).catch(() => undefined);
  return built !== undefined && built.mtimeMs >= (await newestChange(sources));
}

/** Two builds at once would empty each other's folder. */
async function waitForLock(): Promise<Lock> {
  for (;;) {
    try {
      return holdLock(join(packageFolder, "dist/web.lock"), "The web page is being built.");
    } catch (error) {
      if (!(error instanceof Failure && error.code === "in-use")) throw error;
      interruption().throwIfAborted();
      await setTimeout(200);
    }
  }
}

async function build(): Promise<void> {
  console.error("Building the web page ...");
  const child = startPublic(() =>
    spawn(process.execPath, [script], { cwd: packageFolder, stdio: ["ignore", "pipe", "pipe"] }),
  );
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const [code] = await once(child, "close");
  if (code === 0) return;
  if (wasInterrupted()) throw new DOMException("", "AbortError");
  throw new Failure(
    "not-ready",
    `The web page could not be built. Run npm run build to see more.\n${output.trim()}`,
  );
}

async function newestChange(paths: readonly string[]): Promise<number> {
  let newest = 0;
  for (const path of paths.map((name) => join(packageFolder, name)).filter(existsSync)) {
    const files = (await stat(path)).isDirectory() ? await readdir(path, { recursive: true }) : [""];
    for (const file of files) newest = Math.max(newest, (await stat(join(path, file))).mtimeMs);
  }
  return newest;
}
