import { once } from "node:events";
import { rm } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { expect, it, onTestFailed } from "vitest";
import { openDatabase } from "../../src/db/sql/openDatabase.ts";
import { readSaves } from "../crashes/readSaves.ts";
import { saveWithoutEnd } from "../crashes/saveWithoutEnd.ts";
import { makeTeam } from "../made/makeTeam.ts";
import { readyLine, startProgram } from "../servers/runProgram.ts";
import { startPostgres } from "./startPostgres.ts";

const restarts = 10;
const people = 4;

it("a server outlives its PostgreSQL: saves wait while it is away, none is lost, none fails otherwise", async () => {
  const postgres = await startPostgres();
  const { dataFolder, address, project, emails } = await makeTeam({
    people,
    imagesEach: 5,
    databaseUrl: postgres.url,
  });
  const args = ["serve", "--json", "--port", "0", "--data", dataFolder];
  const server = startProgram(args, dataFolder, { MULTILABELFY_DATABASE_URL: postgres.url });
  // One that fails leaves nothing behind that runs.
  onTestFailed(async () => {
    server.kill("SIGKILL");
    await postgres.stop();
  });
  let log = "";
  server.stderr!.on("data", (text: string) => {
    log += text;
  });
  const { url } = await readyLine<{ url: string }>(server);

  const acknowledged = new Map<string, string[]>();
  let isOver = false;
  const clients = Promise.all(
    emails.map((email) => saveWithoutEnd(url, email, project, acknowledged, () => isOver)),
  );
  const countSaves = () => [...acknowledged.values()].flat().length;
  const amidSaves = async () => {
    const before = countSaves();
    while (countSaves() < before + people && server.exitCode === null) await wait(5);
    expect([server.exitCode, log]).toEqual([null, ""]);
  };
  for (let restart = 0; restart < restarts; restart++) {
    await Promise.race([clients, amidSaves()]);
    if (restart % 4 === 3) await endConnections(postgres.url);
    else await postgres.restart((["SIGINT", "SIGQUIT", "SIGKILL"] as const)[restart % 4]!);
  }
  await Promise.race([clients, amidSaves()]);
  isOver = true;
  await clients;
  // Nothing happened that the program did not foresee.
  expect(log).toBe("");
  server.kill("SIGTERM");
  expect(await once(server, "exit")).toEqual([0, null]);

  const db = await openDatabase(address);
  const stored = await readSaves(db, "postgres");
  await db.destroy();
  await postgres.stop();
  expect(stored).toHaveLength(acknowledged.size);
  for (const { assignment, ...saves } of stored) {
    const comments = acknowledged.get(assignment)!;
    const count = comments.length;
    expect(saves).toEqual({
      revision: count,
      comment: comments.at(-1),
      events: count,
      operations: count,
    });
  }
  await rm(dataFolder, { recursive: true, force: true });
}, 300_000);

/** What an administrator, or a proxy in between, does to connections in use. */
async function endConnections(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()");
  await client.end();
}
