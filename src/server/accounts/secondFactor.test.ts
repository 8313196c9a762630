import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { appCode } from "../../../test/attacks/appCode.ts";
import { makeSoftPasskey } from "../../../test/attacks/softPasskey.ts";
import { makeProject } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { streamSecurityEvents } from "../../db/people/securityEvent.ts";
import { forgetSecretMark } from "../../db/secretMark.ts";
import { makeAccount, makeBrowser, startTestServer, testPassword } from "../testServer.ts";
import { resetSecondFactor } from "./accounts.ts";
import { createAuth } from "./auth.ts";

type Browser = ReturnType<typeof makeBrowser>;
const factor = "/api/account/second-factor";

/** Turns codes on in a browser that is signed in. */
async function addApp(browser: Browser) {
  const { secret } = await (await browser.send("POST", `${factor}/app`, { password: testPassword })).json();
  const confirmed = await browser.send("POST", `${factor}/app/confirm`, { code: appCode(secret) });
  const { backupCodes } = (await confirmed.json()) as { backupCodes: string[] };
  return { secret: secret as string, backupCodes };
}

const isIn = async (browser: Browser) =>
  (await (await browser.send("GET", "/api/session")).json()).person !== null;
const giveCode = async (browser: Browser, code: string, headers: Record<string, string> = {}) => {
  const reply = await browser.send("POST", "/api/auth/sign-in/code", { code }, headers);
  return [reply.status, (await reply.json()).code ?? "ok"];
};

