import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { type DatabaseAddress, openDatabase } from "../../src/db/sql/openDatabase.ts";
import { makeBrowser } from "../../src/server/testServer.ts";
import { saveWithoutEnd } from "../crashes/saveWithoutEnd.ts";
import { makeTeam } from "../made/makeTeam.ts";
import { end, readyLine, runProgram, startProgram } from "../servers/runProgram.ts";
import { createPostgresDatabase } from "./migratedDatabases.ts";

const people = 6;
const environment = (databaseUrl: string | undefined): Record<string, string> => ({
  MULTILABELFY_DATABASE_URL: databaseUrl ?? "",
});

async function serve(dataFolder: string, databaseUrl: string | undefined) {
  const args = ["serve", "--json", "--port", "0", "--data", dataFolder];
  const server = startProgram(args, dataFolder, environment(databaseUrl));
  const { url } = await readyLine<{ url: string }>(server);
  return { server, url };
}

describe.each(["sqlite", "postgres"] as const)("a backup of %s that is taken while people save", (source) => {
  it("is restored on another path, into either database, with each annotation whole", async () => {
    const databaseUrl = source === "postgres" ? await createPostgresDatabase() : undefined;
    const { dataFolder, project, emails } = await makeTeam({
      people,
      imagesEach: 5,
      ...(databaseUrl && { databaseUrl }),
    });
    const copy = join("files", project, "0123456789ab", "naïve photo.jpg");
    await mkdir(join(dataFolder, copy, ".."), { recursive: true });
    await writeFile(join(dataFolder, copy), "a copied photo".repeat(100_000));
    const { server, url } = await serve(dataFolder, databaseUrl);
    const acknowledged = new Map<string, string[]>();
    let isOver = false;
    const clients = Promise.all(
      emails.map((email) => saveWithoutEnd(url, email, project, acknowledged, () => isOver)),
    );
    const countSaves = () => [...acknowledged.values()].flat().length;
    const until = async (saves: number) => {
      while (countSaves() < saves) await wait(5);
    };
    await Promise.race([clients, until(50)]);
    const before = new Map(acknowledged);
    const cwd = await mkdtemp(join(tmpdir(), "multilabelfy-backup-"));
    const taken = await runProgram(["backup", "storm.tar", "--data", dataFolder, "--with-secret", "--json"], {
      cwd,
      env: environment(databaseUrl),
    });
    expect(taken).toMatchObject({ code: 0, error: expect.stringMatching(/^(Copying \w+: .*\n)*$/) });
    // Nobody waited for it.
    await Promise.race([clients, until(countSaves() + people)]);
    isOver = true;
    await clients;
    await end(server);
    const secret = await readFile(join(dataFolder, "secret"), "utf8");
    await rm(dataFolder, { recursive: true });

    for (const target of ["sqlite", "postgres"] as const) {
      const folder = join(cwd, "moved", target);
      const targetUrl = target === "postgres" ? await createPostgresDatabase() : undefined;
      const restored = await runProgram(["restore", "storm.tar", "--data", folder, "--json"], {
        cwd,
        env: environment(targetUrl),
      });
      expect(restored).toMatchObject({ code: 0, error: "" });
      const address: DatabaseAddress = targetUrl
        ? { kind: "postgres", url: targetUrl }
        : { kind: "sqlite", file: join(folder, "multilabelfy.sqlite") };
      const db = await openDatabase(address);
      const rows = await db
        .selectFrom("annotation")
        .select(["assignmentId", "revision", "comment"])
        .select(({ selectFrom, fn }) =>
          selectFrom("event")
            .select(fn.countAll<number>().as("events"))
            .whereRef("event.assignmentId", "=", "annotation.assignmentId")
            .as("events"),
        )
        .execute();
      const found = new Map(rows.map((row) => [row.assignmentId, row]));
      for (const [assignment, comments] of acknowledged) {
        const atLeast = before.get(assignment)?.length ?? 0;
        const row = found.get(assignment);
        const revision = row?.revision ?? 0;
        expect(revision).toBeGreaterThanOrEqual(atLeast);
        expect(revision).toBeLessThanOrEqual(comments.length);
        if (row) expect([Number(row.events), row.comment]).toEqual([revision, comments[revision - 1]]);
      }
      await sql`select 1`.execute(db);
      await db.destroy();
      expect(await readFile(join(folder, copy), "utf8")).toBe("a copied photo".repeat(100_000));
      expect(await readFile(join(folder, "secret"), "utf8")).toBe(secret);
      expect((await stat(join(folder, "secret"))).mode & 0o077).toBe(0);

      // It is a place to work in, and not empty any more.
      const { server: again, url: newUrl } = await serve(folder, targetUrl);
      const browser = makeBrowser(newUrl);
      await browser.signIn(emails[0]!);
      expect((await browser.send("GET", `/api/projects/${project}/work/annotate/next`)).status).toBe(200);
      await end(again);
      const twice = await runProgram(["restore", "storm.tar", "--data", folder], {
        cwd,
        env: environment(targetUrl),
      });
      expect(twice).toMatchObject({ code: 1, error: expect.stringMatching(/is not empty/) });
    }
    await rm(cwd, { recursive: true });
  }, 300_000);
});
