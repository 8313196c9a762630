import { sql } from "kysely";
import { expect, it, vi } from "vitest";
import { makeDraft, makeProject, makeSave } from "../../test/factories.ts";
import { onBothDatabases } from "../../test/onBothDatabases.ts";
import { assignBatches } from "../actions/batches/assignBatches.ts";
import { openSnapshot } from "../db/sql/copy/openSnapshot.ts";
import { openDatabase } from "../db/sql/openDatabase.ts";
import { makeAccount, makeBrowser, startTestServer } from "./testServer.ts";

const images = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`${at}.jpg`, [1]]));

onBothDatabases("a server while a newer version changes the tables beside it", (use) => {
  /** What a newer version does to the database when it starts. */
  async function change(name: string, ...statements: string[]): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(use().db);
    await sql`insert into kysely_migration (name, timestamp) values (${name}, '')`.execute(use().db);
  }

  async function serve() {
    const ctx = use();
    const db = await openDatabase(ctx.address);
    const { project } = await makeProject(ctx, { images });
    const email = `${project}@example.org`;
    const ann = await makeAccount(ctx, { email, projectId: project, roles: ["annotator"] });
    await assignBatches(ctx, { project, annotators: [ann], batches: 1, overlap: 1, seed: 1 });
    const warnings: string[] = [];
    const stream = { write: (line: string) => void warnings.push(line) };
    const server = await startTestServer({ ...ctx, db }, undefined, {
      tablesEvery: 50,
      logger: { level: "warn", stream },
    });
    const browser = makeBrowser(server.url);
    const next = async () => {
      const reply = await browser.send("GET", `/api/projects/${project}/work/annotate/next`);
      expect(reply.status).toBe(200);
      return ((await reply.json()) as { current: { id: string } }).current.id;
    };
    const save = async (assignment: string) =>
      browser.send("PUT", `/api/assignments/${assignment}/annotation`, makeSave(makeDraft([1])));
    const close = async () => {
      await server.close();
      await db.destroy();
    };
    return { url: server.url, browser, email, next, save, warnings, close };
  }

  it("goes on, where it only adds", async () => {
    const { url, browser, email, next, save, warnings, close } = await serve();
    expect((await browser.signIn(email)).status).toBe(200);
    // Often enough that PostgreSQL keeps the plans.
    for (let image = 0; image < 6; image++) expect((await save(await next())).status).toBe(200);
    const touched = [
      "project",
      "image",
      "assignment",
      "annotation",
      "decision",
      "event",
      "person",
      "session",
    ];
    await change(
      "90.0.0-colours-beside-older",
      ...touched.map((table) => `ALTER TABLE "${table}" ADD COLUMN "colour" TEXT NOT NULL DEFAULT 'red'`),
      `CREATE TABLE "colour" ("imageId" TEXT NOT NULL REFERENCES "image" ("id"), "name" TEXT NOT NULL)`,
      `CREATE INDEX "colourOfImage" ON "image" ("colour", "id")`,
    );
    for (let image = 0; image < 6; image++) expect((await save(await next())).status).toBe(200);
    const again = makeBrowser(url);
    expect((await again.signIn(email)).status).toBe(200);
    expect((await again.send("GET", "/api/account")).status).toBe(200);
    await vi.waitFor(() => expect(warnings.join("")).toContain("this server goes on"), 60_000);
    expect(warnings).toHaveLength(1);
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    // One that is started anew goes on, too; a copy would lack what it does not know.
    await (await openDatabase(use().address)).destroy();
    await expect(openSnapshot(use().address)).rejects.toThrow("90.0.0-colours-beside-older");
    await close();
  });

  it("answers nobody, where it must not go on", async () => {
    const { url, browser, email, next, save, warnings, close } = await serve();
    await browser.signIn(email);
    const assignment = await next();
    await change("90.0.0-letters");
    await vi.waitFor(async () => expect((await fetch(`${url}/health/ready`)).status).toBe(503), 60_000);
    const refused = await save(assignment);
    expect(refused.status).toBe(503);
    expect(refused.headers.get("retry-after")).toBe("5");
    expect(await refused.json()).toMatchObject({
      code: "unavailable",
      message: expect.stringContaining("replaced by a newer version"),
    });
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    expect(warnings.join("")).toContain("90.0.0-letters");
    await expect(openDatabase(use().address)).rejects.toMatchObject({ code: "not-ready" });
    await close();
  });
});