onBothDatabases("an app that makes codes", (use) => {
  let url: string;
  let close: () => Promise<void>;
  let count = 0;
  beforeAll(async () => {
    ({ url, close } = await startTestServer(use(), undefined, { trustedProxy: ["loopback"] }));
  });
  afterAll(() => close());

  async function makeSignedIn() {
    const email = `app${++count}@example.org`;
    const person = await makeAccount(use(), { email });
    const browser = makeBrowser(url);
    await browser.signIn(email);
    return { email, person, browser };
  }
  async function signInHalf(email: string, browser = makeBrowser(url)) {
    const reply = await browser.signIn(email);
    expect([reply.status, await reply.json()]).toEqual([200, { needsCode: true }]);
    return browser;
  }

  it("asks for nothing before its first code, and then for a code at each sign-in", async () => {
    const { email, browser } = await makeSignedIn();
    const start = (password: string) => browser.send("POST", `${factor}/app`, { password });
    expect((await start("not my password at all")).status).toBe(401);
    const { uri, secret } = await (await start(testPassword)).json();
    expect(uri).toContain(`secret=${secret}`);
    expect(await (await makeBrowser(url).signIn(email)).json()).toEqual({ needsCode: false });
    const confirm = (code: string) => browser.send("POST", `${factor}/app/confirm`, { code });
    expect((await confirm("12345")).status).toBe(401);
    expect((await confirm(appCode(secret, 50))).status).toBe(401);
    expect((await confirm(appCode(secret))).status).toBe(200);
    expect(await (await browser.send("GET", factor)).json()).toEqual({
      ...{ app: true, backupCodes: 10, passkeys: [], hasPassword: true, isLocked: false },
    });
    expect((await start(testPassword)).status).toBe(409);

    const other = await signInHalf(email);
    expect(await isIn(other)).toBe(false);
    expect((await other.send("GET", factor)).status).toBe(401);
    expect(await giveCode(other, appCode(secret, 50))).toEqual([401, "wrong-code"]);
    expect(await isIn(other)).toBe(false);
    expect(await giveCode(other, appCode(secret, 1))).toEqual([200, "ok"]);
    expect(await isIn(other)).toBe(true);
  });

  it("makes codes that open once, and backup codes that open once", async () => {
    const { email, browser } = await makeSignedIn();
    const { secret, backupCodes } = await addApp(browser);
    const code = appCode(secret, 1);
    // Two at once: one is in.
    const two = [await signInHalf(email), await signInHalf(email)];
    const both = await Promise.all(two.map((one) => giveCode(one, code)));
    expect(both.filter(([status]) => status === 200)).toHaveLength(1);
    expect((await Promise.all(two.map(isIn))).filter(Boolean)).toHaveLength(1);
    expect(await giveCode(await signInHalf(email), code)).toEqual([401, "wrong-code"]);

    expect(await giveCode(await signInHalf(email), backupCodes[0]!)).toEqual([200, "ok"]);
    expect(await giveCode(await signInHalf(email), backupCodes[0]!)).toEqual([401, "wrong-code"]);
    const renew = (password: string) => browser.send("POST", `${factor}/backup-codes`, { password });
    expect((await renew("not my password at all")).status).toBe(401);
    const renewed = (await (await renew(testPassword)).json()).backupCodes as string[];
    expect(await giveCode(await signInHalf(email), backupCodes[1]!)).toEqual([401, "wrong-code"]);
    expect(await giveCode(await signInHalf(email), renewed[1]!)).toEqual([200, "ok"]);
    expect((await (await browser.send("GET", factor)).json()).backupCodes).toBe(9);
  });

  it("is guessed a few times and no more, by whoever has the password, and locks its person out nowhere", async () => {
    const { email, browser } = await makeSignedIn();
    const { secret, backupCodes } = await addApp(browser);
    const home = await signInHalf(email);
    expect(await giveCode(home, appCode(secret, 1))).toEqual([200, "ok"]);
    await home.send("POST", "/api/auth/sign-out", {});
    const wrong: unknown[] = [];
    for (let round = 0; round < 4; round++) {
      const thief = makeBrowser(url);
      const from = { "x-forwarded-for": `198.51.100.${round}` };
      await thief.send("POST", "/api/auth/sign-in/email", { email, password: testPassword }, from);
      for (let at = 0; at < 6; at++) wrong.push((await giveCode(thief, appCode(secret, 50 + at), from))[1]);
    }
    // Five of one password, ten of one hour.
    const countOf = (code: string) => wrong.filter((one) => one === code).length;
    expect(countOf("ok")).toBe(0);
    expect(wrong.slice(0, 6)).toEqual([...Array(5).fill("wrong-code"), "sign-in-again"]);
    expect(countOf("wrong-code") + countOf("sign-in-again")).toBe(10);
    expect(countOf("too-many-requests")).toBe(14);
    // A server that starts again has not forgotten.
    const again = await startTestServer(use(), undefined, { trustedProxy: ["loopback"] });
    const thief = makeBrowser(again.url);
    await thief.signIn(email);
    expect(await giveCode(thief, appCode(secret, 60))).toEqual([429, "too-many-requests"]);
    await again.close();
    await signInHalf(email, home);
    expect(await giveCode(home, backupCodes[0]!)).toEqual([200, "ok"]);
  });

  it("means nothing to whoever has no password, or another's session, or a forged mark", async () => {
    const { email, browser } = await makeSignedIn();
    const { secret } = await addApp(browser);
    expect(await giveCode(makeBrowser(url), appCode(secret, 1))).toEqual([401, "sign-in-again"]);
    const thief = await makeSignedIn();
    expect(await giveCode(thief.browser, appCode(secret, 1))).toEqual([401, "sign-in-again"]);
    const half = await signInHalf(email);
    const [name = "", value = ""] = [...half.cookies].find(([key]) => key.includes("two_factor"))!;
    const forger = makeBrowser(url);
    forger.cookies.set(name, `${value.split(".")[0]}.${"A".repeat(43)}=`);
    expect(await giveCode(forger, appCode(secret, 1))).toEqual([401, "sign-in-again"]);
    expect(await giveCode(half, appCode(secret, 1))).toEqual([200, "ok"]);
  });

  it("is removed with the password, by a session that it opened", async () => {
    const { email, browser } = await makeSignedIn();
    const before = makeBrowser(url);
    await before.signIn(email);
    await addApp(browser);
    const remove = (who: Browser, password: string) => who.send("POST", `${factor}/app/remove`, { password });
    // Signed in before, with a password alone.
    expect((await remove(before, testPassword)).status).toBe(401);
    expect((await before.send("POST", `${factor}/backup-codes`, { password: testPassword })).status).toBe(
      401,
    );
    expect((await before.send("POST", "/api/account/passkeys/options", {})).status).toBe(401);
    expect((await remove(browser, "not my password at all")).status).toBe(401);
    expect((await remove(browser, testPassword)).status).toBe(200);
    expect(await (await makeBrowser(url).signIn(email)).json()).toEqual({ needsCode: false });
  });

  it("opens nothing where a backup was restored without the secret, and says what to do, until it is reset", async () => {
    const { email, browser } = await makeSignedIn();
    const { secret, backupCodes } = await addApp(browser);
    // The same database, on which a server makes a secret of its own, as a restore lets it.
    await forgetSecretMark(use().db);
    const dataFolder = await mkdtemp(join(tmpdir(), "multilabelfy-restored-"));
    const restored = { ...use(), dataFolder };
    const server = await startTestServer(restored);
    const there = makeBrowser(server.url);
    const half = async () => expect(await (await there.signIn(email)).json()).toEqual({ needsCode: true });
    await half();
    for (const code of [appCode(secret, 1), backupCodes[0]!]) {
      const reply = await there.send("POST", "/api/auth/sign-in/code", { code });
      expect([reply.status, await reply.json()]).toEqual([
        409,
        {
          code: "not-ready",
          message: expect.stringMatching(/another secret.*Ask whoever runs it.*or sign in with a passkey/),
        },
      ]);
    }
    expect(await isIn(there)).toBe(false);
    await resetSecondFactor({ ...restored, auth: createAuth(restored) }, { email });
    expect(await (await there.signIn(email)).json()).toEqual({ needsCode: false });
    expect(await isIn(there)).toBe(true);
    const added = await addApp(there);
    await there.send("POST", "/api/auth/sign-out", {});
    await half();
    expect(await giveCode(there, appCode(added.secret, 1))).toEqual([200, "ok"]);
    await server.close();
    await rm(dataFolder, { recursive: true });
  });

  it("is written down, and reset by whoever runs the installation", async () => {
    const { email, browser, person } = await makeSignedIn();
    const { secret } = await addApp(browser);
    await giveCode(await signInHalf(email), appCode(secret, 50));
    await browser.send("POST", `${factor}/backup-codes`, { password: testPassword });
    const auth = createAuth(use());
    await expect(resetSecondFactor({ ...use(), auth }, { email: "nobody@example.org" })).rejects.toThrow(
      "Nobody here",
    );
    expect(await resetSecondFactor({ ...use(), auth }, { email })).toMatchObject({ apps: 1, passkeys: 0 });
    expect(await isIn(browser)).toBe(false);
    expect(await (await browser.signIn(email)).json()).toEqual({ needsCode: false });
    const kinds = async () => {
      const rows = [];
      for await (const row of streamSecurityEvents(use().db))
        if (row.person === person || row.about === person) rows.push(row.kind);
      return rows;
    };
    const expected = [
      ...["app-started", "app-added", "code-asked", "sign-in-refused"],
      ...["backup-codes-renewed", "second-factor-reset"],
    ];
    await vi.waitFor(async () => expect(await kinds()).toEqual(expect.arrayContaining(expected)), 60_000);
  });
});

