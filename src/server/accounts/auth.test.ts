import { stat } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { makeAccount, makeBrowser, startTestServer, testPassword } from "../testServer.ts";
import { addPerson, resetLink } from "./accounts.ts";
import { createAuth } from "./auth.ts";

onBothDatabases("accounts over HTTP", (use) => {
  let url: string;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ url, close } = await startTestServer(use()));
    await makeAccount(use(), { email: "ada@example.org" });
  });
  afterAll(() => close());

  const isSignedIn = async (browser: ReturnType<typeof makeBrowser>) =>
    (await (await browser.send("GET", "/api/session")).json()).person !== null;
  const tokenOf = (link: string | undefined) => link?.replace("/set-password?token=", "");

  it("signs in with the right password, whatever the case of the e-mail address", async () => {
    const browser = makeBrowser(url);
    expect(await isSignedIn(browser)).toBe(false);
    const reply = await browser.signIn("Ada@Example.ORG");
    expect([reply.status, await reply.json()]).toEqual([200, { needsCode: false }]);
    const session = await (await browser.send("GET", "/api/session")).json();
    expect(session.person).toEqual({
      id: expect.any(String),
      name: "ada",
      language: null,
      email: "ada@example.org",
    });
  });

  it("keeps the session from scripts, other sites, and longer than 30 days", async () => {
    const [cookie = ""] = (await makeBrowser(url).signIn("ada@example.org")).headers.getSetCookie();
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Strict/);
    expect(cookie).toMatch(/; Max-Age=2592000/);
    expect(cookie).not.toMatch(/; Secure|; Domain/);
  });

  it("makes another session at each sign-in, whatever cookie came with it, and names it in the cookie alone", async () => {
    const tokens = new Set<string>();
    const chosen = "a".repeat(32);
    for (const before of [undefined, "first", chosen]) {
      const browser = makeBrowser(url);
      if (before) {
        await browser.signIn("ada@example.org");
        const [[name = "", value = ""] = []] = browser.cookies;
        // One's own session of before, or one that another has chosen.
        browser.cookies.set(name, before === chosen ? value.replace(/^[^.]+/, chosen) : value);
        tokens.add(value.split(".")[0]!);
      }
      const reply = await browser.signIn("ada@example.org");
      const [cookie = ""] = reply.headers.getSetCookie();
      const [, token = ""] = /session_token=([^.;%]+)/.exec(cookie) ?? [];
      expect(token).toMatch(/^[\w-]{32}$/);
      expect(tokens).not.toContain(token);
      tokens.add(token);
      expect(await reply.text()).not.toContain(token);
      expect(reply.headers.get("location")).toBeNull();
    }
    expect(tokens).not.toContain(chosen);
    expect(tokens.size).toBe(5);
  });

  it("prolongs a session that is in use", async () => {
    const { db, dialect } = use();
    const browser = makeBrowser(url);
    await browser.signIn("ada@example.org");
    const soon = new Date(Date.now() + 3 * 24 * 3600 * 1000);
    const stored = dialect === "sqlite" ? soon.toISOString() : soon;
    await db.updateTable("session").set({ expiresAt: stored, updatedAt: stored }).execute();
    const reply = await browser.send("GET", "/api/session");
    expect(reply.headers.getSetCookie().join()).toMatch(/session_token=[^;]+; Max-Age=2592000/);
    const sessions = await db.selectFrom("session").select("expiresAt").execute();
    const latest = Math.max(...sessions.map(({ expiresAt }) => new Date(expiresAt).getTime()));
    expect(latest).toBeGreaterThan(Date.now() + 29 * 24 * 3600 * 1000);
  });

  it("ends a session that is over", async () => {
    const { db, dialect } = use();
    const browser = makeBrowser(url);
    await browser.signIn("ada@example.org");
    const past = new Date(Date.now() - 1000);
    await db
      .updateTable("session")
      .set({ expiresAt: dialect === "sqlite" ? past.toISOString() : past })
      .execute();
    expect(await isSignedIn(browser)).toBe(false);
  });

  it("ends a session that was in use at once, wherever it is ended, and no other", async () => {
    const { db, dialect } = use();
    const person = await makeAccount(use(), { email: "ended@example.org" });
    const [first, second, other] = [makeBrowser(url), makeBrowser(url), makeBrowser(url)];
    for (const browser of [first, second]) await browser.signIn("ended@example.org");
    await other.signIn("ada@example.org");
    for (const browser of [first, second, other]) expect(await isSignedIn(browser)).toBe(true);

    const [token = ""] = decodeURIComponent([...first.cookies.values()][0]!).split(".");
    const past = new Date(Date.now() - 1000);
    await db
      .updateTable("session")
      .set({ expiresAt: dialect === "sqlite" ? past.toISOString() : past })
      .where("token", "=", token)
      .execute();
    expect(await Promise.all([first, second, other].map(isSignedIn))).toEqual([false, true, true]);
    await db.deleteFrom("session").where("userId", "=", person).execute();
    expect(await Promise.all([first, second, other].map(isSignedIn))).toEqual([false, false, true]);
  });

  it("does not tell a wrong password from an unknown person", async () => {
    const wrong = await makeBrowser(url).signIn("ada@example.org", "not her password");
    const unknown = await makeBrowser(url).signIn("nobody@example.org");
    const answer = { code: "wrong-login", message: "That e-mail and password do not match." };
    expect([wrong.status, await wrong.json()]).toEqual([401, answer]);
    expect([unknown.status, await unknown.json()]).toEqual([401, answer]);
  });

  it("refuses a cookie that was tampered with", async () => {
    const browser = makeBrowser(url);
    await browser.signIn("ada@example.org");
    const [[name, value] = ["", ""]] = browser.cookies;
    browser.cookies.set(
      name,
      value.replace(/^./, (first) => (first === "a" ? "b" : "a")),
    );
    expect(await isSignedIn(browser)).toBe(false);
  });

  it("signs out: the cookie is worth nothing any more", async () => {
    const browser = makeBrowser(url);
    await browser.signIn("ada@example.org");
    const cookies = new Map(browser.cookies);
    expect((await browser.send("POST", "/api/auth/sign-out", {})).status).toBe(200);
    // What stays says where somebody was, and opens nothing.
    expect([...browser.cookies.keys()]).toEqual([expect.stringMatching(/^multilabelfy-device-/)]);
    for (const [name, value] of cookies) browser.cookies.set(name, value);
    expect(await isSignedIn(browser)).toBe(false);
  });

  it("refuses the eleventh failed try in a minute, right or wrong, however many come at once", async () => {
    await makeAccount(use(), { email: "throttled@example.org" });
    const tries = await Promise.all(
      Array.from({ length: 15 }, () => makeBrowser(url).signIn("throttled@example.org", "a wrong guess")),
    );
    expect(tries.filter(({ status }) => status === 401)).toHaveLength(10);
    expect(tries.filter(({ status }) => status === 429)).toHaveLength(5);
    const right = await makeBrowser(url).signIn("throttled@example.org");
    expect(right.status).toBe(429);
    expect(Number(right.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await makeBrowser(url).signIn("ada@example.org")).status).toBe(200);
  });

  it("does not throttle those who know their password", async () => {
    for (let count = 0; count < 12; count++) {
      expect((await makeBrowser(url).signIn("ada@example.org")).status).toBe(200);
    }
  });

  it("sets a password with a one-time link, once", async () => {
    const { link } = await addPerson(
      { ...use(), auth: createAuth(use()) },
      { email: "new@example.org", roles: [] },
    );
    const token = tokenOf(link);
    expect((await makeBrowser(url).signIn("new@example.org")).status).toBe(401);
    const set = (newPassword: string) =>
      makeBrowser(url).send("POST", "/api/auth/reset-password", { token, newPassword });
    const short = await set("short");
    expect([short.status, (await short.json()).message]).toEqual([
      400,
      expect.stringContaining("fewer than 12 characters"),
    ]);
    const both = await Promise.all([set("the first password"), set("the first password")]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 404]);
    expect((await set("the second password")).status).toBe(404);
    expect((await makeBrowser(url).signIn("new@example.org", "the first password")).status).toBe(200);
  });

  it("ends links that are old, or that another one replaced", async () => {
    const account = { ...use(), auth: createAuth(use()) };
    await makeAccount(use(), { email: "forgot@example.org" });
    const old = await resetLink(
      { ...account, now: () => new Date(Date.now() - 13 * 3600 * 1000) },
      { email: "forgot@example.org" },
    );
    const set = (link: string) =>
      makeBrowser(url).send("POST", "/api/auth/reset-password", {
        token: tokenOf(link),
        newPassword: "quite another one",
      });
    const refused = await set(old.link);
    expect([refused.status, (await refused.json()).message]).toEqual([
      404,
      expect.stringContaining("too old"),
    ]);
    const first = await resetLink(account, { email: "forgot@example.org" });
    const second = await resetLink(account, { email: "forgot@example.org" });
    expect((await set(first.link)).status).toBe(404);
    const third = await resetLink(account, { email: "forgot@example.org" });
    await addPerson(account, { email: "forgot@example.org", password: testPassword, roles: [] });
    expect([(await set(second.link)).status, (await set(third.link)).status]).toEqual([404, 404]);
    const last = await resetLink(account, { email: "forgot@example.org" });
    const signedIn = makeBrowser(url);
    await signedIn.signIn("forgot@example.org");
    expect((await set(last.link)).status).toBe(200);
    expect(await isSignedIn(signedIn)).toBe(false);
  });

  it("keeps no link that opens an account in the database", async () => {
    const { link } = await resetLink({ ...use(), auth: createAuth(use()) }, { email: "ada@example.org" });
    const rows = JSON.stringify(await use().db.selectFrom("passwordLink").selectAll().execute());
    expect(rows).not.toContain(tokenOf(link));
  });

  it("changes a password against the current one, and signs out everywhere else", async () => {
    await makeAccount(use(), { email: "changes@example.org" });
    const [here, elsewhere] = [makeBrowser(url), makeBrowser(url)];
    await here.signIn("changes@example.org");
    await elsewhere.signIn("changes@example.org");
    const change = (currentPassword: string) =>
      here.send("POST", "/api/auth/change-password", { currentPassword, newPassword: "brand new password" });
    const wrong = await change("not the current one");
    expect([wrong.status, (await wrong.json()).code]).toEqual([401, "wrong-login"]);
    expect((await change(testPassword)).status).toBe(200);
    expect([await isSignedIn(here), await isSignedIn(elsewhere)]).toEqual([true, false]);
    expect((await makeBrowser(url).signIn("changes@example.org")).status).toBe(401);
    expect((await makeBrowser(url).signIn("changes@example.org", "brand new password")).status).toBe(200);
    const stranger = makeBrowser(url).send("POST", "/api/auth/change-password", {
      currentPassword: testPassword,
      newPassword: "brand new password",
    });
    expect((await stranger).status).toBe(401);
  });

  it("opens no other door of the accounts library", async () => {
    const browser = makeBrowser(url);
    await browser.signIn("ada@example.org");
    const body = { email: "x@example.org", password: testPassword, name: "x", newPassword: testPassword };
    for (const door of [
      "sign-up/email",
      "sign-in/social",
      "request-password-reset",
      "forget-password",
      "update-user",
      "delete-user",
      "change-email",
      "set-password",
      "verify-password",
      "list-sessions",
      "list-accounts",
      "revoke-sessions",
      "get-session",
      "ok",
      "error",
    ]) {
      for (const method of ["GET", "POST"]) {
        const reply = await browser.send(method, `/api/auth/${door}`, method === "POST" ? body : undefined);
        expect([door, reply.status, (await reply.json()).code]).toEqual([door, 404, "not-found"]);
      }
    }
  });

  it("signs with a secret of this installation, which nobody else can read", async () => {
    const { mode } = await stat(join(use().dataFolder, "secret"));
    expect(mode & 0o777).toBe(0o600);
  });
});
