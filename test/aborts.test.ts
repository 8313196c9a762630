import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { expect, it } from "vitest";
import { openDatabase } from "../src/db/sql/openDatabase.ts";
import { makeAccount, makeBrowser } from "../src/server/testServer.ts";
import { findFreePort } from "./findFreePort.ts";
import { makeTeam } from "./makeTeam.ts";
import { saveWithoutEnd } from "./saveWithoutEnd.ts";

const people = 2;
const aborts = 3;
const program = join(import.meta.dirname, "../src/cli/main.ts");

it.skipIf(process.platform === "win32")(
  "a computation that aborts takes nothing with it: people go on saving, and the next one is done",
  async () => {
    const { dataFolder, address, project, emails } = await makeTeam({ people, imagesEach: 4 });
    const db = await openDatabase(address);
    const lead = "lead@example.org";
    await makeAccount(
      { db, address, dialect: address.kind, dataFolder, now: () => new Date() },
      { email: lead, projectId: project, roles: ["lead"] },
    );
    await db.destroy();
    const port = await findFreePort();
    const url = `http://127.0.0.1:${port}`;
    const server = spawn(
      process.execPath,
      [program, "serve", "--json", "--port", String(port), "--data", dataFolder],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    await once(createInterface(server.stdout), "line");
    const browser = makeBrowser(url);
    await browser.signIn(lead);
    const agreement = () => browser.send("GET", `/api/projects/${project}/agreement`);

    const acknowledged = new Map<string, string[]>();
    let isOver = false;
    const saving = Promise.all(
      emails.map((email) => saveWithoutEnd(url, email, project, acknowledged, () => isOver)),
    );
    for (let abort = 0; abort < aborts; abort++) {
      const asked = agreement();
      const finder = await findChild(server.pid!);
      process.kill(finder, "SIGABRT");
      expect([200, 503]).toContain((await asked).status);
      // Whoever asks again is answered by another process.
      await expect.poll(async () => (await agreement()).status, { interval: 100 }).toBe(200);
      expect(await findChild(server.pid!)).not.toBe(finder);
    }
    const before = [...acknowledged.values()].flat().length;
    await expect.poll(() => [...acknowledged.values()].flat().length).toBeGreaterThan(before);
    isOver = true;
    await saving;
    expect(server.exitCode).toBeNull();
    server.kill("SIGTERM");
    expect(await once(server, "exit")).toEqual([0, null]);
    await rm(dataFolder, { recursive: true, force: true });
  },
  120_000,
);

/** The server's process that computes; waits for one. */
async function findChild(server: number): Promise<number> {
  while (true) {
    const list = execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" });
    for (const line of list.split("\n")) {
      const [pid, parent] = line.trim().split(/\s+/);
      if (Number(parent) === server && line.includes("findingProcess")) return Number(pid);
    }
    await wait(20);
  }
}
