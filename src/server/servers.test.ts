import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openMigrated } from "../../test/databases/migratedDatabases.ts";
import { makeProject } from "../../test/factories.ts";
import { makeContext } from "../../test/openFolder.ts";
import { runProgram } from "../../test/servers/runProgram.ts";
import type { Context } from "../actions/context.ts";
import { examine } from "../actions/doctor/examine.ts";
import { Failure } from "../contract/failure.ts";
import { keepTries } from "../db/people/failedTries.ts";
import { openDatabase } from "../db/sql/openDatabase.ts";
import { temporaryFolder } from "../files/testing/temporaryFolder.ts";
import { createTryLimit } from "./accounts/tryLimit.ts";
import { makeAccount, makeBrowser, startTestServer, testPassword } from "./testServer.ts";

type Server = Awaited<ReturnType<typeof startTestServer>>;

const email = "ann@example.org";
const secret = randomBytes(32).toString("hex");

describe("two servers on one PostgreSQL", () => {
  let url: string;
  let servers: Server[];
  let contexts: Context[];

  beforeAll(async () => {
    const { db, address } = await openMigrated("postgres", "");
    ({ url } = address as { url: string });
    const first = { ...makeContext({ db, address, dataFolder: await temporaryFolder() }), secret };
    const { project } = await makeProject(first, { images: {} });
    await makeAccount(first, { email, projectId: project, roles: ["lead"] });
    const second = {
      ...makeContext({ db: await openDatabase(address), address, dataFolder: await temporaryFolder() }),
      secret,
    };
    contexts = [first, second];
    servers = [await startTestServer(first), await startTestServer(second)];
  });

  afterAll(async () => {
    await Promise.all(servers.map(({ close }) => close()));
    await Promise.all(contexts.map(({ db }) => db.destroy()));
  });

  /** One browser, whose requests go to either server. */
  async function signIn() {
    const pages = servers.map(({ url }) => makeBrowser(url));
    expect((await pages[0]!.signIn(email)).status).toBe(200);
    const both = async (method: string, path: string, body?: unknown) => {
      const replies: Response[] = [];
      for (const page of pages) replies.push(await page.send(method, path, body));
      return replies.map(({ status }) => status);
    };
    for (const [name, value] of pages[0]!.cookies) pages[1]!.cookies.set(name, value);
    return { pages, both };
  }

  it("who signs in at one is known at the other, and signed out at both", async () => {
    const { pages, both } = await signIn();
    expect(await both("GET", "/api/account")).toEqual([200, 200]);
    expect((await pages[1]!.send("POST", "/api/auth/sign-out", {})).status).toBe(200);
    expect(await both("GET", "/api/account")).toEqual([401, 401]);
  });

  it("a password that is given again at one counts at the other", async () => {
    const { pages, both } = await signIn();
    const long = new Date(Date.now() - 3_600_000).toISOString();
    await contexts[0]!.db.updateTable("session").set({ createdAt: long }).execute();
    expect(await both("POST", "/api/account/passkeys/options", {})).toEqual([403, 403]);
    expect(
      (await pages[0]!.send("POST", "/api/auth/confirm-password", { password: testPassword })).status,
    ).toBe(200);
    expect(await both("POST", "/api/account/passkeys/options", {})).toEqual([200, 200]);
  });

  it("failed tries in an hour are counted together", async () => {
    const [here, there] = contexts.map(({ db }) => {
      const periodMs = 3_600_000;
      return createTryLimit({ max: 4, periodMs, store: keepTries(db, { kind: "code", periodMs }) });
    });
    const wrong = async () => {
      throw new Failure("wrong-login", "wrong");
    };
    for (const attempt of [here!, there!, there!, here!])
      await expect(attempt("ann", wrong)).rejects.toMatchObject({ code: "wrong-login" });
    for (const attempt of [here!, there!])
      await expect(attempt("ann", async () => "right")).rejects.toMatchObject({ code: "too-many-requests" });
    expect(await there!("ben", async () => "right")).toBe("right");
  });

  it("a third with another secret is refused, and told how to go on", async () => {
    const dataFolder = await temporaryFolder();
    const third = { ...contexts[0]!, dataFolder, secret: undefined };
    await expect(startTestServer(third)).rejects.toMatchObject({
      code: "not-ready",
      message: expect.stringMatching(
        /sign by another secret than .*secret is\. Set MULTILABELFY_SECRET .*users renew-secret/,
      ),
    });
    const diagnose = async (ctx: Context) => {
      const found: string[] = [];
      for await (const { check, state } of examine({ ...ctx, quick: true, program: "1" }))
        if (check === "secret") found.push(state);
      return found;
    };
    expect(await diagnose(third)).toEqual(["warning"]);
    expect(await diagnose(contexts[1]!)).toEqual([]);
    // All servers were stopped, and the secret is lost.
    const { out } = await runProgram(["users", "renew-secret", "--json", "--data", dataFolder], {
      cwd: dataFolder,
      env: { MULTILABELFY_DATABASE_URL: url },
    });
    expect(JSON.parse(out)).toEqual({ hadOne: true });
    await (await startTestServer(third)).close();
    // Had they not been stopped, a proxy would send nobody there.
    expect((await fetch(`${servers[0]!.url}/health/ready`)).status).toBe(503);
    await expect(startTestServer(contexts[1]!)).rejects.toMatchObject({
      message: expect.stringContaining("MULTILABELFY_SECRET is. Set"),
    });
    await expect(startTestServer({ ...third, secret })).rejects.toMatchObject({
      code: "wrong-usage",
      message: expect.stringContaining(join(dataFolder, "secret")),
    });
  });
});
