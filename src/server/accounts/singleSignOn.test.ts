import { afterAll, beforeAll, expect, it } from "vitest";
import { makeProject } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { findFreePort } from "../../../test/servers/findFreePort.ts";
import { createInvitation } from "../../actions/people/createInvitation.ts";
import type { Role } from "../../core/tasks/stage.ts";
import { startOidcProvider } from "../testing/startOidcProvider.ts";
import { makeAccount, makeBrowser, startTestServer, testPassword } from "../testServer.ts";

onBothDatabases("single sign-on with an OpenID Connect provider", (use) => {
  let url: string;
  let close: () => Promise<void>;
  let provider: Awaited<ReturnType<typeof startOidcProvider>>;
  beforeAll(async () => {
    const port = await findFreePort();
    const publicUrl = `http://127.0.0.1:${port}`;
    const redirectUri = `${publicUrl}/api/auth/oauth2/callback/sso`;
    provider = await startOidcProvider({ port: await findFreePort(), redirectUri });
    ({ url, close } = await startTestServer(use(), publicUrl, { port, sso: provider.settings }));
  });
  afterAll(async () => {
    await close();
    await provider.close();
  });

  /** Signs in as a browser would, back and forth. @returns the page one arrives at, and the browser */
  async function come(
    { email, verified = true, sub = email }: { email: string; verified?: boolean; sub?: string },
    to = "/",
  ) {
    provider.use({ sub, email, email_verified: verified, name: "From the Provider" });
    const browser = makeBrowser(url);
    const there = makeBrowser(provider.settings.issuer);
    const started = await (await browser.send("POST", "/api/auth/sign-in/sso", { to })).json();
    let address = new URL(started.url);
    while (address.origin !== url) {
      const reply = await there.send("GET", address.pathname + address.search);
      address = new URL(reply.headers.get("location") ?? "", address);
    }
    const back = await browser.send("GET", address.pathname + address.search);
    return { browser, callback: address, status: back.status, page: back.headers.get("location") };
  }
  const sessionOf = async ({ browser }: { browser: ReturnType<typeof makeBrowser> }) =>
    (await browser.send("GET", "/api/session")).json();
  const invite = async (email: string, roles: Role[] = ["annotator"]) => {
    const { project } = await makeProject(use(), { images: {} });
    await createInvitation(use(), { project, person: null, email, roles, days: 7 });
    return project;
  };
  const refusal = /^\/sign-in\?error=(\w+)/;

  it("offers itself by name", async () => {
    expect((await (await makeBrowser(url).send("GET", "/api/session")).json()).sso).toBe(
      "Example University",
    );
  });

  it("signs in a person it knows by their verified address, and leads back to the page they asked for", async () => {
    const id = await makeAccount(use(), { email: "known@example.org" });
    const arrived = await come({ email: "Known@example.org", sub: "one-person" }, "/p/1/work?x=1");
    expect([arrived.status, arrived.page]).toEqual([303, "/p/1/work?x=1"]);
    expect((await sessionOf(arrived)).person).toMatchObject({ id, name: "known" });
    // Again, with another address at the provider: it is the same account there.
    const again = await come({ email: "moved@example.org", sub: "one-person" });
    expect((await sessionOf(again)).person).toMatchObject({ id });
  });

  it("keeps the way back from being forged: another browser's answer signs nobody in", async () => {
    await makeAccount(use(), { email: "forged@example.org" });
    const { callback } = await come({ email: "forged@example.org" });
    const thief = makeBrowser(url);
    const reply = await thief.send("GET", callback.pathname + callback.search);
    expect(reply.headers.get("location")).toMatch(refusal);
    expect((await sessionOf({ browser: thief })).person).toBeNull();
  });

  it("turns away whom nobody invited, and addresses that the provider does not vouch for", async () => {
    const nobody = await come({ email: "nobody@example.org" });
    expect(nobody.page).toMatch(/^\/sign-in\?error=not_invited/);
    await makeAccount(use(), { email: "unproved@example.org" });
    await invite("invited-unproved@example.org");
    for (const email of ["unproved@example.org", "invited-unproved@example.org"]) {
      const arrived = await come({ email, verified: false });
      expect(arrived.page).toMatch(refusal);
      expect((await sessionOf(arrived)).person).toBeNull();
    }
    const people = await use().db.selectFrom("person").select("email").execute();
    expect(people.map(({ email }) => email)).not.toContain("nobody@example.org");
    expect(people.map(({ email }) => email)).not.toContain("invited-unproved@example.org");
  });

  it("makes an account for whom a lead invited by address, and accepts the invitation", async () => {
    const project = await invite("invited@example.org", ["expert", "annotator"]);
    const arrived = await come({ email: "invited@example.org" });
    expect(arrived.page).toBe("/");
    const { person, projects } = await sessionOf(arrived);
    expect(person.name).toBe("From the Provider");
    expect(projects).toEqual([{ id: project, name: expect.any(String), roles: ["annotator", "expert"] }]);
  });

  it("ends a password that was set for an address which nobody had proved", async () => {
    await makeAccount(use(), { email: "shared@example.org" });
    const before = makeBrowser(url);
    await before.signIn("shared@example.org");
    const owner = await come({ email: "shared@example.org" });
    expect((await sessionOf(owner)).person).not.toBeNull();
    expect((await sessionOf({ browser: before })).person).toBeNull();
    expect((await makeBrowser(url).signIn("shared@example.org", testPassword)).status).toBe(401);
  });

  it("lets nobody in whose access was ended", async () => {
    const { project } = await makeProject(use(), { images: {} });
    const id = await makeAccount(use(), {
      email: "left@example.org",
      roles: ["annotator"],
      projectId: project,
    });
    const at = new Date().toISOString();
    await use().db.updateTable("membership").set({ endedAt: at }).where("personId", "=", id).execute();
    const arrived = await come({ email: "left@example.org" });
    expect(arrived.page).toMatch(/^\/sign-in\?error=ACCESS_ENDED/);
    expect((await sessionOf(arrived)).person).toBeNull();
  });

  it("leads to pages of this program only", async () => {
    for (const to of ["https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example"]) {
      expect((await makeBrowser(url).send("POST", "/api/auth/sign-in/sso", { to })).status).toBe(400);
    }
    await makeAccount(use(), { email: "led@example.org" });
    for (const to of ["/.//evil.example", "/x/..//evil.example", "/%2e//evil.example"]) {
      const { page } = await come({ email: "led@example.org" }, to);
      // Whatever reads it again, a browser or the page, finds a page here.
      expect([to, page]).toEqual([to, "/evil.example"]);
    }
    // What fails before it is known where from leads to the page for signing in, here as well.
    for (const query of ["error=access_denied", "code=x", "state=forged&code=x", ""]) {
      const reply = await makeBrowser(url).send("GET", `/api/auth/oauth2/callback/sso?${query}`);
      expect([query, reply.status, reply.headers.get("location")]).toEqual([
        query,
        303,
        expect.stringMatching(/^\/sign-in\?error=\w+$/),
      ]);
    }
  });

  it("signs nobody in with a token that was asked for by another browser", async () => {
    await makeAccount(use(), { email: "nonce@example.org" });
    provider.use({ sub: "nonce", email: "nonce@example.org", email_verified: true, name: "Nonce" });
    const browser = makeBrowser(url);
    const there = makeBrowser(provider.settings.issuer);
    const started = await (await browser.send("POST", "/api/auth/sign-in/sso", {})).json();
    let address = new URL(started.url);
    expect(address.searchParams.get("nonce")).toMatch(/^[\w-]{43}$/);
    while (address.origin !== url) {
      const reply = await there.send("GET", address.pathname + address.search);
      address = new URL(reply.headers.get("location") ?? "", address);
    }
    browser.cookies.set("multilabelfy-sso-nonce", "of-another");
    const back = await browser.send("GET", address.pathname + address.search);
    expect(back.headers.get("location")).toMatch(refusal);
    expect((await sessionOf({ browser })).person).toBeNull();
  });
});
