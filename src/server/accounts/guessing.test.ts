import { Writable } from "node:stream";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeProject } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { createInvitation } from "../../actions/people/createInvitation.ts";
import { makeAccount, makeBrowser, startTestServer } from "../testServer.ts";
import { makePasswordLink } from "./passwordLinks.ts";

onBothDatabases("guessing passwords", (use) => {
  let url: string;
  let close: () => Promise<void>;
  beforeAll(async () => {
    // Test and server are on one machine: the proxy's word on the address is what tells callers apart.
    ({ url, close } = await startTestServer(use(), undefined, { trustedProxy: ["loopback"] }));
  });
  afterAll(() => close());

  const from = (address: string) => ({ "x-forwarded-for": address });
  const tryAs = (browser: ReturnType<typeof makeBrowser>, email: string, password: string, address: string) =>
    browser.send("POST", "/api/auth/sign-in/email", { email, password }, from(address));
  const right = "a long enough password";
  const wrong = async (email: string, address: string) =>
    (await tryAs(makeBrowser(url), email, "a wrong guess, again", address)).status;

  it("gets nowhere after a hundred an hour, from however many addresses, and locks nobody out", async () => {
    const email = "guessed@example.org";
    await makeAccount(use(), { email });
    const home = makeBrowser(url);
    expect((await tryAs(home, email, right, "192.0.2.1")).status).toBe(200);
    await home.send("POST", "/api/auth/sign-out", {});

    for (let at = 0; at < 100; at++) expect(await wrong(email, `198.51.100.${at}`)).toBe(401);
    expect(await wrong(email, "203.0.113.7")).toBe(429);
    // Elsewhere not even the right one tells a guesser that it is; where its person was before, it does.
    expect((await tryAs(makeBrowser(url), email, right, "203.0.113.8")).status).toBe(429);
    expect((await tryAs(home, email, right, "203.0.113.9")).status).toBe(200);
    // Nor does it help to wait until the server is started again.
    await close();
    ({ url, close } = await startTestServer(use(), undefined, { trustedProxy: ["loopback"] }));
    expect(await wrong(email, "203.0.113.10")).toBe(429);
    const kept = await use().db.selectFrom("failedTries").selectAll().execute();
    expect(kept.map(({ failed }) => failed)).toEqual([100]);
    expect(JSON.stringify(kept)).not.toContain("guessed");
  });

  it("counts a known device's own tries, which are no others'", async () => {
    const email = "device@example.org";
    await makeAccount(use(), { email });
    await makeAccount(use(), { email: "beside@example.org" });
    const home = makeBrowser(url);
    expect((await tryAs(home, email, right, "192.0.2.10")).status).toBe(200);
    await home.send("POST", "/api/auth/sign-out", {});
    for (let at = 0; at < 10; at++)
      expect((await tryAs(home, email, "wrong, wrong, wrong", `192.0.2.${20 + at}`)).status).toBe(401);
    expect((await tryAs(home, email, right, "192.0.2.40")).status).toBe(429);
    // The same device is a stranger to another account.
    expect((await tryAs(home, "beside@example.org", right, "192.0.2.41")).status).toBe(200);
  });

  it("believes no device's mark that it did not make", async () => {
    const email = "forged@example.org";
    await makeAccount(use(), { email });
    const home = makeBrowser(url);
    await tryAs(home, email, right, "192.0.2.50");
    const [name = "", value = ""] = [...home.cookies].find(([key]) => key.includes("device"))!;
    for (let at = 0; at < 10; at++) expect(await wrong(email, "192.0.2.51")).toBe(401);
    for (const forged of [
      `other.${value.split(".")[1]}`,
      `${value.slice(0, -1)}!`,
      "x.",
      "",
      ".".repeat(60),
    ]) {
      const thief = makeBrowser(url);
      thief.cookies.set(name, forged);
      expect((await tryAs(thief, email, right, "192.0.2.51")).status).toBe(429);
    }
    const thief = makeBrowser(url);
    thief.cookies.set(name, value);
    expect((await tryAs(thief, email, right, "192.0.2.51")).status).toBe(200);
  });

  it("counts all addresses of one IPv6 network as one", async () => {
    const email = "network@example.org";
    await makeAccount(use(), { email });
    for (let at = 0; at < 10; at++) expect(await wrong(email, `2001:db8:1:2:${at}::${at}`)).toBe(401);
    expect(await wrong(email, "2001:db8:1:2::abcd")).toBe(429);
    expect(await wrong(email, "2001:db8:1:3::1")).toBe(401);
  });

  it("takes a common password nowhere: not at a change, not at a link, not at an invitation", async () => {
    await makeAccount(use(), { email: "common@example.org" });
    const browser = makeBrowser(url);
    await browser.signIn("common@example.org");
    const change = await browser.send("POST", "/api/auth/change-password", {
      currentPassword: right,
      newPassword: "password1234",
    });
    expect([change.status, (await change.json()).message]).toEqual([
      400,
      expect.stringContaining("guessed first"),
    ]);

    const person = await makeAccount(use(), { email: "common@example.org" });
    const token = new URL(await makePasswordLink(use(), { person, by: null }), url).searchParams.get("token");
    const reset = (newPassword: string) =>
      makeBrowser(url).send("POST", "/api/auth/reset-password", { token, newPassword });
    expect((await reset("password1234")).status).toBe(400);
    const { project } = await makeProject(use(), { images: {} });
    const made = await createInvitation(use(), {
      ...{ project, person: null, email: null, roles: ["annotator"], days: 1 },
    });
    const invited = new URL(made.link, url).searchParams.get("token");
    const register = (password: string) =>
      makeBrowser(url).send("POST", "/api/auth/register", {
        ...{ token: invited, name: "Ann", email: "invited@example.org", password },
      });
    expect((await register("password1234")).status).toBe(400);
    // Neither was used up by it. Of two who use a link at once, one sets the password.
    expect((await register("not a common one")).status).toBe(200);
    const both = await Promise.all(["one long password", "another long password"].map(reset));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 404]);
  });
});

onBothDatabases("a proxy whose word is not taken", (use) => {
  it("is told of once in the log, and its forwarded addresses are not believed", async () => {
    let log = "";
    const stream = new Writable({
      write(chunk, _encoding, done) {
        log += chunk;
        done();
      },
    });
    const { url, close } = await startTestServer(use(), undefined, { logger: { level: "warn", stream } });
    try {
      const tries: number[] = [];
      for (let at = 0; at < 11; at++) {
        const body = { email: "nobody@example.org", password: "any password at all" };
        const headers = { "x-forwarded-for": `192.0.2.${at}` };
        const reply = await makeBrowser(url).send("POST", "/api/auth/sign-in/email", body, headers);
        tries.push(reply.status);
      }
      expect(tries).toEqual([...Array<number>(10).fill(401), 429]);
      expect(log.match(/MULTILABELFY_TRUSTED_PROXY/g)).toHaveLength(1);
    } finally {
      await close();
    }
  });
});