onBothDatabases("a passkey", (use) => {
  it("opens its person's account, once for each question, and only to its person, from our own page", async () => {
    const origin = "https://labels.example.org";
    const { url, close } = await startTestServer(use(), origin);
    const post = async (who: Browser, path: string, body: unknown = {}) => {
      const reply = await who.send("POST", path, body, { origin });
      return { status: reply.status, body: await reply.json() };
    };
    try {
      const email = "passkey@example.org";
      await makeAccount(use(), { email });
      const owner = makeBrowser(url);
      await owner.signIn(email);
      const device = makeSoftPasskey(origin);
      // Signed in with the password alone, and about to add one of their own.
      const thief = makeBrowser(url);
      await thief.signIn(email);
      const early = (await post(thief, "/api/account/passkeys/options")).body;
      const add = async (answer: (options: { challenge: string }) => unknown) => {
        const options = await post(owner, "/api/account/passkeys/options");
        const response = answer(options.body);
        return (await post(owner, "/api/account/passkeys", { name: "Key", response })).status;
      };
      const elsewhere = makeSoftPasskey("https://labels.example.org.evil.example");
      expect(await add((options) => elsewhere.register(options))).toBeGreaterThanOrEqual(400);
      expect(await add(() => device.register({ challenge: "bm90IGFza2Vk" }))).toBeGreaterThanOrEqual(400);
      const forged: ((options: { challenge: string }) => unknown)[] = [
        // Nobody touched it, or nobody gave a finger, a face or a PIN.
        (options) => device.register(options, { isVerified: false }),
        (options) => device.register(options, { isVerified: false, isPresent: false }),
        // What another session was asked, and what signing in asks.
        () => device.register(early),
        () => ({ ...device.register(early), response: device.signIn(early).response }),
        (options) => device.signIn(options),
        // Parts of two answers, and parts that are missing.
        (options) => {
          const { response } = device.register({ challenge: "bm90IGFza2Vk" });
          return { ...device.register(options), response };
        },
        (options) => {
          const { response, ...rest } = device.register(options);
          return { ...rest, response: { ...response, clientDataJSON: undefined } };
        },
        (options) => {
          const { response, ...rest } = device.register(options);
          return { ...rest, response: { ...response, attestationObject: "oA" } };
        },
        (options) => ({ ...device.register(options), id: makeSoftPasskey(origin).register(options).id }),
      ];
      const statuses: number[] = [];
      for (const answer of forged) statuses.push(await add(answer));
      expect(statuses.filter((status) => status < 400 || status >= 500)).toEqual([]);
      const nothing = await (await owner.send("GET", factor)).json();
      expect(nothing.passkeys).toEqual([]);
      const used = (await post(owner, "/api/account/passkeys/options")).body;
      const once = { name: "Key", response: device.register(used) };
      expect((await post(owner, "/api/account/passkeys", once)).status).toBe(200);
      // The same answer opens nothing again.
      expect((await post(owner, "/api/account/passkeys", once)).status).toBeGreaterThanOrEqual(400);
      const response = makeSoftPasskey(origin).register(early);
      expect((await post(thief, "/api/account/passkeys", { name: "Theirs", response })).status).toBe(401);
      const { passkeys } = await (await owner.send("GET", factor)).json();
      const remove = (who: Browser) => who.send("DELETE", `/api/account/passkeys/${passkeys[0].id}`);
      expect([passkeys.length, (await remove(thief)).status]).toEqual([1, 401]);
      await makeAccount(use(), { email: "other@example.org" });
      const other = makeBrowser(url);
      await other.signIn("other@example.org");
      expect((await remove(other)).status).toBe(404);

      const there = makeBrowser(url);
      const ask = async () => (await post(there, "/api/auth/passkey/options")).body as { challenge: string };
      const give = async (response: unknown) =>
        (await post(there, "/api/auth/sign-in/passkey", { response })).status;
      const refused = async (answer: (options: { challenge: string }) => unknown) => {
        expect(await give(answer(await ask()))).toBeGreaterThanOrEqual(400);
        expect(await isIn(there)).toBe(false);
      };
      await refused((options) => device.signIn(options, { isVerified: false }));
      await refused(() => device.signIn({ challenge: "bm90IGFza2Vk" }));
      await refused((options) => makeSoftPasskey(origin).signIn(options));
      await refused((options) => elsewhere.signIn(options));
      // Another key's signature under this one's name.
      await refused((options) => {
        const { response } = makeSoftPasskey(origin).signIn(options);
        return { ...device.signIn(options), response };
      });
      const answer = device.signIn(await ask());
      expect([await give(answer), await isIn(there)]).toEqual([200, true]);
      await there.send("POST", "/api/auth/sign-out", {});
      expect(await give(answer)).toBeGreaterThanOrEqual(400);
      expect(await isIn(there)).toBe(false);

      // Without it, what it opened stands for no more than a password; and a reset takes all of them away.
      const proofs = async () =>
        new Set((await use().db.selectFrom("session").select("proof").execute()).map(({ proof }) => proof));
      expect(await proofs()).toContain("passkey");
      expect((await remove(owner)).status).toBe(200);
      expect([...(await proofs())]).toEqual(["password"]);
      expect(await add((options) => device.register(options))).toBe(200);
      const auth = createAuth(use(), origin);
      expect(await resetSecondFactor({ ...use(), auth }, { email })).toMatchObject({ apps: 0, passkeys: 1 });
      await refused((options) => device.signIn(options));
    } finally {
      await close();
    }
  });
});

