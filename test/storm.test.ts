import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import Sqlite from "better-sqlite3";
import { expect, it } from "vitest";
import { findFreePort } from "./findFreePort.ts";
import { makeTeam } from "./makeTeam.ts";
import { saveWithoutEnd } from "./saveWithoutEnd.ts";

const kills = Number(process.env.MULTILABELFY_STORM_KILLS ?? 20);
const people = 6;
const imagesEach = 5;
const program = join(import.meta.dirname, "../src/cli/main.ts");

it(
  "loses no save that was acknowledged, and doubles none, however often the server is killed",
  async () => {
    const { dataFolder, file, project, emails } = await makeTeam({ people, imagesEach });
    const port = await findFreePort();
    let server: ChildProcess | undefined;
    const start = async () => {
      const child = spawn(
        process.execPath,
        [program, "serve", "--json", "--port", String(port), "--data", dataFolder],
        {
          stdio: ["ignore", "pipe", "ignore"],
        },
      );
      server = child;
      await once(createInterface(child.stdout), "line");
    };
    const kill = async () => {
      const ended = once(server!, "exit");
      server!.kill("SIGKILL");
      await ended;
    };

    await start();
    const acknowledged = new Map<string, string[]>();
    let isOver = false;
    const url = `http://127.0.0.1:${port}`;
    const clients = Promise.all(
      emails.map((email) => saveWithoutEnd(url, email, project, acknowledged, () => isOver)),
    );
    const countSaves = () => [...acknowledged.values()].flat().length;
    /** Some time after the server has begun to answer, however long that takes it on a busy machine. */
    const amidSaves = async () => {
      const before = countSaves();
      while (countSaves() === before) await wait(5);
      await wait(Math.random() * 400);
    };
    for (let killed = 0; killed < kills; killed++) {
      await Promise.race([clients, amidSaves()]);
      await kill();
      await start();
    }
    isOver = true;
    await clients;
    await kill();

    const stored = new Sqlite(file, { readonly: true });
    expect(stored.pragma("integrity_check", { simple: true })).toBe("ok");
    const rows = stored
      .prepare(
        `SELECT annotation.assignmentId, annotation.revision, annotation.comment,
           (SELECT count(*) FROM event WHERE event.assignmentId = annotation.assignmentId) AS events
         FROM annotation`,
      )
      .all() as { assignmentId: string; revision: number; comment: string; events: number }[];
    console.log(
      `${countSaves()} saves acknowledged to ${people} people while the server was killed ${kills} times`,
    );
    expect(countSaves()).toBeGreaterThanOrEqual(kills);
    expect(rows).toHaveLength(acknowledged.size);
    for (const { assignmentId, revision, comment, events } of rows) {
      const comments = acknowledged.get(assignmentId)!;
      expect({ revision, comment, events }).toEqual({
        revision: comments.length,
        comment: comments.at(-1),
        events: comments.length,
      });
    }
    stored.close();
    await rm(dataFolder, { recursive: true, force: true });
  },
  300_000 + kills * 5_000,
);
