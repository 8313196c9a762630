import Fastify from "fastify";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { makeProject } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { streamSecurityEvents } from "../../db/people/securityEvent.ts";
import { makeAccount, makeBrowser, startTestServer, testPassword } from "../testServer.ts";
import { keepSecurityLog } from "./securityLog.ts";

onBothDatabases("the security log", (use) => {
  let url: string;
  let close: () => Promise<void>;
  let project: string;
  const ids: Record<string, string> = {};
  const browsers: Record<string, ReturnType<typeof makeBrowser>> = {};
  const base = () => `/api/projects/${project}`;

  beforeAll(async () => {
    ({ url, close } = await startTestServer(use()));
    ({ project } = await makeProject(use(), { images: {} }));
    for (const [name, role] of [
      ["lea", "lead"],
      ["ann", "annotator"],
    ] as const) {
      const email = `${name}@example.org`;
      ids[name] = await makeAccount(use(), { email, projectId: project, roles: [role] });
      browsers[name] = makeBrowser(url);
      await browsers[name]!.signIn(email);
    }
  });
  afterAll(() => close());

  const all = async () => {
    const rows = [];
    for await (const row of streamSecurityEvents(use().db)) rows.push(row);
    return rows;
  };
  const kinds = async () => (await all()).map(({ kind, person, about }) => [kind, person, about]);

  it("holds sign-ins, refusals, links, roles and exports, with who and about whom", async () => {
    const { lea, ann } = browsers as {
      lea: ReturnType<typeof makeBrowser>;
      ann: ReturnType<typeof makeBrowser>;
    };
    await makeBrowser(url).signIn("ann@example.org", "a wrong guess, once");
    await makeBrowser(url).signIn("nobody@example.org", "a wrong guess, once");
    expect((await ann.send("GET", `${base()}/people`)).status).toBe(403);
    const path = `${base()}/people/${ids.ann}`;
    const made = await (await lea.send("POST", `${path}/reset-link`, {})).json();
    const body = { token: made.link.split("=")[1], newPassword: "chosen by its owner" };
    expect((await makeBrowser(url).send("POST", "/api/auth/reset-password", body)).status).toBe(200);
    await lea.send("PUT", `${path}/roles`, { roles: ["annotator", "expert"] });
    await lea.send("POST", `${base()}/invitations`, { email: null, roles: ["annotator"] });
    await (await lea.send("GET", `${base()}/export/events`)).text();
    const expected = [
      ["sign-in", ids.lea, null],
      ["sign-in", ids.ann, null],
      ["sign-in-refused", ids.ann, null],
      ["sign-in-refused", null, null],
      ["access-refused", ids.ann, null],
      ["reset-link-made", ids.lea, ids.ann],
      ["password-link-used", ids.ann, null],
      ["roles-changed", ids.lea, ids.ann],
      ["invitation-made", ids.lea, null],
      ["exported", ids.lea, null],
    ];
    // It is written once the answer is sent.
    await vi.waitFor(async () => expect(await kinds()).toEqual(expect.arrayContaining(expected)), 60_000);
    expect(await kinds()).toHaveLength(expected.length);
  });

  it("holds no password, no token, and no address that has no account", async () => {
    const text = JSON.stringify(await all());
    for (const secret of ["a wrong guess", testPassword, "chosen by its owner", "nobody@example.org"])
      expect(text).not.toContain(secret);
    expect(text).not.toMatch(/token/);
    for (const { at, address } of await all()) {
      expect(at).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
      expect(address).toBe("127.0.0.1");
    }
  });

  it("is shown to leads, page by page, without addresses and without other projects' people", async () => {
    const other = await makeProject(use(), { images: {} });
    await makeAccount(use(), { email: "far@example.org", projectId: other.project, roles: ["lead"] });
    const far = makeBrowser(url);
    await far.signIn("far@example.org");
    await vi.waitFor(async () => expect(await all()).toHaveLength(11), 60_000);
    interface Shown {
      kind: string;
      area: string;
      by: { name: string } | null;
      about: { name: string } | null;
    }
    const page = async (query: string): Promise<{ entries: Shown[]; before: string | null }> =>
      (await browsers.lea!.send("GET", `${base()}/history?limit=5${query}`)).json();
    const shown: Shown[] = [];
    for (let query: string | null = ""; query !== null; ) {
      const { entries, before } = await page(query);
      expect(entries.length).toBeLessThanOrEqual(5);
      shown.push(...entries);
      query = before === null ? null : `&before=${before}`;
    }
    const kindsShown = shown.map(({ kind }) => kind);
    expect(kindsShown).not.toContain("single-sign-on");
    for (const kind of ["sign-in", "sign-in-refused", "access-refused", "reset-link-made", "exported"])
      expect(kindsShown).toContain(kind);
    // What the project notes by itself, too, is there once.
    for (const kind of ["roles-changed", "invitation-made"])
      expect(kindsShown.filter((one) => one === kind)).toHaveLength(1);
    expect(shown.filter(({ kind }) => kind === "roles-changed")).toMatchObject([
      { by: { name: "lea" }, about: { name: "ann" } },
    ]);
    expect(JSON.stringify(shown)).not.toMatch(/127\.0\.0\.1|far/);
    const { entries: ofSecurity } = await page("&area=security");
    expect(new Set(ofSecurity.map(({ area }) => area))).toEqual(new Set(["security"]));
  });

  it("is not filled by whoever is refused without end: of an hour so many are written, and that there were more", async () => {
    let now = Date.parse("2026-01-01T00:00:00Z");
    const app = Fastify();
    app.decorateRequest("person", null);
    keepSecurityLog(app, { ...use(), now: () => new Date(now) }, { maxAnHour: 5 });
    let status = 401;
    app.post("/api/auth/sign-out", async (_, reply) => reply.code(status).send({}));
    const send = async (times: number) => {
      for (let time = 0; time < times; time++)
        await app.inject({ method: "POST", url: "/api/auth/sign-out" });
    };
    const before = (await all()).length;
    await send(20);
    // What is no refusal is written all the same.
    status = 200;
    await send(3);
    status = 401;
    now += 3_600_000;
    await send(1);
    await app.close();
    const rows = (await all()).slice(before).toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect(rows.map(({ kind }) => kind)).toEqual([
      ...Array(5).fill("sign-out-refused"),
      ...Array(3).fill("sign-out"),
      "sign-out-refused",
    ]);
    expect(rows.map(({ details }) => "note" in details).indexOf(true)).toBe(4);
    expect(rows.filter(({ details }) => "note" in details)).toHaveLength(1);
  });
});
