import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { expect, it } from "vitest";
import type { WorkPosition } from "../../src/contract/tasks/work.ts";
import { newId } from "../../src/db/sql/newId.ts";
import { makeBrowser } from "../../src/server/testServer.ts";
import { makeDraft } from "../factories.ts";
import { makeTeam } from "../made/makeTeam.ts";
import { builtProgram } from "../servers/builtProgram.ts";
import { findFreePort } from "../servers/findFreePort.ts";

const people = 6;
const savesEach = 5;
const program = await builtProgram();
const canTrace = spawnSync("strace", ["-o", "/dev/null", "true"]).status === 0;

/** The system calls of a program, in their order, once all are written down. */
async function readTrace(file: string, pid: number): Promise<string[]> {
  while (true) {
    const calls = (await readFile(file, "utf8")).split("\n");
    if (calls.some((call) => call.startsWith(`${pid} `) && call.includes("+++ exited")))
      return joinHalves(calls);
    await setTimeout(50);
  }
}

/**
 * A call during which another thread made one stands on two lines. Whole, it stands where it ended if it waits for the
 * disk, else where it began: so nothing counts as earlier than it was for the disk, nor as later for a reply.
 */
function joinHalves(lines: readonly string[]): string[] {
  const joined = [...lines];
  const begun = new Map<string, number>();
  for (const [at, line] of lines.entries()) {
    const thread = line.split(" ", 1)[0]!;
    const start = / <unfinished \.\.\.>$/.exec(line);
    if (start) {
      begun.set(thread, at);
      joined[at] = line.slice(0, start.index);
    }
    const end = /<\.\.\. (\w+) resumed>/.exec(line);
    if (!end) continue;
    const first = begun.get(thread)!;
    const whole = joined[first] + line.slice(end.index + end[0].length);
    [joined[first], joined[at]] = /sync$/.test(end[1]!) ? ["", whole] : [whole, ""];
  }
  return joined;
}

it.skipIf(!canTrace)(
  "answers a save only after the disk has it, also where several are committed together (needs strace)",
  async () => {
    const { dataFolder, project, emails } = await makeTeam({ people, imagesEach: 1 });
    const port = await findFreePort();
    const trace = join(dataFolder, "trace");
    const server = spawn(
      "strace",
      // Beside the server, which stays this process's child; strings as long as a page of the database; the file behind
      // each number.
      [
        "-D",
        "-f",
        "-y",
        "-s",
        "5000",
        "-e",
        "trace=pwrite64,fsync,fdatasync,write,writev",
        "-o",
        trace,
      ].concat(process.execPath, [program, "serve", "--json", "--port", String(port), "--data", dataFolder]),
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    await once(createInterface(server.stdout), "line");

    const answered = await Promise.all(
      emails.map(async (email) => {
        const browser = makeBrowser(`http://127.0.0.1:${port}`);
        await browser.signIn(email);
        const next = await browser.send("GET", `/api/projects/${project}/work/annotate/next`);
        const { id } = ((await next.json()) as WorkPosition).current!;
        const operations = Array.from({ length: savesEach }, () => newId());
        for (const [revision, operation] of operations.entries()) {
          const state = revision === savesEach - 1 ? "submitted" : "draft";
          const body = { operation, revision, state, annotation: makeDraft([revision]) };
          const reply = await browser.send("PUT", `/api/assignments/${id}/annotation`, body);
          expect(reply.status).toBe(200);
        }
        return { id, operations };
      }),
    );
    server.kill("SIGTERM");
    await once(server, "exit");
    const calls = await readTrace(trace, server.pid!);
    const find = (after: number, what: RegExp) =>
      calls.findIndex((call, index) => index > after && what.test(call));
    const commits = new Set<number>();
    for (const { id, operations } of answered) {
      let earlier = 0;
      for (const [revision, operation] of operations.entries()) {
        const reply = RegExp(`write.*<(socket|TCP).*${id}\\\\",\\\\"revision\\\\":${revision + 1},`);
        const written = find(earlier, RegExp(`pwrite64\\(.*-wal>.*${operation}`));
        const synced = find(written, /f(data)?sync\(.*-wal>\) += 0/);
        const known = find(earlier, reply);
        expect([written, synced, known]).not.toContain(-1);
        expect([written, synced, known]).toEqual([written, synced, known].toSorted((a, b) => a - b));
        commits.add(synced);
        earlier = known;
      }
    }
    console.log(`${people * savesEach} saves were acknowledged after ${commits.size} waits for the disk`);
    await rm(dataFolder, { recursive: true, force: true });
  },
  120_000,
);
