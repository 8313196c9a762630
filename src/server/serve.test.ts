import { once } from "node:events";
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { type IncomingMessage, request } from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeProject } from "../../test/factories.ts";
import { makeContext } from "../../test/openFolder.ts";
import type { Context } from "../actions/context.ts";
import { openDatabase } from "../db/sql/openDatabase.ts";
import { readSecret } from "./secret.ts";
import { startServer } from "./serve.ts";
import { makeAccount, makeBrowser, startTestServer } from "./testServer.ts";

let ctx: Context;
beforeEach(async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), "multilabelfy-test-"));
  const address = { kind: "sqlite" as const, file: join(dataFolder, "multilabelfy.sqlite") };
  const db = await openDatabase(address);
  ctx = makeContext({ db, address, dataFolder });
});
afterEach(async () => {
  await ctx.db.destroy();
  await rm(ctx.dataFolder, { recursive: true });
});

describe("starting and stopping", () => {
  it("says which port is in use, and what to do", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as { port: number };
    await expect(startServer({ ctx, host: "127.0.0.1", port })).rejects.toMatchObject({
      code: "in-use",
      message: `Port ${port} is in use. Stop the other program, or choose another: --port ${port + 1}`,
    });
    taken.close();
  });

  it("says which host is not this machine's", async () => {
    await expect(startServer({ ctx, host: "192.0.2.1", port: 0 })).rejects.toMatchObject({
      code: "wrong-usage",
    });
  });

  it("tells a lead that a backup failed, and nothing of where", async () => {
    const { project } = await makeProject(ctx, { images: {} });
    await makeAccount(ctx, { email: "lead@example.org", projectId: project, roles: ["lead"] });
    const folder = join(ctx.dataFolder, "..", "no-such-folder");
    const backups = { folder, everyHours: 24, keep: 2 };
    const { url, close } = await startTestServer({ ...ctx, backups });
    const lead = makeBrowser(url);
    await lead.signIn("lead@example.org");
    const read = async () => (await lead.send("GET", `/api/projects/${project}/inbox`)).text();
    await expect.poll(read).toContain(`"backup"`);
    const text = await read();
    expect(JSON.parse(text).matters).toMatchObject([{ kind: "backup", madeAt: null }]);
    expect(text).not.toContain("no-such-folder");
    await close();
  });

  it("answers what is under way before it stops, and nothing after", async () => {
    const { url, close } = await startServer({ ctx, host: "127.0.0.1", port: 0, logger: false });
    const body = JSON.stringify({ email: "nobody@example.org", password: "takes a while" });
    const signIn = request(`${url}/api/auth/sign-in/email`, {
      method: "POST",
      headers: { "content-type": "application/json", "content-length": body.length, expect: "100-continue" },
    });
    signIn.flushHeaders();
    // The server has the request's head, and waits for the rest.
    await once(signIn, "continue");
    const closed = close();
    signIn.end(body);
    const [response] = (await once(signIn, "response")) as [IncomingMessage];
    expect(response.statusCode).toBe(401);
    response.resume();
    await closed;
    await expect(fetch(url)).rejects.toThrow();
  });

  it("says how to build the web app where it is not built", async () => {
    const webFolder = join(ctx.dataFolder, "not-built");
    const { url, close } = await startServer({ ctx, host: "127.0.0.1", port: 0, webFolder, logger: false });
    expect(await (await fetch(url)).json()).toMatchObject({
      message: expect.stringMatching(/npm run build/),
    });
    await close();
  });
});

describe("a database that cannot be written", () => {
  it("still answers those who are signed in, and says why nobody else can sign in", async () => {
    await makeAccount(ctx, { email: "ada@example.org" });
    const { url, close } = await startServer({ ctx, host: "127.0.0.1", port: 0, logger: false });
    const browser = makeBrowser(url);
    await browser.signIn("ada@example.org");
    const soon = new Date(Date.now() + 3 * 24 * 3600 * 1000).toISOString();
    await ctx.db.updateTable("session").set({ expiresAt: soon }).execute();

    await sql`PRAGMA query_only = ON`.execute(ctx.db);
    const { person } = await (await browser.send("GET", "/api/session")).json();
    expect(person.email).toBe("ada@example.org");
    await sql`PRAGMA query_only = OFF`.execute(ctx.db);

    await sql`PRAGMA max_page_count = 1`.execute(ctx.db);
    // A page or two may have room left.
    let refused: Response;
    do refused = await makeBrowser(url).signIn("ada@example.org");
    while (refused.status === 200);
    expect([refused.status, (await refused.json()).code]).toEqual([507, "disk-full"]);
    await close();
  });
});

describe("the installation's secret", () => {
  it("is made once, at random, and readable by its owner alone", async () => {
    const secret = readSecret(ctx);
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    const file = join(ctx.dataFolder, "secret");
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(readSecret(ctx)).toBe(secret);
    expect(readSecret({ dataFolder: join(ctx.dataFolder, "another") })).not.toBe(secret);
    await chmod(file, 0o644);
    expect(readSecret(ctx)).toBe((await readFile(file, "utf8")).trim());
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it("is not guessed at where its file is damaged", async () => {
    await writeFile(join(ctx.dataFolder, "secret"), "");
    expect(() => readSecret(ctx)).toThrow(/damaged/);
  });
});
