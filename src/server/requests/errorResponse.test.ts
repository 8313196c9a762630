import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { sql } from "kysely";
import Sqlite from "sqlite-driver";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { makeContext } from "../../../test/openFolder.ts";
import { keepFindings } from "../../actions/findings/keepFindings.ts";
import { createVariantStore } from "../../actions/images/imageVariants.ts";
import { endpoint } from "../../contract/endpoint.ts";
import { Failure, type FailureCode, failureStatus, OperatorFailure } from "../../contract/failure.ts";
import type { Database } from "../../db/schema.ts";
import { type DatabaseAddress, openDatabase } from "../../db/sql/openDatabase.ts";
import { createJobRunner } from "../../jobs/jobRunner.ts";
import { createAuth } from "../accounts/auth.ts";
import { keepEndedSessions } from "../accounts/endedSessions.ts";
import { createApp } from "../app.ts";
import { createImagesAhead } from "../imagesAhead.ts";
import { createLiveProjects } from "../liveProjects.ts";
import { createWebhookSender } from "../webhookSender.ts";
import { registerEndpoint } from "./registerEndpoint.ts";

let folder: string;
let address: DatabaseAddress;
let db: Database;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "multilabelfy-test-"));
  address = { kind: "sqlite", file: join(folder, "multilabelfy.sqlite") };
  db = await openDatabase(address);
});
afterAll(async () => {
  await db.destroy();
  await rm(folder, { recursive: true });
});

/** Asks a server with one more endpoint that does this. */
async function answerOf(handler: () => Promise<unknown>) {
  const ctx = makeContext({ db, address, dataFolder: folder });
  const variants = createVariantStore({ storage: ctx.storage, maxAtOnce: 1 });
  const services = {
    ctx,
    auth: createAuth(ctx),
    ended: keepEndedSessions(ctx, () => {}),
    secret: "of this test",
    publicUrl: undefined,
    mailer: null,
    ssoName: null,
    secondFactor: null,
    findings: keepFindings(ctx),
    counts: keepFindings(ctx),
    live: createLiveProjects(ctx),
    variants,
    jobs: createJobRunner(ctx, () => {}),
    webhooks: createWebhookSender(ctx, {
      ...{ installation: "", outside: { networks: [] } },
      log: () => {},
    }),
    ahead: createImagesAhead(ctx, variants, () => {}),
  };
  let log = "";
  const stream = new Writable({
    write(chunk, _encoding, done) {
      log += chunk;
      done();
    },
  });
  const app = createApp({ ...services, webFolder: folder, logger: { level: "warn", stream } });
  const tried = endpoint({
    name: "tried",
    method: "POST",
    path: "/api/tried",
    summary: "For this test",
    reply: z.strictObject({ saved: z.boolean() }),
  });
  app.register((api, _options, done) => {
    registerEndpoint(api, services, tried, { access: "anyone", handler: handler as never });
    done();
  });
  const url = await app.listen({ host: "127.0.0.1", port: 0 });
  const reply = await fetch(`${url}/api/tried`, { method: "POST" });
  const text = await reply.text();
  await app.close();
  return { status: reply.status, text, body: JSON.parse(text), log };
}

it("answers what the contract says", async () => {
  expect(await answerOf(async () => ({ saved: true }))).toMatchObject({ status: 200, body: { saved: true } });
});

it.each(Object.entries(failureStatus))("answers the failure %s with %i", async (code, status) => {
  const { body, log, ...answer } = await answerOf(async () => {
    throw new Failure(code as FailureCode, "What, where, what to do.", { revision: 3 });
  });
  expect(answer.status).toBe(status);
  expect(body).toEqual({ code, message: "What, where, what to do.", details: { revision: 3 } });
  expect(log).toBe("");
});

it("writes down what only those who run the server can mend, and tells others no place", async () => {
  const { status, text, log } = await answerOf(async () => {
    throw new OperatorFailure("unavailable", "s3://labels cannot be reached.", "Files cannot be reached.");
  });
  expect([status, JSON.parse(text)]).toEqual([
    503,
    { code: "unavailable", message: "Files cannot be reached." },
  ]);
  expect(log).toContain("s3://labels cannot be reached.");
});

it("says that the disk is full when SQLite does", async () => {
  await sql`PRAGMA max_page_count = 1`.execute(db);
  const { status, body } = await answerOf(async () => {
    const at = "x".repeat(1_000_000);
    await sql`CREATE TABLE filler AS SELECT ${at} AS text`.execute(db);
  });
  await sql`PRAGMA max_page_count = 1073741823`.execute(db);
  expect([status, body.code]).toEqual([507, "disk-full"]);
});

it("says that the database is busy when another program holds it", async () => {
  const other = new Sqlite(join(folder, "multilabelfy.sqlite"));
  other.exec("BEGIN IMMEDIATE");
  await sql`PRAGMA busy_timeout = 10`.execute(db);
  const { status, body } = await answerOf(async () => {
    await sql`CREATE TABLE another (id)`.execute(db);
  });
  other.exec("ROLLBACK");
  other.close();
  expect([status, body.code]).toEqual([503, "unavailable"]);
});

it("tells nobody the inside of an error that nobody foresaw, but logs it under a reference", async () => {
  const { status, body, text, log } = await answerOf(async () => {
    throw new Error("SELECT password FROM account");
  });
  expect([status, body.code]).toEqual([500, "internal"]);
  expect(text).not.toMatch(/SELECT|errorResponse\.test/);
  const reference = /reference: (\w+)/.exec(body.message)?.[1];
  expect(log).toContain(reference);
  expect(log).toContain("SELECT password FROM account");
  expect(log).toContain("errorResponse.test");
});

it("sends nothing that the contract does not name", async () => {
  const { status, text, log } = await answerOf(async () => ({ saved: true, password: "hash" }));
  expect(status).toBe(500);
  expect(text).not.toMatch(/password|hash/);
  expect(log).toMatch(/password/);
});
