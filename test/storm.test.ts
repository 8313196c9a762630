import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import Sqlite from "better-sqlite3";
import { expect, it } from "vitest";
import type { SaveReply } from "../src/contract/annotation.ts";
import type { WorkPosition } from "../src/contract/work.ts";
import { newId } from "../src/db/newId.ts";
import { makeBrowser, testPassword } from "../src/server/testServer.ts";
import { makeDraft } from "./factories.ts";
import { findFreePort } from "./findFreePort.ts";
import { makeTeam } from "./makeTeam.ts";

const kills = Number(process.env.MULTILABELFY_STORM_KILLS ?? 20);
const people = 6;
const imagesEach = 5;
const program = join(import.meta.dirname, "../src/cli/main.ts");

/** An annotator whose page saves again and again, and sends what got no answer once more, unchanged. */
async function saveWithoutEnd(
  url: string,
  email: string,
  project: string,
  acknowledged: Map<string, string[]>,
  over: () => boolean,
) {
  const browser = makeBrowser(url);
  const insist = async (method: string, path: string, body?: unknown): Promise<Response> => {
    while (true) {
      const response = await browser.send(method, path, body).catch(() => undefined);
      // While the server stops or starts, a request may be refused before anything is done with it.
      if (response && response.status !== 503) return response;
      await wait(20);
    }
  };
  const signedIn = await insist("POST", "/api/auth/sign-in/email", { email, password: testPassword });
  expect(signedIn.status).toBe(200);
  const position = (await (
    await insist("GET", `/api/projects/${project}/work/annotate/next`)
  ).json()) as WorkPosition;
  const assignments = [position.current, ...position.ahead].map((view) => view!.id);

  for (let save = 0; !over(); save++) {
    const assignment = assignments[save % assignments.length]!;
    const known = acknowledged.get(assignment) ?? [];
    const comment = `${email} ${save}`;
    const response = await insist("PUT", `/api/assignments/${assignment}/annotation`, {
      operation: newId(),
      revision: known.length,
      state: "draft",
      annotation: { ...makeDraft([save % 20]), comment },
    });
    expect([comment, response.status]).toEqual([comment, 200]);
    const { saved } = (await response.json()) as SaveReply;
    expect(saved.revision).toBe(known.length + 1);
    acknowledged.set(assignment, [...known, comment]);
  }
}

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
