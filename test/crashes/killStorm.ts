import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { openDatabase } from "../../src/db/sql/openDatabase.ts";
import { makeTeam } from "../made/makeTeam.ts";
import { builtProgram } from "../servers/builtProgram.ts";
import { findFreePort } from "../servers/findFreePort.ts";
import { readSaves } from "./readSaves.ts";
import { saveWithoutEnd } from "./saveWithoutEnd.ts";

const program = await builtProgram();
const people = 8;
const imagesEach = 5;
/** Saves between two kills, at most; none at all is a kill as soon as the server listens. */
const maxBetween = 12;

/**
 * Kills a server again and again (SIGKILL), each time as soon as a random number of saves was acknowledged, while others
 * are under way. A ledger outside of it holds what was acknowledged.
 *
 * @param onKill is told of each kill, once the server is there again, and of the saves acknowledged so far
 * @param databaseUrl of an empty PostgreSQL database; without it, the data is in SQLite
 * @returns the number of saves that were acknowledged
 * @throws AssertionError where a save that was acknowledged is missing, is there twice, or is not what was sent; where
 *   one is there that nobody was told of; where the database is damaged
 */
export async function killStorm({
  kills,
  databaseUrl,
  onKill = () => {},
}: {
  kills: number;
  databaseUrl?: string;
  onKill?: (killed: number, acknowledged: number) => void;
}): Promise<number> {
  const { dataFolder, address, project, emails } = await makeTeam({
    people,
    imagesEach,
    ...(databaseUrl ? { databaseUrl } : {}),
  });
  const port = await findFreePort();
  const environment = {
    ...process.env,
    // A start that finds itself compiled costs half.
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(dataFolder, "compiled"),
    ...(databaseUrl ? { MULTILABELFY_DATABASE_URL: databaseUrl } : {}),
  };
  let server: ChildProcess | undefined;
  const start = async () => {
    const child = spawn(
      process.execPath,
      [program, "serve", "--json", "--port", String(port), "--data", dataFolder],
      { stdio: ["ignore", "pipe", "pipe"], env: environment },
    );
    server = child;
    let log = "";
    child.stderr.on("data", (text) => {
      log += text;
    });
    const early = once(child, "exit").then(([code]) => assert.fail(`the server ended with ${code}: ${log}`));
    await Promise.race([once(createInterface(child.stdout), "line"), early]);
    early.catch(() => {});
  };
  const end = async (signal: NodeJS.Signals) => {
    const ended = once(server!, "exit");
    server!.kill(signal);
    await ended;
  };

  // Only a server that ends by itself writes down what was compiled.
  await start();
  await end("SIGTERM");
  await start();
  const acknowledged = new Map<string, string[]>();
  let count = 0;
  let isOver = false;
  let wanted = 0;
  let isEnough = () => {};
  const onAcknowledged = () => {
    if (++count >= wanted) isEnough();
  };
  const clients = Promise.all(
    emails.map((email) =>
      saveWithoutEnd(`http://127.0.0.1:${port}`, email, project, acknowledged, () => isOver, onAcknowledged),
    ),
  );
  for (let killed = 0; killed < kills; killed++) {
    wanted = count + Math.floor(Math.random() * (maxBetween + 1));
    if (count < wanted) {
      const enough = new Promise<void>((resolve) => {
        isEnough = resolve;
      });
      await Promise.race([clients, enough]);
    }
    await end("SIGKILL");
    await start();
    onKill(killed + 1, count);
  }
  isOver = true;
  await clients;
  await end("SIGKILL");

  const db = await openDatabase(address);
  const stored = await readSaves(db, address.kind);
  await db.destroy();
  const expected = [...acknowledged].map(([assignment, comments]) => ({
    assignment,
    revision: comments.length,
    comment: comments.at(-1),
    events: comments.length,
    operations: comments.length,
  }));
  const byAssignment = (rows: { assignment: string }[]) =>
    rows.toSorted((a, b) => (a.assignment < b.assignment ? -1 : 1));
  assert.deepEqual(byAssignment(stored), byAssignment(expected));
  await rm(dataFolder, { recursive: true, force: true });
  return count;
}
