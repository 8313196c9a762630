import { afterAll, beforeAll, expect, it } from "vitest";
import { makeProject } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import type { Role } from "../../core/tasks/stage.ts";
import { listRoles } from "../../db/people/membership.ts";
import { makeAccount, makeBrowser, startTestServer, testPassword } from "../testServer.ts";
import { addPerson, resetLink } from "./accounts.ts";
import { createAuth } from "./auth.ts";

onBothDatabases("links end with the right behind them", (use) => {
  let url: string;
  let close: () => Promise<void>;
  let count = 0;
  beforeAll(async () => {
    ({ url, close } = await startTestServer(use(), undefined, { trustedProxy: ["loopback"] }));
  });
  afterAll(() => close());

  async function arrive(projectId: string | undefined, roles: Role[]) {
    const email = `person-${++count}@example.org`;
    const id = await makeAccount(use(), { email, roles, ...(projectId ? { projectId } : {}) });
    const browser = makeBrowser(url);
    expect((await browser.signIn(email)).status).toBe(200);
    return { id, email, browser };
  }
  /** Two leads, and whom a link is made for. */
  async function setUp() {
    const { project } = await makeProject(use(), { images: {} });
    const lea = await arrive(project, ["lead"]);
    const lou = await arrive(project, ["lead"]);
    const ann = await arrive(project, ["annotator"]);
    return { project, base: `/api/projects/${project}`, lea, lou, ann };
  }
  const tokenOf = (link: string) => link.split("token=")[1]!;
  const send = async (
    browser: ReturnType<typeof makeBrowser>,
    method: string,
    path: string,
    body: unknown,
  ) => {
    const reply = await browser.send(method, path, body);
    return { status: reply.status, body: await reply.json() };
  };
  type Team = Awaited<ReturnType<typeof setUp>>;
  const makeLink = async ({ base, lea, ann }: Team) =>
    tokenOf((await send(lea.browser, "POST", `${base}/people/${ann.id}/reset-link`, {})).body.link);
  /** Each try from an address of its own: links are tried often here. */
  const open = async (token: string) => {
    const headers = { "x-forwarded-for": `192.0.2.${++count % 250}` };
    const body = { token, newPassword: "chosen anew, twice" };
    return (await makeBrowser(url).send("POST", "/api/auth/reset-password", body, headers)).status;
  };
  const person = ({ base, ann }: Team) => `${base}/people/${ann.id}`;

  const changes: Record<string, (team: Team) => Promise<unknown>> = {
    "its maker leads no more": ({ lea, lou, base }) =>
      send(lou.browser, "PUT", `${base}/people/${lea.id}/roles`, { roles: ["expert"] }),
    "its maker has no access any more": ({ lea, lou, base }) =>
      send(lou.browser, "POST", `${base}/people/${lea.id}/deactivate`, {}),
    "its person joins another project": async ({ ann, lea }) => {
      const { project } = await makeProject(use(), { images: {} });
      // Even where the same lead leads it.
      const auth = createAuth(use());
      for (const [{ email }, role] of [
        [lea, "lead"],
        [ann, "expert"],
      ] as const)
        await addPerson({ ...use(), auth }, { email, roles: [role], projectId: project, trusted: true });
    },
    "its person accepts an invitation": async ({ ann, lou, base }) => {
      const made = await send(lou.browser, "POST", `${base}/invitations`, { email: null, roles: ["expert"] });
      const accepted = await send(ann.browser, "POST", "/api/invitations/accept", {
        token: tokenOf(made.body.link),
      });
      expect(accepted.status).toBe(200);
    },
    "its person's roles change": (team) =>
      send(team.lou.browser, "PUT", `${person(team)}/roles`, { roles: ["annotator", "expert"] }),
    "its person loses access and gets it back": async (team) => {
      for (const verb of ["deactivate", "activate"])
        expect((await send(team.lou.browser, "POST", `${person(team)}/${verb}`, {})).status).toBe(200);
    },
    "its person links single sign-on": async ({ ann }) => {
      const { internalAdapter } = await createAuth(use()).$context;
      await internalAdapter.createAccount({ userId: ann.id, providerId: "sso", accountId: `sso ${ann.id}` });
    },
    "its person changes the password": ({ ann }) =>
      send(ann.browser, "POST", "/api/auth/change-password", {
        currentPassword: testPassword,
        newPassword: "a password of one's own",
      }),
    "a newer one is made": (team) => makeLink(team),
  };

  it.each(Object.keys(changes))("a link to reset a password, once %s", async (what) => {
    const team = await setUp();
    const token = await makeLink(team);
    await changes[what]!(team);
    expect(await open(token)).toBe(404);
  });

  it("a link to reset a password holds where nothing changed, once", async () => {
    const team = await setUp();
    const token = await makeLink(team);
    // What others do is no change.
    await arrive(team.project, ["annotator"]);
    expect([await open(token), await open(token)]).toEqual([200, 404]);
  });

  it("a link made while its person was out opens nothing for a lead who leads no more", async () => {
    const team = await setUp();
    await send(team.lou.browser, "POST", `${person(team)}/deactivate`, {});
    const token = await makeLink(team);
    await send(team.lou.browser, "PUT", `${team.base}/people/${team.lea.id}/roles`, { roles: ["expert"] });
    expect(await open(token)).toBe(404);
  });

  it.each(["roles", "deactivate"])("an invitation, once its maker is removed by %s", async (how) => {
    const { lea, lou, base } = await setUp();
    const made = await send(lea.browser, "POST", `${base}/invitations`, { email: null, roles: ["lead"] });
    const token = tokenOf(made.body.link);
    const path = `${base}/people/${lea.id}`;
    if (how === "roles") await send(lou.browser, "PUT", `${path}/roles`, { roles: ["annotator"] });
    else await send(lou.browser, "POST", `${path}/deactivate`, {});
    const opened = await send(makeBrowser(url), "POST", "/api/invitations/open", { token });
    expect([opened.status, opened.body.details]).toEqual([410, { reason: "revoked" }]);
    const stranger = await send(makeBrowser(url), "POST", "/api/auth/register", {
      token,
      name: "Sock",
      email: `sock${++count}@example.org`,
      password: testPassword,
    });
    expect(stranger.status).toBe(410);
    // Neither does it come back with the right.
    if (how === "deactivate") await send(lou.browser, "POST", `${path}/activate`, {});
    else await send(lou.browser, "PUT", `${path}/roles`, { roles: ["lead"] });
    expect((await send(makeBrowser(url), "POST", "/api/invitations/open", { token })).status).toBe(410);
  });

  it("nobody gains a role by their own invitation", async () => {
    const { lea, base, project } = await setUp();
    const made = await send(lea.browser, "POST", `${base}/invitations`, {
      email: null,
      roles: ["expert", "annotator"],
    });
    const accepted = await send(lea.browser, "POST", "/api/invitations/accept", {
      token: tokenOf(made.body.link),
    });
    expect([accepted.status, accepted.body.code]).toEqual([403, "forbidden"]);
    expect(await listRoles(use().db, project, lea.id)).toEqual(["lead"]);
  });

  it("an address that nobody proved gets a role from the command line by a link that proves it", async () => {
    const { lea, base } = await setUp();
    const other = await makeProject(use(), { images: {} });
    const invited = await send(lea.browser, "POST", `${base}/invitations`, {
      email: null,
      roles: ["annotator"],
    });
    // A stranger registers with an address that is not theirs.
    const [thief, email] = [makeBrowser(url), `owner${++count}@example.org`];
    const registered = await send(thief, "POST", "/api/auth/register", {
      token: tokenOf(invited.body.link),
      name: "Owner",
      email,
      password: testPassword,
    });
    expect(registered.status).toBe(200);
    const account = { ...use(), auth: createAuth(use()) };
    const added = await addPerson(account, { email, roles: ["lead"], projectId: other.project });
    expect(added).toMatchObject({ isNew: false, addedRoles: [], awaitedRoles: ["lead"] });
    const roles = () => listRoles(use().db, other.project, added.personId);
    expect(await roles()).toEqual([]);
    // The owner gets the link; the stranger is out.
    expect(await open(tokenOf(added.link!))).toBe(200);
    expect(await roles()).toEqual(["lead"]);
    expect((await thief.send("GET", `/api/projects/${other.project}/overview`)).status).toBe(401);
    expect((await makeBrowser(url).signIn(email)).status).toBe(401);
    // From then on the address is proved.
    const again = await addPerson(account, { email, roles: ["expert"], projectId: other.project });
    expect(again).toMatchObject({ addedRoles: ["expert"], awaitedRoles: [] });
  });

  it("a link from the command line, after hours", async () => {
    const { ann } = await setUp();
    const ago = (hours: number) => () => new Date(Date.now() - hours * 3600 * 1000);
    const account = { ...use(), auth: createAuth(use()) };
    const old = await resetLink({ ...account, now: ago(12.1) }, { email: ann.email });
    expect(await open(tokenOf(old.link))).toBe(404);
    const young = await resetLink({ ...account, now: ago(11) }, { email: ann.email });
    expect(await open(tokenOf(young.link))).toBe(200);
  });

  it("a link to reset a password ends after half a day, whatever holds behind it", async () => {
    const team = await setUp();
    const hours = async (token: string, ago: number) => {
      const expiresAt = new Date(Date.now() + (12 - ago) * 3_600_000).toISOString();
      await use()
        .db.updateTable("passwordLink")
        .set({ expiresAt })
        .where("personId", "=", team.ann.id)
        .execute();
      return open(token);
    };
    const [row] = await (async () => {
      await makeLink(team);
      return use()
        .db.selectFrom("passwordLink")
        .select("expiresAt")
        .where("personId", "=", team.ann.id)
        .execute();
    })();
    const left = Date.parse(row!.expiresAt) - Date.now();
    expect(left > 11.9 * 3_600_000 && left <= 12 * 3_600_000).toBe(true);
    expect(await hours(await makeLink(team), 12.01)).toBe(404);
    expect(await hours(await makeLink(team), 11.9)).toBe(200);
  });
});
