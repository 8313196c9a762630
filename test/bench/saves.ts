// Many annotators save at once, one save a second each, against one server on SQLite:
//
//   node test/bench/saves.ts [ANNOTATORS] [SECONDS]
//
// Each saves an image as a draft twice and then submits it, and holds the images ahead, as the page does. A save is timed from the moment at which it was due, so a
// server that falls behind shows it. Beside it, on the same disk: a bare commit of SQLite, and fsync alone.
import { spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import Sqlite from "sqlite-driver";
import { assignBatches } from "../../src/actions/batches/assignBatches.ts";
import { newId } from "../../src/db/sql/newId.ts";
import { openDatabase } from "../../src/db/sql/openDatabase.ts";
import { createAuth } from "../../src/server/accounts/auth.ts";
import { makeDraft, makePerson, makeProject } from "../factories.ts";
import { makeContext } from "../openFolder.ts";
import { findFreePort } from "../servers/findFreePort.ts";

const people = Number(process.argv[2] ?? 200);
const seconds = Number(process.argv[3] ?? 30);
const warmUp = 5;
const savesOfImage = 3;
/** As many as the page loads ahead. */
const imagesAhead = 20;
const imagesEach = Math.ceil((warmUp + seconds) / savesOfImage) + imagesAhead;

const folder = await mkdtemp(join(tmpdir(), "multilabelfy-bench-"));
const address = { kind: "sqlite" as const, file: join(folder, "multilabelfy.sqlite") };

/** The annotators with their cookies and images, on a database that is closed again. */
async function prepare(): Promise<{ cookie: string; assignments: string[] }[]> {
  const db = await openDatabase(address);
  const ctx = makeContext({ db, address, dataFolder: folder });
  const keys = Array.from({ length: (people / 2) * imagesEach }, (_, image) => [`${image}.jpg`, [1]]);
  const { project } = await makeProject(ctx, { images: Object.fromEntries(keys) });
  const annotators: string[] = [];
  for (let i = 0; i < people; i++)
    annotators.push(await makePerson(ctx, project, `person${i}`, ["annotator"]));
  await assignBatches(ctx, { project, annotators, batches: people / 2, overlap: 2, seed: 1 });

  const { internalAdapter, secret, authCookies } = await createAuth(ctx).$context;
  const clients = annotators.map(async (personId) => {
    const { token } = await internalAdapter.createSession(personId);
    const signature = createHmac("sha256", secret).update(token).digest("base64");
    const rows = await db
      .selectFrom("assignment")
      .select("id")
      .where("personId", "=", personId)
      .orderBy("position")
      .execute();
    return {
      cookie: `${authCookies.sessionToken.name}=${encodeURIComponent(`${token}.${signature}`)}`,
      assignments: rows.map(({ id }) => id),
    };
  });
  const ready = await Promise.all(clients);
  await db.destroy();
  return ready;
}

/** An annotator's saves, each timed; those of the first seconds do not count. */
async function work(
  url: string,
  { cookie, assignments }: { cookie: string; assignments: string[] },
  phase: number,
) {
  const begin = performance.now() + phase * 1000;
  const times: number[] = [];
  for (let save = 0; save < warmUp + seconds; save++) {
    const due = begin + save * 1000;
    await setTimeout(Math.max(0, due - performance.now()));
    const step = save % savesOfImage;
    const image = Math.floor(save / savesOfImage);
    const assignment = assignments[image]!;
    const ahead = assignments.slice(image + 1, image + 1 + imagesAhead);
    const response = await fetch(`${url}/api/assignments/${assignment}/annotation`, {
      method: "PUT",
      headers: { cookie, "content-type": "application/json" },
      body: JSON.stringify({
        operation: newId(),
        revision: step,
        state: step === savesOfImage - 1 ? "submitted" : "draft",
        annotation: makeDraft([save % 20]),
        ...(step === savesOfImage - 1 ? { holds: Object.fromEntries(ahead.map((id) => [id, 0])) } : {}),
      }),
    });
    const reply = await response.text();
    if (response.status !== 200) throw new Error(`${response.status}: ${reply}`);
    if (save >= warmUp) times.push(performance.now() - due);
  }
  return times;
}

/** The same rate of writes, one after the other, without anything around them. */
async function paced(count: number, write: () => void): Promise<number[]> {
  const times: number[] = [];
  const begin = performance.now();
  for (let i = 0; i < count; i++) {
    await setTimeout(Math.max(0, begin + (i * 1000) / people - performance.now()));
    const start = performance.now();
    write();
    times.push(performance.now() - start);
  }
  return times;
}

function commitBare(): Promise<number[]> {
  const bare = new Sqlite(join(folder, "bare.sqlite"));
  bare.pragma("journal_mode = WAL");
  bare.pragma("synchronous = FULL");
  bare.exec("CREATE TABLE draft (id INTEGER PRIMARY KEY, json TEXT)");
  const insert = bare.prepare("INSERT INTO draft (json) VALUES (?)");
  const json = JSON.stringify(makeDraft([1]));
  return paced(people * 5, () => insert.run(json)).finally(() => bare.close());
}

function syncAlone(): Promise<number[]> {
  const file = openSync(join(folder, "fsync"), "w");
  const page = Buffer.alloc(4096, 1);
  return paced(people * 5, () => {
    writeSync(file, page);
    fsyncSync(file);
  }).finally(() => closeSync(file));
}

/** Milliseconds for which a process had a processor so far, all its threads together; 0 where nobody tells. */
function usedByProcess(pid: number | undefined): number {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return 0;
  // After the name, which may hold anything, come the fields from the third on; 14 and 15 are ticks of 10 ms.
  const fields = readFileSync(file, "utf8").split(") ").at(-1)!.split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function tell(what: string, times: number[]): void {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1]?.toFixed(1);
  console.log(`${what}: p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)} ms (${times.length} times)`);
}

const clients = await prepare();
const port = await findFreePort();
const program = join(import.meta.dirname, "../../src/cli/main.ts");
const server = spawn(
  process.execPath,
  [...process.execArgv, program, "serve", "--json", "--port", String(port), "--data", folder],
  { stdio: ["ignore", "pipe", "inherit"] },
);
try {
  await once(createInterface(server.stdout), "line");
  const url = `http://127.0.0.1:${port}`;
  const used = usedByProcess(server.pid);
  const ended = await Promise.allSettled(clients.map((client, i) => work(url, client, i / people)));
  const failed = ended.filter((one) => one.status === "rejected");
  tell(
    `a save, ${people} annotators at one a second`,
    ended.flatMap((one) => (one.status === "fulfilled" ? one.value : [])),
  );
  const ms = (usedByProcess(server.pid) - used) / (people * (warmUp + seconds));
  console.log(`processor time of the server: ${ms.toFixed(2)} ms a save`);
  console.log(`annotators with an error: ${failed.length}`, failed[0]?.reason ?? "");
  tell("a commit of SQLite alone", await commitBare());
  tell("fsync alone", await syncAlone());
  console.log(
    `load of the machine at the end: ${loadavg()
      .map((load) => load.toFixed(1))
      .join(" ")}`,
  );
  if (failed.length > 0) process.exitCode = 1;
} finally {
  server.kill();
  await once(server, "exit");
  await rm(folder, { recursive: true, force: true });
}
