import { setTimeout as wait } from "node:timers/promises";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Context } from "../../src/actions/context.ts";
import type { WorkPosition } from "../../src/contract/tasks/work.ts";
import { newId } from "../../src/db/sql/newId.ts";
import { openDatabase } from "../../src/db/sql/openDatabase.ts";
import { makeBrowser, startTestServer } from "../../src/server/testServer.ts";
import { layCable } from "../e2e/setup/layCable.ts";
import { makeDraft } from "../factories.ts";
import { makeTeam } from "../made/makeTeam.ts";
import { makeContext } from "../openFolder.ts";
import { createPostgresDatabase } from "./migratedDatabases.ts";

/** The network to the database hangs: nothing arrives, and nobody is told. */
let cable: Awaited<ReturnType<typeof layCable>>;
let ctx: Context;
let server: Awaited<ReturnType<typeof startTestServer>>;
let browser: ReturnType<typeof makeBrowser>;
let project: string;

beforeAll(async () => {
  const databaseUrl = await createPostgresDatabase();
  const team = await makeTeam({ people: 2, imagesEach: 2, databaseUrl });
  project = team.project;
  cable = await layCable(() => Number(new URL(databaseUrl).port));
  const through = new URL(databaseUrl);
  through.port = new URL(cable.url).port;
  const address = { kind: "postgres", url: through.href } as const;
  const db = await openDatabase(address, undefined, { connect: 1_000, quiet: 500, statement: 0 });
  ctx = makeContext({ db, address, dataFolder: team.dataFolder });
  server = await startTestServer(ctx);
  browser = makeBrowser(server.url);
  await browser.signIn(team.emails[0]!);
});
afterAll(async () => {
  cable.goOn();
  await server.close();
  await ctx.db.destroy();
  await cable.remove();
});

it("whoever asks is told to come back, and what was not answered is saved once when the network is there again", async () => {
  const next = () => browser.send("GET", `/api/projects/${project}/work/annotate/next`);
  const { current } = (await (await next()).json()) as WorkPosition;
  const body = { operation: newId(), revision: 0, state: "submitted", annotation: makeDraft([1]) };
  const save = () => browser.send("PUT", `/api/assignments/${current!.id}/annotation`, body);

  cable.hang();
  for (const reply of await Promise.all([save(), next(), save()])) {
    expect([reply.status, reply.headers.get("retry-after")]).toEqual([503, "2"]);
    expect(await reply.json()).toMatchObject({
      code: "unavailable",
      message: expect.stringMatching(/cannot be reached/),
    });
  }
  cable.goOn();
  let reply: Response;
  do {
    await wait(50);
    reply = await save();
  } while (reply.status === 503);
  expect(reply.status).toBe(200);
  const events = await ctx.db
    .selectFrom("event")
    .select("id")
    .where("assignmentId", "=", current!.id)
    .execute();
  expect(events).toHaveLength(1);
});

it("a question that takes long is answered, as long as the database works on it", async () => {
  const { rows } = await sql<{ done: string }>`select pg_sleep(2)::text as done`.execute(ctx.db);
  expect(rows).toHaveLength(1);
});

it("a statement ends that takes longer than a server may wait, and says so", async () => {
  const db = await openDatabase(ctx.address, undefined, { connect: 1_000, quiet: 500, statement: 200 });
  await expect(sql`select pg_sleep(60)`.execute(db)).rejects.toMatchObject({ code: "57014" });
  await db.destroy();
});
