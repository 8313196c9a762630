import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { expect, it } from "vitest";
import { livePath } from "../../src/contract/live.ts";
import { openDatabase } from "../../src/db/sql/openDatabase.ts";
import { makeAccount, makeBrowser } from "../../src/server/testServer.ts";
import { readSaves } from "../crashes/readSaves.ts";
import { saveWithoutEnd } from "../crashes/saveWithoutEnd.ts";
import { makeTeam } from "../made/makeTeam.ts";
import { makeContext } from "../openFolder.ts";
import { readyLine, startProgram } from "./runProgram.ts";

const people = 4;
/** As many as are wanted, or as this machine lets two processes hold. */
const idle = Math.min(6_000, maxFiles() - 1_500);
const streams = 300;
const wrongSignIns = 1_000;
const signInsAtOnce = 50;

it("people go on saving beside thousands of idle sockets, hundreds of streams and a thousand wrong sign-ins", async () => {
  const { dataFolder, address, project, emails } = await makeTeam({ people, imagesEach: 5 });
  const db = await openDatabase(address);
  const lead = "lead@example.org";
  const ctx = makeContext({ db, address, dataFolder });
  await makeAccount(ctx, { email: lead, projectId: project, roles: ["lead"] });
  const server = startProgram(["serve", "--json", "--port", "0", "--data", dataFolder], dataFolder);
  const { url } = await readyLine<{ url: string }>(server);
  const port = Number(new URL(url).port);
  const browser = makeBrowser(url);
  expect((await browser.signIn(lead)).status).toBe(200);

  const acknowledged = new Map<string, string[]>();
  const countSaves = () => [...acknowledged.values()].flat().length;
  let isOver = false;
  const saving = Promise.all(
    emails.map((email) => saveWithoutEnd(url, email, project, acknowledged, () => isOver)),
  );

  const sockets = await openSockets(port, idle);
  const path = livePath.replace(":project", project);
  const listening = await Promise.all(Array.from({ length: streams }, () => listen(browser, path)));
  const before = countSaves();
  const answers = await tryToSignIn(url, emails[0]!);
  // Who is still here saves on; each stream tells that somebody did.
  while (countSaves() < before + people) await new Promise((resolve) => setTimeout(resolve, 20));
  const heard = await Promise.all(listening.map((stream) => stream.readUntil("data: changed")));
  isOver = true;
  await saving;

  expect(answers).toEqual({ refused: wrongSignIns });
  expect(heard).toEqual(listening.map(() => true));
  const stored = await readSaves(db, address.kind);
  expect(stored).toHaveLength(acknowledged.size);
  for (const { assignment, ...saves } of stored) {
    const comments = acknowledged.get(assignment)!;
    const count = comments.length;
    expect(saves).toEqual({ revision: count, comment: comments.at(-1), events: count, operations: count });
  }
  console.log(
    `${countSaves()} saves beside ${idle} idle sockets, ${streams} streams, ${wrongSignIns} sign-ins`,
  );

  await Promise.all(listening.map((stream) => stream.cancel()));
  server.kill("SIGTERM");
  expect(await once(server, "exit")).toEqual([0, null]);
  for (const socket of sockets) socket.destroy();
  await db.destroy();
  await rm(dataFolder, { recursive: true, force: true });
}, 300_000);

/** Connections that say nothing, or begin a request and never end it. */
async function openSockets(port: number, count: number): Promise<Socket[]> {
  const sockets: Socket[] = [];
  // As many at once as a system keeps waiting.
  for (let from = 0; from < count; from += 100) {
    const some = Array.from({ length: Math.min(100, count - from) }, () => connect(port, "127.0.0.1"));
    await Promise.all(some.map((socket) => once(socket, "connect")));
    for (const [at, socket] of some.entries()) {
      // The server may end it whenever it likes.
      socket.on("error", () => {});
      if (at % 2 === 0) socket.write("GET /api/session HTTP/1.1\r\nhost: 127.0.0.1\r\nx-slow: ");
    }
    sockets.push(...some);
  }
  return sockets;
}

async function listen(browser: ReturnType<typeof makeBrowser>, path: string) {
  const response = await browser.send("GET", path);
  expect(response.status).toBe(200);
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  /** Reads on until something was sent; @returns whether it was before the stream ended */
  async function readUntil(wanted: string): Promise<boolean> {
    while (!text.includes(wanted)) {
      const { done, value } = await reader.read();
      if (done) return false;
      text += value;
    }
    return true;
  }
  await readUntil(": here");
  return { readUntil, cancel: () => reader.cancel() };
}

/** Half of them guess at a person who is there, half at others; @returns how many were answered how */
async function tryToSignIn(url: string, email: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  let next = 0;
  const guess = async () => {
    while (next < wrongSignIns) {
      const at = next++;
      const whom = at % 2 === 0 ? email : `nobody${at}@example.org`;
      const { status } = await makeBrowser(url).signIn(whom, `wrong ${at}`);
      const how = status === 401 || status === 429 ? "refused" : String(status);
      counts[how] = (counts[how] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: signInsAtOnce }, guess));
  return counts;
}

function maxFiles(): number {
  if (process.platform === "win32") return Number.POSITIVE_INFINITY;
  const limit = execFileSync("sh", ["-c", "ulimit -Hn"], { encoding: "utf8" }).trim();
  return limit === "unlimited" ? 10_000 : Number(limit);
}
