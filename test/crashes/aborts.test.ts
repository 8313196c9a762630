import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { expect, it } from "vitest";
import { openDatabase } from "../../src/db/sql/openDatabase.ts";
import { makeAccount, makeBrowser } from "../../src/server/testServer.ts";
import { makeTeam } from "../made/makeTeam.ts";
import { makeContext } from "../openFolder.ts";
import { readyLine, startProgram } from "../servers/runProgram.ts";
import { saveWithoutEnd } from "./saveWithoutEnd.ts";

const people = 2;
const aborts = 3;

it.skipIf(process.platform === "win32")(
  "a computation that aborts takes nothing with it: people go on saving, and the next one is done",
  async () => {
    const { dataFolder, address, project, emails } = await makeTeam({ people, imagesEach: 4 });
    const db = await openDatabase(address);
    const lead = "lead@example.org";
    await makeAccount(makeContext({ db, address, dataFolder }), {
      email: lead,
      projectId: project,
      roles: ["lead"],
    });
    await db.destroy();
    const server = startProgram(["serve", "--json", "--port", "0", "--data", dataFolder], dataFolder);
    const { url } = await readyLine<{ url: string }>(server);
    const browser = makeBrowser(url);
    await browser.signIn(lead);
    const agreement = () => browser.send("GET", `/api/projects/${project}/agreement`);

    const acknowledged = new Map<string, string[]>();
    let isOver = false;
    const saving = Promise.all(
      emails.map((email) => saveWithoutEnd(url, email, project, acknowledged, () => isOver)),
    );
    /** Asks as a page does, until a process computes that is not `gone`. */
    const findFinder = async (gone?: number): Promise<number> => {
      while (true) {
        const { status } = await agreement();
        expect([200, 503]).toContain(status);
        const finder = findChild(server.pid!);
        if (finder !== undefined && finder !== gone) return finder;
        await wait(20);
      }
    };
    for (let abort = 0; abort < aborts; abort++) {
      const finder = await findFinder();
      const asked = agreement();
      process.kill(finder, "SIGABRT");
      expect([200, 503]).toContain((await asked).status);
      // Whoever asks again is answered by another process.
      await findFinder(finder);
      await expect.poll(async () => (await agreement()).status, { interval: 100 }).toBe(200);
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

/** The server's process that computes, if there is one. */
function findChild(server: number): number | undefined {
  const list = execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" });
  for (const line of list.split("\n")) {
    const [pid, parent] = line.trim().split(/\s+/);
    if (Number(parent) === server && line.includes("findingProcess")) return Number(pid);
  }
  return undefined;
}
