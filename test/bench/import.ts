// Registers a long manifest in an empty project, then another as long in the full one, kills a server that has the
// database open, and starts it again:
//
//   node test/bench/import.ts [ROWS]
//
// Beside it: SQLite takes as many rows of a table of its own, in transactions as large.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, open, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import Sqlite from "sqlite-driver";
import { newId } from "../../src/db/sql/newId.ts";
import { program, runMeasured } from "./parts/runMeasured.ts";

const rows = Number(process.argv[2] ?? 1_000_000);
const rowsTogether = 2500;
const labels = 1000;
const folder = await mkdtemp(join(tmpdir(), "multilabelfy-bench-"));
const data = join(folder, "data");

const start = (...args: string[]) =>
  spawn(process.execPath, [program, ...args, "--data", data], { stdio: ["ignore", "pipe", "inherit"] });

const run = (...args: string[]) => runMeasured([...args, "--data", data]);

async function writeManifest(name: string): Promise<string> {
  const path = join(folder, `${name}.csv`);
  const file = await open(path, "w");
  await file.write("image,label\n");
  for (let from = 0; from < rows; from += 10_000) {
    const to = Math.min(rows, from + 10_000);
    const lines = Array.from({ length: to - from }, (_, at) => {
      const row = from + at;
      return `${name}/n${String(row % labels).padStart(8, "0")}/image_${row}.JPEG,${row % labels}\n`;
    });
    await file.write(lines.join(""));
  }
  await file.close();
  return path;
}

function insertBare(): number {
  const begin = performance.now();
  const bare = new Sqlite(join(folder, "bare.sqlite"));
  bare.pragma("journal_mode = WAL");
  bare.pragma("synchronous = FULL");
  bare.exec("CREATE TABLE image (id TEXT PRIMARY KEY, project TEXT, key TEXT, UNIQUE (project, key))");
  const insert = bare.prepare("INSERT INTO image VALUES (?, 'project', ?)");
  const chunk = bare.transaction((from: number) => {
    for (let row = from; row < Math.min(rows, from + rowsTogether); row++)
      insert.run(newId(), `a/${row}.JPEG`);
  });
  for (let from = 0; from < rows; from += rowsTogether) chunk(from);
  bare.close();
  return (performance.now() - begin) / 1000;
}

/** Until it answers; @returns the server and the seconds */
async function serve() {
  const begin = performance.now();
  const child = start("serve", "--json", "--port", "0");
  const [line] = (await once(createInterface(child.stdout), "line")) as [string];
  const { url } = JSON.parse(line) as { url: string };
  const reply = await fetch(`${url}/api/session`);
  if (reply.status !== 200) throw new Error(`the server answered ${reply.status}`);
  return { child, seconds: (performance.now() - begin) / 1000 };
}

const tell = (what: string, { seconds, peak }: { seconds: number; peak: number }) =>
  console.log(
    `${what}: ${seconds.toFixed(1)} s, ${(rows / seconds).toFixed(0)} rows/s, ${peak.toFixed(0)} MB at most`,
  );

try {
  await run("project", "create", "Bench");
  const [first, second] = [await writeManifest("first"), await writeManifest("second")];
  const register = (manifest: string) => run("import", "images", manifest, "--without-files", "--no-verify");
  const empty = await register(first);
  tell(`${rows.toLocaleString("en")} rows into an empty project`, empty);
  const full = await register(second);
  tell("as many into the full one", full);
  console.log(`full / empty: ${(full.seconds / empty.seconds).toFixed(2)}`);
  console.log(`SQLite alone: ${insertBare().toFixed(1)} s`);
  const { child } = await serve();
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
  const again = await serve();
  console.log(`after a kill, a server answers within ${again.seconds.toFixed(1)} s`);
  again.child.kill("SIGKILL");
  console.log(`load of the machine at the end: ${loadavg()[0]!.toFixed(1)}`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