onBothDatabases("an installation that asks leads for a second factor", (use) => {
  it("gives a lead's rights only to a session that was opened by one", async () => {
    const { url, close } = await startTestServer(use(), undefined, { secondFactor: "leads" });
    try {
      const { project } = await makeProject(use(), { images: { "one.jpg": [0] } });
      const email = "careful@example.org";
      await makeAccount(use(), { email, projectId: project, roles: ["lead", "annotator"] });
      await makeAccount(use(), { email: "free@example.org", projectId: project, roles: ["annotator"] });
      const base = `/api/projects/${project}`;
      const needs = async (who: Browser) =>
        (await (await who.send("GET", "/api/session")).json()).needsSecondFactor;
      const status = async (who: Browser, method: string, path: string, body?: unknown) =>
        (await who.send(method, path, body)).status;
      const asLead = (who: Browser) =>
        Promise.all([
          status(who, "GET", `${base}/people`),
          status(who, "POST", `${base}/invitations`, { email: null, roles: ["lead"] }),
          status(who, "GET", `${base}/export/events`),
          status(who, "HEAD", `${base}/images`),
          status(who, "GET", `${base}/events`).catch(() => 0),
        ]);

      const free = makeBrowser(url);
      await free.signIn("free@example.org");
      expect([await needs(free), await status(free, "GET", `${base}/work`)]).toEqual([false, 200]);

      const lead = makeBrowser(url);
      await lead.signIn(email);
      const before = makeBrowser(url);
      await before.signIn(email);
      expect(await needs(lead)).toBe(true);
      expect(await asLead(lead)).toEqual([401, 401, 401, 401, 401]);
      // What they do as an annotator, they do.
      expect(await status(lead, "GET", `${base}/work`)).toBe(200);
      const { secret } = await addApp(lead);
      expect(await needs(lead)).toBe(false);
      expect((await asLead(lead)).slice(0, 4)).toEqual([200, 200, 200, 200]);
      expect((await asLead(before)).slice(0, 4)).toEqual([401, 401, 401, 401]);

      // A change of the password, which opens a new session, takes nothing away.
      const next = "another long password";
      const change = { currentPassword: testPassword, newPassword: next };
      expect(await status(lead, "POST", "/api/auth/change-password", change)).toBe(200);
      expect(await status(lead, "GET", `${base}/people`)).toBe(200);
      const there = makeBrowser(url);
      await there.signIn(email, next);
      expect(await giveCode(there, appCode(secret, 1))).toEqual([200, "ok"]);
      expect(await status(there, "GET", `${base}/people`)).toBe(200);
      // Without the second factor, whatever it opened has a lead's rights no more.
      expect(await status(lead, "POST", `${factor}/app/remove`, { password: next })).toBe(200);
      expect((await asLead(there)).slice(0, 4)).toEqual([401, 401, 401, 401]);
      expect(await status(lead, "GET", `${base}/people`)).toBe(401);
    } finally {
      await close();
    }
  });
});
