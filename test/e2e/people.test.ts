import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assignBatches } from "../../src/actions/batches/assignBatches.ts";
import type { Context } from "../../src/actions/context.ts";
import { saveAnnotation } from "../../src/actions/tasks/saveAnnotation.ts";
import { makeAccount, testPassword } from "../../src/server/testServer.ts";
import { makeDraft, makePerson, makeProject, makeSave } from "../factories.ts";
import { workInWeeks } from "../made/workInWeeks.ts";
import { type OwnServer, openOwnServer } from "./setup/ownServer.ts";
import { expectAccessible, signIn, takePicture, type Visitor, visit } from "./setup/visitor.ts";

/** A lead invites somebody, who joins, works, and leaves: by pages alone. */
describe("people in a real browser", () => {
  let ctx: Context;
  let browser: Browser;
  let own: OwnServer;
  let url: string;
  let project: string;
  let many: string;
  let link: string;
  let lead: Visitor;
  let ann: Visitor;
  const invited = { email: "ann@example.org", password: "a first password" };

  beforeAll(async () => {
    own = await openOwnServer();
    ({ ctx, url, browser } = own);
    ({ project } = await makeProject(ctx, { images: { "a.jpg": [0], "b.jpg": [0], "c.jpg": [0] } }));
    await makeAccount(ctx, { email: "lead@example.org", roles: ["lead"], projectId: project });
    many = await makeTeam(ctx);
    lead = await visit(browser);
    ann = await visit(browser);
  }, 300_000);

  afterAll(async () => {
    await own?.close();
  });

  const open = (page: Page, path: string) => page.goto(url + path);
  /** As coming back to the window does: what may have changed is asked anew. */
  const comeBack = (page: Page) =>
    page.evaluate(() => window.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
  const toPerson = async () => {
    await open(lead.page, `/p/${project}/people`);
    await lead.page.getByRole("link", { name: "Ann A." }).click();
    await lead.page.getByRole("heading", { name: "Ann A." }).waitFor();
  };

  it("invites from an empty page, and shows the link once", async () => {
    const { page } = lead;
    await signIn(lead, url, { email: "lead@example.org", password: testPassword });
    await page.getByRole("link", { name: "People", exact: true }).click();
    await page.getByText("Only you are here so far").waitFor();
    await takePicture(page, "people-empty");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Invite" }).click();
    await page.getByLabel("E-mail").fill(invited.email);
    await takePicture(page, "people-invite");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Make the link" }).click();
    link = (await page.locator("dialog code").textContent()) ?? "";
    expect(link).toMatch(/\/invitation\?token=[\w-]{32}$/);
    await takePicture(page, "people-invited");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByRole("button", { name: `Take back the invitation for ${invited.email}` }).waitFor();
    await takePicture(page, "people-invitation");
    expect(await page.content()).not.toContain(link.split("=")[1]);
  });

  it("is joined by the link, in another browser", async () => {
    const { page } = ann;
    await page.goto(link);
    await page.getByRole("heading", { name: /^Join/ }).waitFor();
    await takePicture(page, "invitation");
    await expectAccessible(page);
    await page.getByLabel("Your name").fill("Ann A.");
    await page.getByLabel("Password", { exact: true }).fill(invited.password);
    await page.getByRole("button", { name: "Join" }).click();
    await page.getByText("Nothing to do yet").waitFor();

    const late = await visit(browser);
    await late.page.goto(link);
    await late.page.getByText("was used already").waitFor();
    await takePicture(late.page, "invitation-used");
    await expectAccessible(late.page);
    await late.page.context().close();
  });

  it("tells of new images without a reload", async () => {
    const { page } = ann;
    const members = await ctx.db
      .selectFrom("person")
      .select("id")
      .where("email", "=", invited.email)
      .execute();
    const ben = await makePerson(ctx, project, "ben", ["annotator"]);
    const annotators = [members[0]!.id, ben];
    expect(await page.getByText("images wait for you").count()).toBe(0);
    await assignBatches(ctx, { project, annotators, batches: 1, overlap: 2, seed: 1 });
    await comeBack(page);
    await page.getByRole("link", { name: "My work 3 images wait for you" }).waitFor();
    await takePicture(page, "waiting-badge");
    await expectAccessible(page);
  });

  it("changes a name and a password, and signs out everywhere else", async () => {
    const { page } = ann;
    const elsewhere = await visit(browser);
    await signIn(elsewhere, url, invited);
    await page.getByRole("button", { name: /^You:/ }).click();
    await page.getByRole("link", { name: "Your account" }).click();
    await page.getByLabel("Current password").fill("not that");
    await page.getByLabel("New password").fill("a second password");
    await page.getByRole("button", { name: "Change password" }).click();
    await page.getByText("The current password is not right.").waitFor();
    await takePicture(page, "account-problem");
    await page.getByLabel("Current password").fill(invited.password);
    await page.getByRole("button", { name: "Change password" }).click();
    await page.getByText("signed out everywhere else").waitFor();
    await takePicture(page, "account");
    await expectAccessible(page);
    await comeBack(elsewhere.page);
    await elsewhere.page.getByRole("heading", { name: "Sign in" }).waitFor();
    await elsewhere.page.context().close();
  });

  it("gives a role that holds at once, and takes it back", async () => {
    await toPerson();
    await takePicture(lead.page, "person");
    await expectAccessible(lead.page);
    const set = async (ticked: boolean) => {
      await lead.page.getByRole("checkbox", { name: "Lead" }).setChecked(ticked);
      await lead.page.getByRole("button", { name: "Save roles" }).click();
      await lead.page.getByText(ticked ? /Annotator → .*Lead/ : /Lead.* → Annotator/).waitFor();
    };
    await set(true);
    await open(ann.page, `/p/${project}/people`);
    await ann.page.getByRole("heading", { name: "People", level: 1 }).waitFor();
    await set(false);
    await ann.page.getByRole("link", { name: "lead", exact: true }).click();
    await ann.page.getByText("This page is not open to you").waitFor();
    await expectAccessible(lead.page);
  });

  it("ends access: who is here is signed out, and what is open is told", async () => {
    await open(ann.page, `/p/${project}/work`);
    await ann.page.getByRole("heading", { name: "My work" }).waitFor();
    await lead.page.getByRole("button", { name: "End access" }).click();
    await lead.page.getByText(/3 open images stay in their name/).waitFor();
    await takePicture(lead.page, "person-end");
    await expectAccessible(lead.page);
    await lead.page.getByRole("dialog").getByRole("button", { name: "End access" }).click();
    await lead.page.getByRole("button", { name: "Give access back" }).waitFor();
    await takePicture(lead.page, "person-ended");
    await expectAccessible(lead.page);
    await comeBack(ann.page);
    await ann.page.getByRole("heading", { name: "Sign in" }).waitFor();
    await ann.page.getByLabel("E-mail").fill(invited.email);
    await ann.page.getByLabel("Password", { exact: true }).fill("a second password");
    await ann.page.getByRole("button", { name: "Sign in" }).click();
    await ann.page.getByText("Your access was ended").waitFor();
    await takePicture(ann.page, "sign-in-ended");
  });

  it("shows a whole team, light, dark and narrow", async () => {
    for (const [name, options] of [
      ["people", {}],
      ["people-dark", { colorScheme: "dark" }],
      ["people-narrow", { width: 390, height: 800 }],
    ] as const) {
      const visitor = await visit(browser, options);
      const { page } = visitor;
      await signIn(visitor, url, { email: "team-lead@example.org", password: testPassword });
      await open(page, `/p/${many}/people`);
      await page.getByRole("link", { name: "Annotator 14" }).waitFor();
      await takePicture(page, name);
      await expectAccessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
      await page.getByRole("link", { name: "Annotator 1", exact: true }).click();
      await page.getByRole("heading", { name: "Annotator 1" }).waitFor();
      await page.getByText("Submitted").first().waitFor();
      await takePicture(page, name.replace("people", "person-of-team"));
      await expectAccessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
      expect(visitor.troubles.filter((trouble) => /Content Security Policy/.test(trouble))).toEqual([]);
      await page.context().close();
    }
    expect(lead.troubles.filter((trouble) => /Content Security Policy/.test(trouble))).toEqual([]);
  });

  it("tells a lead whose work has changed, and shows their weeks", async () => {
    const weekMs = 7 * 24 * 3600 * 1000;
    const { project: changed } = await workInWeeks(ctx, Date.now() - 6 * weekMs);
    await makeAccount(ctx, { email: "weeks-lead@example.org", roles: ["lead"], projectId: changed });
    for (const [name, at, options] of [
      ["drift", "inbox", {}],
      ["drift-dark-narrow", "inbox", { colorScheme: "dark", width: 390, height: 844 }],
    ] as const) {
      const visitor = await visit(browser, options);
      const { page } = visitor;
      await signIn(visitor, url, { email: "weeks-lead@example.org", password: testPassword });
      await open(page, `/p/${changed}/${at}`);
      await page.getByText("Takes more time an image than usual").waitFor();
      await takePicture(page, `${name}-${at}`);
      await expectAccessible(page);
      await page.getByRole("link", { name: "Look" }).first().click();
      const figure = page.getByRole("region", { name: "Seconds per image, a figure" });
      await figure.scrollIntoViewIfNeeded();
      expect(await figure.locator("svg").getAttribute("aria-label")).toMatch(/Out: the weeks? from/);
      await takePicture(page, `${name}-person`);
      await expectAccessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
      expect(visitor.troubles).toEqual([]);
      await page.context().close();
    }
  });
});

/** 14 annotators and 5 experts, in the middle of their work. */
async function makeTeam(ctx: Context): Promise<string> {
  const images = Object.fromEntries(Array.from({ length: 28 }, (_, index) => [`photo-${index}.jpg`, [0]]));
  const { project } = await makeProject(ctx, { images });
  await makeAccount(ctx, { email: "team-lead@example.org", roles: ["lead"], projectId: project });
  const annotators: string[] = [];
  for (let n = 1; n <= 14; n++) {
    const roles = n === 14 ? (["annotator", "expert"] as const) : (["annotator"] as const);
    annotators.push(await makePerson(ctx, project, `Annotator ${n}`, [...roles]));
  }
  for (let n = 1; n <= 5; n++) await makePerson(ctx, project, `Expert ${n}`, ["expert"]);
  await assignBatches(ctx, { project, annotators, batches: 7, overlap: 2, seed: 1 });
  const rows = await ctx.db
    .selectFrom("assignment")
    .select(["id", "personId", "position"])
    .where("projectId", "=", project)
    .execute();
  for (const [index, { id, personId }] of rows.filter(({ position }) => position < 3).entries()) {
    const draft = makeDraft(index % 5 === 0 ? [1] : [0], {
      activeMs: 4000 + 900 * (index % 7),
      flag: index % 9 === 0 ? "wrong-image" : null,
    });
    await saveAnnotation(ctx, { ...makeSave(draft), assignment: id, person: personId });
  }
  return project;
}
