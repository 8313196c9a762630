import { afterAll, beforeAll, expect, it } from "vitest";
import { makeProject } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { personHeader } from "../../contract/people/session.ts";
import { listRoles } from "../../db/people/membership.ts";
import { makeAccount, makeBrowser, startTestServer, testPassword } from "../testServer.ts";

onBothDatabases("sessions", (use) => {
  let url: string;
  let close: () => Promise<void>;
  let count = 0;
  beforeAll(async () => {
    ({ url, close } = await startTestServer(use()));
  });
  afterAll(() => close());

  type Browser = ReturnType<typeof makeBrowser>;
  const newEmail = () => `session${++count}@example.org`;
  const isIn = async (browser: Browser) =>
    (await (await browser.send("GET", "/api/session")).json()).person !== null;
  const list = async (browser: Browser) =>
    (await (await browser.send("GET", "/api/account/sessions")).json()).sessions as {
      id: string;
      browser: string;
      isThis: boolean;
    }[];
  async function signIn(email: string, agent = "Test/1") {
    const browser = makeBrowser(url);
    const body = { email, password: testPassword };
    await browser.send("POST", "/api/auth/sign-in/email", body, { "user-agent": agent });
    return browser;
  }
  /** As if this browser had signed in long ago. */
  async function age(person: string) {
    const { db, dialect } = use();
    const old = new Date(Date.now() - 11 * 60_000);
    await db
      .updateTable("session")
      .set({ createdAt: dialect === "sqlite" ? old.toISOString() : old })
      .where("userId", "=", person)
      .execute();
  }

  it("are seen by their person and nobody else, and ended one by one or together", async () => {
    const [email, other] = [newEmail(), newEmail()];
    await makeAccount(use(), { email });
    await makeAccount(use(), { email: other });
    const [here, second, third] = [
      await signIn(email, "Here/1"),
      await signIn(email, "Second/1"),
      await signIn(email, "Third/1"),
    ] as const;
    const foreign = await signIn(other);
    const found = await list(here);
    expect(found.map(({ browser, isThis }) => [browser, isThis]).sort()).toEqual([
      ["Here/1", true],
      ["Second/1", false],
      ["Third/1", false],
    ]);
    expect(JSON.stringify(found)).not.toContain([...here.cookies.values()][0]!.split(".")[0]);
    const idOf = (name: string) => found.find(({ browser }) => browser === name)!.id;
    const end = (browser: Browser, session: string | null) =>
      browser.send("POST", "/api/account/sessions/end", { session });

    expect((await end(foreign, idOf("Second/1"))).status).toBe(404);
    expect(await isIn(second)).toBe(true);
    expect((await end(here, idOf("Second/1"))).status).toBe(200);
    expect([await isIn(second), await isIn(third), await isIn(here)]).toEqual([false, true, true]);
    expect((await end(here, idOf("Second/1"))).status).toBe(404);
    expect((await end(here, null)).status).toBe(200);
    expect([await isIn(third), await isIn(here), await isIn(foreign)]).toEqual([false, true, true]);
  });

  it("that are old ask for the password again before rights change, and for reading they do not", async () => {
    const { project } = await makeProject(use(), { images: {} });
    const [email, annEmail] = [newEmail(), newEmail()];
    const person = await makeAccount(use(), { email, projectId: project, roles: ["lead"] });
    const ann = await makeAccount(use(), { email: annEmail, projectId: project, roles: ["annotator"] });
    const lead = await signIn(email);
    await age(person);
    const base = `/api/projects/${project}`;
    const roles = { roles: ["annotator", "expert"] };
    const asks = [
      ["PUT", `${base}/people/${ann}/roles`, roles],
      ["POST", `${base}/people/${ann}/reset-link`, {}],
      ["POST", `${base}/people/${ann}/deactivate`, {}],
      ["POST", `${base}/people/${ann}/activate`, {}],
      ["POST", `${base}/invitations`, { email: null, roles: ["lead"] }],
      ["DELETE", base, { name: "x" }],
    ] as const;
    for (const [method, path, body] of asks) {
      const reply = await lead.send(method, path, body);
      expect([path, reply.status, await reply.json()]).toEqual([
        path,
        403,
        {
          code: "password-needed",
          message: expect.stringContaining("password again"),
          details: { hasPassword: true },
        },
      ]);
    }
    expect(await listRoles(use().db, project, ann)).toEqual(["annotator"]);
    expect((await lead.send("GET", `${base}/people`)).status).toBe(200);

    const confirm = (browser: Browser, password: string) =>
      browser.send("POST", "/api/auth/confirm-password", { password });
    expect((await confirm(lead, "not the password")).status).toBe(401);
    expect((await lead.send("PUT", `${base}/people/${ann}/roles`, roles)).status).toBe(403);
    expect((await confirm(lead, testPassword)).status).toBe(200);
    expect((await lead.send("PUT", `${base}/people/${ann}/roles`, roles)).status).toBe(200);
    // A clock that was set back since it was given makes no password last.
    const ahead = await signIn(email);
    await use()
      .db.updateTable("session")
      .set({ createdAt: new Date(Date.now() + 3600_000).toISOString() })
      .execute();
    expect((await ahead.send("PUT", `${base}/people/${ann}/roles`, roles)).status).toBe(403);
    expect((await confirm(ahead, testPassword)).status).toBe(200);
    expect((await ahead.send("PUT", `${base}/people/${ann}/roles`, roles)).status).toBe(200);
    // One browser's word is not another's.
    const beside = await signIn(email);
    await age(person);
    expect((await beside.send("PUT", `${base}/people/${ann}/roles`, roles)).status).toBe(403);
  });

  it("that are old, of whoever has no password, ask for a new sign-in", async () => {
    const { project } = await makeProject(use(), { images: {} });
    const email = newEmail();
    const person = await makeAccount(use(), { email, projectId: project, roles: ["lead"] });
    const lead = await signIn(email);
    await age(person);
    await use().db.updateTable("account").set({ providerId: "sso" }).where("userId", "=", person).execute();
    const body = { email: null, roles: ["annotator"] };
    const reply = await lead.send("POST", `/api/projects/${project}/invitations`, body);
    expect([reply.status, (await reply.json()).details]).toEqual([403, { hasPassword: false }]);
  });

  it("does for a page only what its person may: where another has signed in since, the page is refused", async () => {
    const [ann, ben] = [newEmail(), newEmail()];
    const annId = await makeAccount(use(), { email: ann });
    const benId = await makeAccount(use(), { email: ben });
    const browser = await signIn(ann);
    const as = (person: string, method = "GET", path = "/api/account", body?: unknown) =>
      browser.send(method, path, body, { [personHeader]: person });
    expect((await as(annId)).status).toBe(200);
    // In another tab of the same browser; the page of before knows nothing of it.
    await browser.send("POST", "/api/auth/sign-in/email", { email: ben, password: testPassword });
    const name = { name: "Ann, as her page believes", wantsMail: false };
    for (const [method, path, body] of [
      ["GET", "/api/account", undefined],
      ["PUT", "/api/account", name],
      ["POST", "/api/account/sessions/end", {}],
    ] as const) {
      const reply = await as(annId, method, path, body);
      expect([path, reply.status, await reply.json()]).toEqual([
        path,
        401,
        { code: "not-signed-in", message: expect.stringContaining("Somebody else has signed in") },
      ]);
    }
    expect((await as(benId)).status).toBe(200);
    const stored = use().db.selectFrom("person").select("name").where("id", "=", benId);
    expect((await stored.executeTakeFirstOrThrow()).name).not.toContain("Ann");
  });
});
