import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Context } from "../../src/actions/context.ts";
import { getNextWork } from "../../src/actions/tasks/getNextWork.ts";
import { saveAnnotation } from "../../src/actions/tasks/saveAnnotation.ts";
import { skipAssignment } from "../../src/actions/tasks/skipAssignment.ts";
import type { Role } from "../../src/core/tasks/stage.ts";
import { getProject } from "../../src/db/project/project.ts";
import { newId } from "../../src/db/sql/newId.ts";
import { addPerson } from "../../src/server/accounts/accounts.ts";
import { createAuth } from "../../src/server/accounts/auth.ts";
import { makeDraft, makeProject, makeSave } from "../factories.ts";
import { type OwnServer, openOwnServer } from "./setup/ownServer.ts";
import { enter, expectAccessible, takeLooks, takePicture, visit } from "./setup/visitor.ts";

const password = "a long enough password";
const email = (name: string) => `${name.toLowerCase().replaceAll(" ", ".")}@example.org`;

/** A lead shares out images, looks after what is stuck, and changes the rules. */
describe("running a team in a real browser", () => {
  let ctx: Context;
  let url: string;
  let own: OwnServer;
  let browser: Browser;
  let project: string;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    own = await openOwnServer();
    ({ ctx, url, browser } = own);
    const images = Object.fromEntries(
      Array.from({ length: 24 }, (_, i) => [`photo-${String(i).padStart(2, "0")}.jpg`, [i % 4]]),
    );
    ({ project } = await makeProject(ctx, { images }));
    const people: [string, Role[]][] = [
      ["Ann Example", ["annotator"]],
      ["Ben Example", ["annotator"]],
      ["Cem Example", ["annotator"]],
      ["Eva Expert", ["expert"]],
      ["First Lead", ["lead"]],
      ["Second Lead", ["lead"]],
    ];
    for (const [name, roles] of people) {
      const account = { email: email(name), name, password, roles, projectId: project };
      ids[name] = (await addPerson({ ...ctx, auth: createAuth(ctx) }, account)).personId;
    }
  });
  afterAll(async () => {
    await own?.close();
  });

  async function open(name: string, page: string, options: Parameters<typeof visit>[1] = {}): Promise<Page> {
    const visitor = await visit(browser, options);
    await enter(visitor, `${url}/p/${project}/${page}`, { email: email(name), password });
    return visitor.page;
  }

  async function annotate(name: string, labels: number[], images: number): Promise<void> {
    const person = ids[name]!;
    for (let done = 0; done < images; done++) {
      const { current } = await getNextWork(ctx, { project, stage: "annotate", person });
      if (!current) return;
      await saveAnnotation(ctx, { person, assignment: current.id, ...makeSave(makeDraft(labels)) });
    }
  }

  it("shows who would get what, and gives it when the lead says so", async () => {
    const page = await open("First Lead", "batches");
    await page.getByText("24 images with proposals").waitFor();
    await takePicture(page, "batches-empty");
    await expectAccessible(page);
    await page.getByLabel("How many").fill("6");
    await page.getByRole("button", { name: "Show the plan" }).click();
    await page.getByText("24 images in 6 batches").first().waitFor();
    // Three annotators share 24 images in pairs: sixteen each, eight with either of the others.
    await page.getByRole("row", { name: "Ann Example 4 16 Ben Example 8, Cem Example 8" }).waitFor();
    await takePicture(page, "batches-plan");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Give these batches" }).click();
    await page.getByText("24 images are shared out.").waitFor();
    await page.getByText("0 of 4").first().waitFor();
    await page.context().close();
  });

  it("lets the lead decide on a blocked image, and reassign what somebody left", async () => {
    await annotate("Ann Example", [1], 16);
    await annotate("Cem Example", [1], 9);
    const ben = ids["Ben Example"]!;
    for (let n = 0; n < 16; n++) {
      const { current } = await getNextWork(ctx, { project, stage: "annotate", person: ben });
      if (n >= 5) break;
      await saveAnnotation(ctx, {
        person: ben,
        assignment: current!.id,
        ...makeSave(makeDraft(n % 2 ? [1] : [1, 2], n === 0 ? { flag: "Is this a wolf?" } : {})),
      });
    }
    const { current } = await getNextWork(ctx, { project, stage: "annotate", person: ben });
    for (const reason of ["too dark", "cannot tell what it is"]) {
      await skipAssignment(ctx, { person: ben, assignment: current!.id, operation: newId(), reason });
    }

    const page = await open("First Lead", "overview");
    await page.getByRole("link", { name: /^Inbox \d+ things need you$/ }).click();
    await page.getByText("“cannot tell what it is”").waitFor();
    await takeLooks(page, "inbox");
    await expectAccessible(page);
    const flagged = page.getByRole("listitem").filter({ hasText: "“Is this a wolf?”" });
    await flagged.getByRole("button", { name: "Answer" }).click();
    await page.getByLabel("Your answer to Ben Example").fill("No, a dog.");
    await page.getByRole("button", { name: "Answer and settle" }).click();
    await flagged.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Undo" }).click();
    await flagged.getByRole("button", { name: "Settled" }).click();
    await flagged.waitFor({ state: "detached" });
    await page
      .getByRole("listitem")
      .filter({ hasText: "“cannot tell what it is”" })
      .getByRole("button", { name: "To refinement" })
      .click();
    await page.getByText("“cannot tell what it is”").waitFor({ state: "detached" });
    await takePicture(page, "inbox-done");
    await expectAccessible(page);
    await page.getByRole("link", { name: "Batches" }).click();

    await page.getByRole("button", { name: /^Reassign what Ben Example/ }).click();
    await page.getByRole("dialog").getByLabel("Ann Example").check();
    await page.getByRole("dialog").getByLabel("Cem Example").check();
    await takePicture(page, "batches-reassign");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Reassign", exact: true }).click();
    await page.getByText("10 images moved.").waitFor();
    expect(await page.getByRole("button", { name: /^Reassign what Ben Example/ }).count()).toBe(0);
    await page.setViewportSize({ width: 390, height: 800 });
    await takePicture(page, "batches-phone");
    await page.context().close();
  });

  it("brings a question to the lead and the answer to whoever asked, and to nobody else yet", async () => {
    const ann = await open("Ann Example", "work");
    await ann
      .getByRole("button", { name: /^Talk about it: / })
      .first()
      .click();
    const asking = ann.getByRole("dialog");
    await asking.getByText("Leads read what you write here.", { exact: false }).waitFor();
    await asking.getByLabel("Write about this image").fill("Does the shadow count, @fir");
    await asking.getByRole("option", { name: "First Lead" }).waitFor();
    await takePicture(ann, "talk-mention");
    await ann.keyboard.press("Enter");
    await asking.getByRole("button", { name: "Send" }).click();
    await asking.getByText("You and the leads read this.").waitFor();
    await expectAccessible(ann);
    await ann.keyboard.press("Escape");

    const lead = await open("First Lead", "inbox");
    const asked = lead.getByRole("listitem").filter({ hasText: "Does the shadow count, @First Lead" });
    await asked.getByRole("link", { name: "Read" }).click();
    const talk = lead.getByRole("region", { name: "Talk" });
    await talk.getByLabel("Write about this image").fill("@Ben Example, look at this one later.");
    await talk.getByRole("button", { name: "Send" }).click();
    await talk.getByText("Ben Example may not see this yet", { exact: false }).first().waitFor();
    await talk.getByLabel("For").selectOption("Ann Example alone, at once");
    await talk.getByLabel("Write about this image").fill("It does not.");
    await talk.getByRole("button", { name: "Send" }).click();
    await talk.getByText("Only Ann Example and leads read this", { exact: false }).first().waitFor();
    await talk.scrollIntoViewIfNeeded();
    await takeLooks(lead, "talk-lead");
    await expectAccessible(lead);
    await lead.context().close();

    await ann.reload();
    await ann.getByRole("link", { name: /^My work.* 1 new$/ }).waitFor();
    await ann.getByRole("button", { name: "Show: First Lead" }).click();
    await ann.getByRole("listitem").getByText("It does not.").nth(1).waitFor();
    expect(await ann.getByText("look at this one later").count()).toBe(0);
    await takeLooks(ann, "talk-annotator");
    await expectAccessible(ann);
    await ann.getByRole("link", { name: /^My work.* 1 new$/ }).waitFor({ state: "detached" });
    await ann.context().close();
  });

  it("says which images a rule moves before it moves them", async () => {
    const page = await open("First Lead", "settings", { colorScheme: "dark" });
    await page.getByRole("heading", { name: "Settings" }).waitFor();
    await takePicture(page, "settings-dark");
    await expectAccessible(page);
    await page.getByLabel("When annotators agree").selectOption("exact");
    await page.getByRole("button", { name: "Review the change" }).click();
    await page.getByText(/images? from refinement to agreed/).waitFor();
    await takePicture(page, "settings-review-dark");
    await expectAccessible(page);
    await page.getByRole("button", { name: /^Save and move/ }).click();
    await page.getByText("Saved.", { exact: true }).waitFor();
    expect((await getProject(ctx.db, project)).settings.agreementRule).toEqual({ kind: "exact" });
    // What would make answers incomparable is fixed by now.
    expect(await page.getByLabel("Proposals per image").isDisabled()).toBe(true);
    await page.context().close();
  });

  it("shows the second of two leads both values", async () => {
    const first = await open("First Lead", "settings");
    const second = await open("Second Lead", "settings");
    for (const [page, minutes] of [
      [first, "15"],
      [second, "90"],
    ] as const) {
      await page.getByLabel("Time to come back").fill(minutes);
    }
    await takePicture(first, "settings");
    await first.getByRole("heading", { name: "Fewer answers" }).scrollIntoViewIfNeeded();
    await takeLooks(first, "settings-fewer");
    for (const page of [first, second]) {
      await page.getByRole("button", { name: "Review the change" }).click();
      await page.getByRole("button", { name: "Save", exact: true }).click();
    }
    await second.getByRole("row", { name: "Time to come back 15 minutes 90 minutes" }).waitFor();
    await takePicture(second, "settings-conflict");
    await expectAccessible(second);
    await second.getByRole("button", { name: "Go on with yours" }).click();
    await second.getByRole("button", { name: "Review the change" }).click();
    await second.getByRole("button", { name: "Save", exact: true }).click();
    await second.getByText("Saved.", { exact: true }).waitFor();
    expect((await getProject(ctx.db, project)).settings.leaseMinutes).toBe(90);
    await second.setViewportSize({ width: 390, height: 800 });
    await takePicture(second, "settings-phone");
    await first.context().close();
    await second.context().close();
  });

  it("puts a project away only once its name is typed, and nothing of it changes then", async () => {
    const page = await open("First Lead", "settings", { width: 1024, height: 700 });
    const { name } = await getProject(ctx.db, project);
    await page.getByRole("button", { name: "Archive…" }).click();
    const archive = page.getByRole("dialog").getByRole("button", { name: "Archive", exact: true });
    expect(await archive.isDisabled()).toBe(true);
    await page.getByRole("dialog").getByRole("textbox").fill(name);
    await takePicture(page, "settings-archive");
    await expectAccessible(page);
    await archive.click();
    await page.getByText("This project is archived").waitFor();
    const saved = await page.evaluate(async (id) => {
      const body = JSON.stringify({ version: 1, changes: {} });
      const headers = { "content-type": "application/json" };
      return (await fetch(`/api/projects/${id}/settings`, { method: "PUT", headers, body })).status;
    }, project);
    expect(saved).toBe(409);
    await page.getByRole("button", { name: "Take back into use" }).click();
    await page.getByRole("button", { name: "Archive…" }).waitFor();
    await page.context().close();
  });
});
