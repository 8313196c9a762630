import { afterAll, beforeAll, expect, it } from "vitest";
import { makeDraft, makeProject, makeSave } from "../../test/factories.ts";
import { onBothDatabases } from "../../test/onBothDatabases.ts";
import { assignBatches } from "../actions/batches/assignBatches.ts";
import { saveAnnotation } from "../actions/tasks/saveAnnotation.ts";
import { byStage, type Role } from "../core/tasks/stage.ts";
import { makeAccount, makeBrowser, startTestServer, testPassword } from "./testServer.ts";

onBothDatabases("people of a project", (use) => {
  let url: string;
  let close: () => Promise<void>;
  let count = 0;
  beforeAll(async () => {
    ({ url, close } = await startTestServer(use()));
  });
  afterAll(() => close());

  type Browser = ReturnType<typeof makeBrowser>;
  const read = async (reply: Response) => ({ status: reply.status, body: await reply.json() });

  async function arrive(projectId: string | undefined, roles: Role[], name = `person${++count}`) {
    const email = `${name}-${++count}@example.org`;
    const id = await makeAccount(use(), { email, roles, ...(projectId ? { projectId } : {}) });
    const browser = makeBrowser(url);
    expect((await browser.signIn(email)).status).toBe(200);
    return { id, email, browser };
  }
  async function setUp(images: Record<string, number[]> = {}) {
    const made = await makeProject(use(), { images });
    const lead = await arrive(made.project, ["lead"], "lead");
    const base = `/api/projects/${made.project}`;
    const ask = async (method: string, path: string, body?: unknown) =>
      read(await lead.browser.send(method, base + path, body ?? (method === "GET" ? undefined : {})));
    const invite = async (body: object) => {
      const { body: invited } = await ask("POST", "/invitations", body);
      return { ...invited, token: String(invited.link).replace("/invitation?token=", "") };
    };
    return { ...made, lead, base, ask, invite };
  }
  const open = async (token: string) =>
    read(await makeBrowser(url).send("POST", "/api/invitations/open", { token }));
  const register = async (browser: Browser, body: object) =>
    read(await browser.send("POST", "/api/auth/register", { name: "New", password: testPassword, ...body }));
  const rolesOf = async (browser: Browser) =>
    (await (await browser.send("GET", "/api/session")).json()).projects as { id: string; roles: Role[] }[];
  const eventsOf = async (project: string) =>
    (
      await use()
        .db.selectFrom("event")
        .select(["kind", "personId", "aboutId", "beforeJson", "afterJson"])
        .where("projectId", "=", project)
        .orderBy("id")
        .execute()
    ).map(({ beforeJson, afterJson, ...event }) => ({
      ...event,
      before: JSON.parse(beforeJson ?? "null"),
      after: JSON.parse(afterJson ?? "null"),
    }));

  it("invites an e-mail address, whose owner makes an account and is a member at once", async () => {
    const { project, lead, invite, ask } = await setUp();
    const email = `invited${++count}@example.org`;
    const { token, mail } = await invite({
      email: ` ${email.toUpperCase()} `,
      roles: ["annotator", "expert"],
    });
    expect(mail).toBe("off");
    expect((await open(token)).body).toMatchObject({
      roles: ["annotator", "expert"],
      email,
      by: expect.stringMatching(/^lead/),
      hasAccount: false,
    });
    const browser = makeBrowser(url);
    expect((await register(browser, { token })).status).toBe(200);
    expect(await rolesOf(browser)).toEqual([
      { id: project, name: expect.any(String), roles: ["annotator", "expert"] },
    ]);
    expect((await ask("GET", "/invitations")).body.invitations).toEqual([]);
    const person = (await use().db.selectFrom("person").select("id").where("email", "=", email).execute())[0]!
      .id;
    expect(await eventsOf(project)).toEqual([
      expect.objectContaining({ kind: "member-added", aboutId: lead.id }),
      expect.objectContaining({ kind: "invitation-made", personId: lead.id }),
      expect.objectContaining({
        kind: "invitation-accepted",
        personId: person,
        aboutId: person,
        before: { roles: [] },
        after: { invitation: expect.any(String), roles: ["annotator", "expert"] },
      }),
    ]);
  });

  it("lets whoever holds an open link join once, as one who is signed in or with a new address", async () => {
    const { project, invite } = await setUp();
    const { token } = await invite({ email: null, roles: ["annotator"] });
    const known = await arrive(undefined, []);
    const stranger = makeBrowser(url);
    expect((await register(stranger, { token })).body.message).toMatch(/e-mail address/);
    const [first, second] = await Promise.all([
      register(stranger, { token, email: `fresh${++count}@example.org` }),
      read(await known.browser.send("POST", "/api/invitations/accept", { token })),
    ]);
    expect([first.status, second.status].sort()).toEqual([200, 410]);
    const members = await use()
      .db.selectFrom("membership")
      .select("role")
      .where("projectId", "=", project)
      .execute();
    expect(members.map(({ role }) => role).sort()).toEqual(["annotator", "lead"]);
    expect((await open(token)).body).toMatchObject({ code: "gone", details: { reason: "used" } });
    // The one who came too late left no account behind.
    const people = await use()
      .db.selectFrom("person")
      .select("email")
      .where("email", "like", "fresh%")
      .execute();
    expect(people).toHaveLength(first.status === 200 ? 1 : 0);
  });

  it("never gives an account away: whoever has one signs in", async () => {
    const { invite } = await setUp();
    const owner = await arrive(undefined, []);
    const { token } = await invite({ email: owner.email, roles: ["lead"] });
    expect((await open(token)).body.hasAccount).toBe(true);
    const taken = await register(makeBrowser(url), { token, password: "another password" });
    expect([taken.status, taken.body.code]).toEqual([409, "already-exists"]);
    const other = await arrive(undefined, []);
    const foreign = await read(await other.browser.send("POST", "/api/invitations/accept", { token }));
    expect([foreign.status, foreign.body.message]).toEqual([403, expect.stringContaining(owner.email)]);
    expect((await owner.browser.send("POST", "/api/invitations/accept", { token })).status).toBe(200);
    expect((await rolesOf(owner.browser))[0]?.roles).toEqual(["lead"]);
  });

  it("says of a link that is too old, taken back or replaced what it is and what to do", async () => {
    const { invite, ask } = await setUp();
    const [old, revoked, renewed] = await Promise.all(
      [1, 2, 3].map((days) => invite({ email: null, roles: ["annotator"], days })),
    );
    const past = new Date(Date.now() - 1000).toISOString();
    await use().db.updateTable("invitation").set({ expiresAt: past }).where("id", "=", old!.id).execute();
    expect((await ask("POST", `/invitations/${revoked!.id}/revoke`)).status).toBe(200);
    const again = await ask("POST", `/invitations/${renewed!.id}/renew`, { days: 5 });
    expect(again.body.link).not.toBe(renewed!.link);

    const message = async (token: string) => (await open(token)).body.message;
    expect(await message(old!.token)).toMatch(/too old.*renew/);
    expect(await message(revoked!.token)).toMatch(/taken back.*new one/);
    expect(await message(renewed!.token)).toMatch(/newest/);
    for (const { token } of [old!, revoked!, renewed!]) {
      const reply = await register(makeBrowser(url), { token, email: `late${++count}@example.org` });
      expect([410, 404]).toContain(reply.status);
    }
    expect((await open(again.body.link.split("=")[1])).status).toBe(200);
    const { invitations } = (await ask("GET", "/invitations")).body;
    expect(
      invitations.map(({ id, isExpired }: { id: string; isExpired: boolean }) => [id, isExpired]),
    ).toEqual([renewed, old].map((one) => [one!.id, one === old]).sort((a, b) => (a[0]! < b[0]! ? 1 : -1)));
    // An old one can be renewed, one that was taken back cannot.
    expect((await ask("POST", `/invitations/${old!.id}/renew`, { days: 1 })).status).toBe(200);
    expect((await ask("POST", `/invitations/${revoked!.id}/renew`, { days: 1 })).status).toBe(410);
  });

  it("keeps no link in the database, and slows down whoever guesses one", async () => {
    const { invite } = await setUp();
    const { token } = await invite({ email: null, roles: ["annotator"] });
    const rows = JSON.stringify(await use().db.selectFrom("invitation").selectAll().execute());
    expect(rows).not.toContain(token);
    const { url: fresh, close: stop } = await startTestServer(use());
    const guesses = await Promise.all(
      Array.from({ length: 25 }, () =>
        makeBrowser(fresh).send("POST", "/api/invitations/open", { token: "guess" }),
      ),
    );
    expect(guesses.filter(({ status }) => status === 429)).toHaveLength(5);
    await stop();
  });

  it("changes roles from the next request on, nobody's own, and never the last lead's", async () => {
    const { project, lead, ask } = await setUp();
    const ann = await arrive(project, ["annotator"]);
    const set = (person: string, roles: string[]) => ask("PUT", `/people/${person}/roles`, { roles });
    expect((await ann.browser.send("GET", `/api/projects/${project}/people`)).status).toBe(403);
    expect((await set(ann.id, ["expert", "lead", "lead"])).status).toBe(200);
    expect((await ann.browser.send("GET", `/api/projects/${project}/people`)).status).toBe(200);
    expect((await set(ann.id, [])).status).toBe(400);
    expect((await set(lead.id, ["lead", "expert"])).body.message).toMatch(/their own/);

    const path = `/api/projects/${project}/people/${lead.id}/deactivate`;
    expect((await ann.browser.send("POST", path, {})).status).toBe(200);
    // The one who was lead when asking is none any more: nobody could lead the project then.
    const { changeRoles, deactivatePerson } = await import("../actions/people/changePerson.ts");
    const change = { project, person: ann.id, by: lead.id };
    await expect(changeRoles(use(), { ...change, roles: ["annotator"] })).rejects.toThrow(/last lead/);
    await expect(deactivatePerson(use(), change)).rejects.toThrow(/last lead/);
    expect((await eventsOf(project)).slice(-2)).toEqual([
      {
        kind: "roles-changed",
        personId: lead.id,
        aboutId: ann.id,
        before: { roles: ["annotator"] },
        after: { roles: ["lead", "expert"] },
      },
      {
        kind: "person-deactivated",
        personId: ann.id,
        aboutId: lead.id,
        before: { roles: ["lead"] },
        after: { roles: [] },
      },
    ]);
  });

  it("signs out at once whoever loses their access, keeps their work, and lists what is open", async () => {
    const { project, imageIds, ask } = await setUp({ "a.jpg": [0], "b.jpg": [0], "c.jpg": [0] });
    const ann = await arrive(project, ["annotator"]);
    const ben = await arrive(project, ["annotator"]);
    await assignBatches(use(), { project, annotators: [ann.id, ben.id], batches: 1, overlap: 2, seed: 1 });
    const mine = await use()
      .db.selectFrom("assignment")
      .select(["id", "imageId"])
      .where("personId", "=", ann.id)
      .orderBy("position")
      .execute();
    const save = (index: number, state: "submitted" | "draft") =>
      saveAnnotation(use(), {
        ...makeSave(makeDraft([0], { flag: state === "submitted" ? "wrong-image" : null }), { state }),
        assignment: mine[index]!.id,
        person: ann.id,
      });
    await save(0, "submitted");
    await save(1, "draft");

    const work = `/api/projects/${project}/work`;
    expect((await ann.browser.send("GET", work)).status).toBe(200);
    expect((await ask("POST", `/people/${ann.id}/deactivate`)).status).toBe(200);
    expect((await ann.browser.send("GET", work)).status).toBe(401);
    const back = await read(await makeBrowser(url).signIn(ann.email));
    expect([back.status, back.body.message]).toEqual([403, expect.stringContaining("is kept")]);

    const { body: view } = await ask("GET", `/people/${ann.id}`);
    expect(view.person).toMatchObject({
      isActive: false,
      roles: ["annotator"],
      work: [{ stage: "annotate", done: 1, left: 2, medianActiveMs: 5000 }],
      batches: [{ stage: "annotate", number: 1, done: 1, total: 3 }],
      lastSeenAt: expect.any(String),
    });
    expect(view.open).toEqual([{ stage: "annotate", batch: 1, images: 2, drafts: 1 }]);
    expect(view.flags).toEqual([expect.objectContaining({ reason: "wrong-image" })]);

    // The submitted work counts on: the partner's answer completes the image.
    const partner = await use()
      .db.selectFrom("assignment")
      .select("id")
      .where("personId", "=", ben.id)
      .where("imageId", "=", mine[0]!.imageId)
      .executeTakeFirstOrThrow();
    await saveAnnotation(use(), { ...makeSave(makeDraft([0])), assignment: partner.id, person: ben.id });
    const agreed = await use().db.selectFrom("agreement").select(["imageId", "agreed"]).execute();
    expect(agreed).toContainEqual({ imageId: mine[0]!.imageId, agreed: 1 });
    expect(Object.values(imageIds)).toContain(mine[0]!.imageId);
    expect((await ask("GET", `/people/${ann.id}`)).body.person.agreement).toMatchObject({
      count: 1,
      total: 1,
    });

    // Given back, everything is as it was: roles, the draft, and what is open.
    expect((await ask("POST", `/people/${ann.id}/activate`)).status).toBe(200);
    const again = makeBrowser(url);
    expect((await again.signIn(ann.email)).status).toBe(200);
    const next = await read(await again.send("GET", `/api/projects/${project}/work/annotate/next`));
    expect(next.body.current).toMatchObject({ id: mine[1]!.id, revision: 1 });
  });

  it("leaves whoever works elsewhere signed in there", async () => {
    const { project, ask } = await setUp();
    const other = await setUp();
    const ann = await arrive(project, ["annotator"]);
    await makeAccount(use(), { email: ann.email, roles: ["lead"], projectId: other.project });
    await ann.browser.signIn(ann.email);
    expect((await ask("POST", `/people/${ann.id}/deactivate`)).status).toBe(200);
    expect((await rolesOf(ann.browser)).map(({ id, roles }) => [id, roles])).toEqual([
      [other.project, ["lead"]],
    ]);
    // A new invitation is no way around the lead's decision.
    const { token } = await other.invite({ email: null, roles: ["expert"] });
    expect((await ann.browser.send("POST", "/api/invitations/accept", { token })).status).toBe(200);
    const { invite } = await setUp();
    expect((await invite({ email: "no address", roles: ["expert"] })).code).toBe("bad-request");
  });

  it("gives a lead a link to reset a password only where it opens nothing that they do not lead", async () => {
    const { project, lead, ask } = await setUp();
    const other = await setUp();
    const ann = await arrive(project, ["annotator"]);
    const link = (person: string) => ask("POST", `/people/${person}/reset-link`);
    const made = await link(ann.id);
    expect(made.body.link).toMatch(/^\/set-password\?token=/);
    const set = await makeBrowser(url).send("POST", "/api/auth/reset-password", {
      token: made.body.link.split("=")[1],
      newPassword: "chosen by its owner",
    });
    expect(set.status).toBe(200);
    expect((await makeBrowser(url).signIn(ann.email, "chosen by its owner")).status).toBe(200);
    expect((await link(lead.id)).status).toBe(403);

    await makeAccount(use(), { email: ann.email, roles: ["annotator"], projectId: other.project });
    const refused = await link(ann.id);
    expect([refused.status, refused.body.message]).toEqual([403, expect.stringContaining("users link")]);
    expect((await ask("GET", `/people/${ann.id}`)).body.reset).toBe("elsewhere");
    expect((await eventsOf(project)).filter(({ kind }) => kind === "reset-link-made")).toHaveLength(1);
  });

  it("knows nobody of another project", async () => {
    const here = await setUp();
    const there = await setUp();
    const { id } = await there.invite({ email: null, roles: ["annotator"] });
    for (const [method, path, body] of [
      ["GET", `/people/${there.lead.id}`],
      ["GET", `/people/${there.lead.id}/activity`],
      ["PUT", `/people/${there.lead.id}/roles`, { roles: ["annotator"] }],
      ["POST", `/people/${there.lead.id}/deactivate`],
      ["POST", `/people/${there.lead.id}/activate`],
      ["POST", `/people/${there.lead.id}/reset-link`],
      ["POST", `/invitations/${id}/revoke`],
      ["POST", `/invitations/${id}/renew`],
    ] as const) {
      expect([path, (await here.ask(method, path, body)).status]).toEqual([path, 404]);
    }
  });

  it("shows what a person did and what was changed about them, a page at a time", async () => {
    const { project, ask, lead } = await setUp();
    const ann = await arrive(project, ["annotator"]);
    for (const roles of [["expert"], ["annotator"], ["annotator", "expert"]]) {
      await ask("PUT", `/people/${ann.id}/roles`, { roles });
    }
    const kinds: string[][] = [];
    let before: string | null = "";
    while (before !== null) {
      const { body }: { body: { events: { kind: string; rolesAfter: string[] }[]; before: string | null } } =
        await ask("GET", `/people/${ann.id}/activity?limit=3${before ? `&before=${before}` : ""}`);
      kinds.push(...body.events.map(({ kind, rolesAfter }) => [kind, ...rolesAfter]));
      ({ before } = body);
    }
    expect(kinds).toEqual([
      ["roles-changed", "annotator", "expert"],
      ["roles-changed", "annotator"],
      ["roles-changed", "expert"],
      ["member-added", "annotator"],
    ]);
    const { body } = await ask("GET", `/people/${lead.id}/activity`);
    expect(body.events).toHaveLength(4);
  });

  it("changes a person's own name, and counts what waits for them", async () => {
    const { project, ask } = await setUp({ "a.jpg": [0], "b.jpg": [0] });
    const ann = await arrive(project, ["annotator"]);
    const ben = await arrive(project, ["annotator", "expert"]);
    const none = { project, ...byStage(() => 0), review: 0, differences: 0, messages: 0, sheets: 0 };
    const waiting = async ({ browser }: { browser: Browser }) =>
      (await read(await browser.send("GET", "/api/waiting"))).body.projects;
    expect(await waiting(ann)).toEqual([{ ...none, annotate: 0, refine: 0 }]);
    await assignBatches(use(), { project, annotators: [ann.id, ben.id], batches: 1, overlap: 2, seed: 1 });
    expect(await waiting(ann)).toEqual([{ ...none, annotate: 2, refine: 0 }]);
    for (const person of [ann.id, ben.id]) {
      const { id } = await use()
        .db.selectFrom("assignment")
        .select("id")
        .where("personId", "=", person)
        .orderBy("imageId")
        .executeTakeFirstOrThrow();
      await saveAnnotation(use(), {
        ...makeSave(makeDraft(person === ann.id ? [0] : [1])),
        assignment: id,
        person,
      });
    }
    const eva = await arrive(project, ["expert"]);
    expect([await waiting(ann), await waiting(eva), await waiting(ben)]).toEqual([
      [{ ...none, annotate: 1, refine: 0 }],
      [{ ...none, annotate: 0, refine: 1 }],
      // Not their own image.
      [{ ...none, annotate: 1, refine: 0 }],
    ]);

    const account = { name: "  Ann A. ", wantsMail: false };
    expect((await ann.browser.send("PUT", "/api/account", account)).status).toBe(200);
    expect((await read(await ann.browser.send("GET", "/api/account"))).body).toEqual({
      name: "Ann A.",
      wantsMail: false,
      sendsMail: false,
      hasPassword: true,
    });
    const { people } = (await ask("GET", "/people")).body;
    expect(people.find(({ id }: { id: string }) => id === ann.id).name).toBe("Ann A.");
    expect((await ann.browser.send("PUT", "/api/account", { ...account, name: " " })).status).toBe(400);
  });
});
