import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { appCode } from "../../../test/attacks/appCode.ts";
import { makeSoftPasskey } from "../../../test/attacks/softPasskey.ts";
import { makeDraft, makeProject, makeSave } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { assignBatches } from "../../actions/batches/assignBatches.ts";
import { saveAnnotation } from "../../actions/tasks/saveAnnotation.ts";
import { insertQualified } from "../../db/practice.ts";
import { makePasswordLink } from "../accounts/passwordLinks.ts";
import { startMailServer } from "../testing/startMailServer.ts";
import { makeAccount, makeBrowser, startTestServer, testPassword } from "../testServer.ts";
import { createMailer } from "./mailer.ts";
import { sendWorkNotices } from "./workNotices.ts";

const publicUrl = "https://labels.example.org";
const hour = 3600_000;

onBothDatabases("e-mail", (use) => {
  let mailServer: Awaited<ReturnType<typeof startMailServer>>;
  beforeAll(async () => {
    mailServer = await startMailServer();
  });
  afterAll(() => mailServer.close());

  const settings = () => ({ smtpUrl: mailServer.url, from: "Multilabelfy <labels@example.org>" });

  it("sends an invitation to its address, and says so; the link in it works", async () => {
    const { project } = await makeProject(use(), { images: {} });
    await makeAccount(use(), { email: "mail-lead@example.org", roles: ["lead"], projectId: project });
    const { url, close } = await startTestServer(use(), publicUrl, { mail: settings() });
    const lead = makeBrowser(url);
    await lead.signIn("mail-lead@example.org");
    const invite = async (email: string | null) =>
      (await lead.send("POST", `/api/projects/${project}/invitations`, { email, roles: ["expert"] })).json();
    expect((await invite(null)).mail).toBe("off");
    expect((await invite("eva@example.org")).mail).toBe("sent");
    expect(mailServer.received).toHaveLength(1);
    const { to, content } = mailServer.received.pop()!;
    expect(to).toEqual(["eva@example.org"]);
    expect(content).toContain("From: Multilabelfy <labels@example.org>");
    expect(content).toContain("as expert");
    const [, token] = /https:\/\/labels\.example\.org\/invitation\?token=([\w-]{32})/.exec(content)!;
    expect((await makeBrowser(url).send("POST", "/api/invitations/open", { token })).status).toBe(200);
    await close();
  });

  it("tells people that the way in to their account changed, and of no try", async () => {
    const email = "changes@example.org";
    const person = await makeAccount(use(), { email });
    const { url, close } = await startTestServer(use(), publicUrl, { mail: settings() });
    const browser = makeBrowser(url);
    await browser.signIn(email);
    const origin = { origin: publicUrl };
    const heard = async (words: RegExp) => {
      await vi.waitFor(() => expect(mailServer.received).toHaveLength(1), 60_000);
      const { to, content } = mailServer.received.pop()!;
      expect([to, content]).toEqual([[email], expect.stringMatching(words)]);
      expect(content).toContain(`${publicUrl}/account`);
    };
    const send = async (path: string, body: unknown) => (await browser.send("POST", path, body)).json();
    const password = testPassword;
    const factor = "/api/account/second-factor";

    await send(`${factor}/app`, { password: "not my password at all" });
    const { secret } = await send(`${factor}/app`, { password });
    await send(`${factor}/app/confirm`, { code: appCode(secret, 50) });
    await send(`${factor}/app/confirm`, { code: appCode(secret) });
    await heard(/Codes of an app are asked for now/);
    await send(`${factor}/backup-codes`, { password });
    await heard(/New backup codes/);
    await send(`${factor}/app/remove`, { password: "not my password at all" });
    await send(`${factor}/app/remove`, { password });
    await heard(/no longer asked for/);

    const device = makeSoftPasskey(publicUrl);
    const ask = async (path: string, body: unknown) =>
      (await browser.send("POST", path, body, origin)).json();
    const add = async (answered: unknown) =>
      (await browser.send("POST", "/api/account/passkeys", { name: "Phone", response: answered }, origin))
        .status;
    const asked = await ask("/api/account/passkeys/options", {});
    expect(await add({ ...device.register(asked), response: {} })).toBeGreaterThanOrEqual(400);
    expect(await add(device.register(await ask("/api/account/passkeys/options", {})))).toBe(200);
    await heard(/A passkey was added, which opens your account/);
    const { passkeys } = await (await browser.send("GET", factor)).json();
    const remove = async (id: string) => (await browser.send("DELETE", `/api/account/passkeys/${id}`)).status;
    expect([await remove("unknown"), await remove(passkeys[0].id)]).toEqual([404, 200]);
    await heard(/A passkey was removed/);

    const next = "another long password";
    await send("/api/auth/change-password", { currentPassword: password, newPassword: next });
    await heard(/Your password was changed/);
    const link = await makePasswordLink(use(), { person, by: null });
    const token = new URL(link, url).searchParams.get("token");
    await makeBrowser(url).send("POST", "/api/auth/reset-password", { token, newPassword: password });
    await heard(/Your password was changed/);
    // All mails are out before a server has ended.
    await close();
    expect(mailServer.received).toEqual([]);
  });

  it("keeps a lead who invites going where the mail server is down", async () => {
    const { project } = await makeProject(use(), { images: {} });
    await makeAccount(use(), { email: "down-lead@example.org", roles: ["lead"], projectId: project });
    const down = { ...settings(), smtpUrl: "smtp://127.0.0.1:1" };
    const { url, close } = await startTestServer(use(), publicUrl, { mail: down });
    const lead = makeBrowser(url);
    await lead.signIn("down-lead@example.org");
    const reply = await lead.send("POST", `/api/projects/${project}/invitations`, {
      email: "somebody@example.org",
      roles: ["annotator"],
    });
    expect([reply.status, await reply.json()]).toEqual([
      200,
      expect.objectContaining({ mail: "failed", link: expect.stringMatching(/^\/invitation/) }),
    ]);
    await close();
  });

  it("tells of new work once a day at most, whoever wants it and has not seen it", async () => {
    const { project } = await makeProject(use(), { images: { "secret-name.jpg": [0], "b.jpg": [0] } });
    const [ann, ben, eva] = await Promise.all(
      (
        [
          ["notice-ann", "annotator"],
          ["notice-ben", "annotator"],
          ["notice-eva", "expert"],
        ] as const
      ).map(([name, role]) =>
        makeAccount(use(), { email: `${name}@example.org`, roles: [role], projectId: project }),
      ),
    );
    const start = Date.now();
    const mailer = createMailer(settings(), publicUrl);
    const notify = (hours: number) =>
      sendWorkNotices({ ...use(), now: () => new Date(start + hours * hour) }, mailer);
    const assign = (now: number) =>
      assignBatches(
        { ...use(), now: () => new Date(start + now * hour) },
        { project, annotators: [ann!, ben!], batches: 1, overlap: 2, seed: 1 },
      );
    const turnOff = (person: string) =>
      use().db.updateTable("person").set({ wantsMail: 0 }).where("id", "=", person).execute();

    expect((await notify(0)).notified).toEqual([]);
    await assign(0.1);
    await turnOff(ben!);
    expect(await notify(1)).toEqual({ notified: ["notice-ann@example.org"], failures: [] });
    const { content } = mailServer.received.pop()!;
    expect(content).toContain(`${publicUrl}/account`);
    expect(content).not.toMatch(/secret-name|label 0/);
    expect((await notify(2)).notified).toEqual([]);
    expect((await notify(26)).notified).toEqual([]);

    // An expert hears of images that their annotators disagree on.
    const images = await use()
      .db.selectFrom("assignment")
      .select(["id", "personId"])
      .orderBy("imageId")
      .execute();
    for (const person of [ann!, ben!]) {
      const { id } = images.find(({ personId }) => personId === person)!;
      const save = { ...makeSave(makeDraft(person === ann ? [0] : [1])), assignment: id, person };
      await saveAnnotation({ ...use(), now: () => new Date(start + 27 * hour) }, save);
    }
    expect((await notify(28)).notified).toEqual(["notice-eva@example.org"]);
    expect((await notify(53)).notified).toEqual([]);

    // There is no mail about what somebody was here to see; one that failed is sent the next time.
    const images2 = await makeProject(use(), { images: { "c.jpg": [0] } });
    await makeAccount(use(), {
      email: "notice-ann@example.org",
      roles: ["annotator"],
      projectId: images2.project,
    });
    await makeAccount(use(), {
      email: "notice-ben@example.org",
      roles: ["annotator"],
      projectId: images2.project,
    });
    await assignBatches(
      { ...use(), now: () => new Date(start + 54 * hour) },
      { project: images2.project, annotators: [ann!, ben!], batches: 1, overlap: 2, seed: 1 },
    );
    const down = createMailer({ ...settings(), smtpUrl: "smtp://127.0.0.1:1" }, publicUrl);
    const failed = await sendWorkNotices({ ...use(), now: () => new Date(start + 55 * hour) }, down);
    expect([failed.notified, failed.failures.length]).toEqual([[], 1]);
    const seen = new Date(start + 54.5 * hour).toISOString();
    const see = (at: string | null) =>
      use().db.updateTable("person").set({ lastSeenAt: at }).where("id", "=", ann!).execute();
    await see(seen);
    expect((await notify(55)).notified).toEqual([]);
    await see(null);
    expect((await notify(55)).notified).toEqual(["notice-ann@example.org"]);

    // Whom a lead has let in hears that what was given to them has opened.
    await see(new Date(start + 80 * hour).toISOString());
    expect((await notify(90)).notified).toEqual([]);
    const opened = { at: new Date(start + 85 * hour).toISOString(), by: null, practice: null };
    await insertQualified(use().db, { project: images2.project, person: ann! }, opened);
    expect((await notify(90)).notified).toEqual(["notice-ann@example.org"]);
    expect(eva).toBeDefined();

    // Times that a clock wrote which was set back since keep nobody from hearing.
    const later = await makeProject(use(), { images: { "d.jpg": [0] } });
    const asAnnotator = {
      email: "notice-ann@example.org",
      projectId: later.project,
      roles: ["annotator" as const],
    };
    await makeAccount(use(), asAnnotator);
    const ahead = new Date(start + 1000 * hour).toISOString();
    await use().db.updateTable("person").set({ workMailAt: ahead, lastSeenAt: ahead }).execute();
    const assigned = { ...use(), now: () => new Date(start + 100 * hour) };
    await assignBatches(assigned, {
      project: later.project,
      annotators: [ann!],
      batches: 1,
      overlap: 1,
      seed: 1,
    });
    expect((await notify(101)).notified).toContain("notice-ann@example.org");
    mailer.close();
    down.close();
  });
});
