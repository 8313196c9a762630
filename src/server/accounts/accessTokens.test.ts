import { afterAll, beforeAll, expect, it } from "vitest";
import { makeProject } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { makeAccount, makeBrowser, startTestServer, testPassword } from "../testServer.ts";
import { setPassword } from "./accounts.ts";
import { createAuth } from "./auth.ts";

onBothDatabases("an access token", (use) => {
  let url: string;
  let close: () => Promise<void>;
  let project: string;
  let person: string;
  let browser: ReturnType<typeof makeBrowser>;
  const email = "lead@example.org";
  /** The clock of the server, which a test sets ahead. */
  let ahead = 0;

  beforeAll(async () => {
    const ctx = { ...use(), now: () => new Date(Date.now() + ahead) };
    ({ url, close } = await startTestServer(ctx));
    ({ project } = await makeProject(ctx, { images: { "one.jpg": [0] } }));
    person = await makeAccount(ctx, { email, projectId: project, roles: ["lead"] });
    browser = makeBrowser(url);
    await browser.signIn(email);
  });
  afterAll(() => close());

  const make = async (scopes = ["read"], days = 30) => {
    const reply = await browser.send("POST", "/api/account/tokens", { name: "a script", scopes, days });
    expect(reply.status).toBe(200);
    return (await reply.json()) as { id: string; token: string; expiresAt: string };
  };
  const ask = (token: string, path = `/api/projects/${project}/overview`, headers = {}) =>
    fetch(url + path, { headers: { authorization: `Bearer ${token}`, ...headers } });

  it("opens what its person may see, from any program, and is shown once", async () => {
    const { id, token, expiresAt } = await make(["read"], 10);
    expect(token).toMatch(/^mlf_[\w-]{43}$/);
    expect(Math.round((Date.parse(expiresAt) - Date.now()) / 86_400_000)).toBe(10);
    expect((await ask(token)).status).toBe(200);
    const list = await (await browser.send("GET", "/api/account/tokens")).text();
    expect(list).not.toContain(token);
    expect(JSON.parse(list).tokens[0]).toMatchObject({ id, name: "a script", scopes: ["read"] });
    expect(JSON.parse(list).tokens[0].usedAt).toMatch(/^2/);
    const stored = JSON.stringify(await use().db.selectFrom("accessToken").selectAll().execute());
    expect(stored).not.toContain(token.slice(4));
  });

  it("is refused once it was revoked, once it expired, and where it is none", async () => {
    const { id, token } = await make();
    expect((await browser.send("DELETE", `/api/account/tokens/${id}`)).status).toBe(200);
    expect((await browser.send("DELETE", `/api/account/tokens/${id}`)).status).toBe(404);
    expect((await ask(token)).status).toBe(401);

    const short = await make(["read"], 1);
    ahead = 86_400_000 + 1000;
    expect((await ask(short.token)).status).toBe(401);
    ahead = 0;
    expect((await ask(short.token)).status).toBe(200);

    for (const none of ["", "mlf_", `mlf_${"a".repeat(43)}`, "x", token.toUpperCase()]) {
      const reply = await ask(none);
      expect([none, reply.status]).toEqual([none, 401]);
      expect(await reply.json()).toMatchObject({ code: "not-signed-in" });
    }
  });

  it("of a browser's cookie beside it, counts alone; a proxy's own password does not", async () => {
    const { token } = await make();
    const cookie = [...browser.cookies].map((pair) => pair.join("=")).join("; ");
    expect((await ask("mlf_wrong", undefined, { cookie })).status).toBe(401);
    const changed = await fetch(`${url}/api/projects/${project}/archive`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, cookie, "content-type": "application/json" },
      body: "{}",
    });
    expect(changed.status).toBe(403);
    const proxied = await fetch(`${url}/api/account`, { headers: { authorization: "Basic eDp5", cookie } });
    expect(proxied.status).toBe(200);
  });

  it("ends with the rights of its person, and with their old password", async () => {
    const { token } = await make();
    const where = use().db.updateTable("membership").where("personId", "=", person);
    await where.set({ endedAt: new Date().toISOString() }).execute();
    expect((await ask(token)).status).toBe(404);
    await where.set({ endedAt: null }).execute();
    expect((await ask(token)).status).toBe(200);
    await setPassword({ auth: createAuth(use()), db: use().db }, person, "quite another password");
    expect((await ask(token)).status).toBe(401);
    await setPassword({ auth: createAuth(use()), db: use().db }, person, testPassword);
    await browser.signIn(email);
  });

  it("cannot be made by a token, nor without end", async () => {
    const { token } = await make(["read", "work", "manage"]);
    const reply = await fetch(`${url}/api/account/tokens`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ name: "another", scopes: ["read"], days: 1 }),
    });
    expect(reply.status).toBe(403);
    for (const body of [
      { name: "x", scopes: ["read"], days: 367 },
      { name: "x", scopes: [], days: 1 },
      { name: "x", scopes: ["read", "read"], days: 1 },
      { name: "x", scopes: ["everything"], days: 1 },
      { name: " ", scopes: ["read"], days: 1 },
    ])
      expect((await browser.send("POST", "/api/account/tokens", body)).status).toBe(400);
    const { tokens } = await (await browser.send("GET", "/api/account/tokens")).json();
    for (let at = tokens.length; at < 50; at++) await make();
    const body = { name: "one more", scopes: ["read"], days: 1 };
    expect((await browser.send("POST", "/api/account/tokens", body)).status).toBe(409);
  });
});
