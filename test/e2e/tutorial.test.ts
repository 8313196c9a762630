import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Context } from "../../src/actions/context.ts";
import { createProject } from "../../src/actions/project/createProject.ts";
import { makeAccount, testPassword } from "../../src/server/testServer.ts";
import { type OwnServer, openOwnServer } from "./setup/ownServer.ts";
import {
  enter,
  expectAccessible,
  expectAccessibleInBoth,
  signIn,
  takePicture,
  type Visitor,
  visit,
} from "./setup/visitor.ts";

/** Each step by the keys that it teaches. */
const keysOf: [title: string, keys: string[]][] = [
  ["Tick what you see", ["1", "3"]],
  ["Submit", ["Enter"]],
  ["Labels that exclude each other", ["2", "Enter"]],
  ["Exemplars", ["v", "v"]],
  ["More groups", ["1", "Space", "2", "Enter"]],
  ["Parts and wholes", ["1", "3", "Enter"]],
  ["Hidden and cut off", ["1", "3", "Enter"]],
  ["Unsure", ["Shift+Digit2", "Enter"]],
  ["A label is missing", ["/"]],
  ["None of these", ["x"]],
  ["Undo", ["u"]],
  ["Flag", ["f", "1"]],
  ["Skip", ["s", "1"]],
  ["All keys", ["Shift+Slash", "Escape"]],
  ["What about drawings?", ["g", "Escape"]],
];

/** Whoever is new learns the page on sample photos; nothing of it is work of the project. */
describe("the tutorial in a real browser", () => {
  let ctx: Context;
  let browser: Browser;
  let own: OwnServer;
  let url: string;
  let project: string;
  let ann: Visitor;

  beforeAll(async () => {
    own = await openOwnServer();
    ({ ctx, url, browser } = own);
    ({ id: project } = await createProject(ctx, { name: "Photos", labelSpace: "imagenet-1k" }));
    await makeAccount(ctx, { email: "lead@example.org", roles: ["lead"], projectId: project });
    await makeAccount(ctx, { email: "ann@example.org", roles: ["annotator"], projectId: project });
    ann = await visit(browser);
    await signIn(ann, url, { email: "ann@example.org", password: testPassword });
  }, 300_000);

  afterAll(async () => {
    await own?.close();
  });

  const coach = (page: Page) => page.getByRole("region", { name: "What to do" });
  const step = (page: Page, title: string) => coach(page).getByRole("heading", { name: title }).waitFor();
  const goOn = (page: Page) => coach(page).getByRole("button", { name: /^(Go on|Finish)$/ });

  it("is offered once, explains what is wrong, and is taken up again where it was left", async () => {
    const { page } = ann;
    await page.getByRole("link", { name: "Take the tutorial" }).click();
    await step(page, "Tick what you see");
    await page.keyboard.press("2");
    await coach(page)
      .getByText(/^teapot: It is not in the picture\./)
      .waitFor();
    expect(await goOn(page).count()).toBe(0);
    await expectAccessibleInBoth(page);
    await takePicture(page, "tutorial-wrong-light");
    for (const key of ["2", "1", "3"]) await page.keyboard.press(key);
    await goOn(page).waitFor();
    await page.keyboard.press("Enter");
    await step(page, "Submit");
    await page.getByRole("button", { name: "My work" }).click();
    await page.getByRole("link", { name: "Go on with the tutorial at step 2" }).click();
    await step(page, "Submit");
    await page.getByRole("button", { name: "Back" }).click();
  });

  it("is taken by the keyboard alone, step by step", async () => {
    const { page } = ann;
    const pictured: ("light" | "dark" | "phone")[] = ["light", "dark", "phone"];
    for (const [at, [title, keys]] of keysOf.entries()) {
      await step(page, title);
      await page.getByRole("img", { name: "The one to label" }).waitFor();
      const look = pictured[at % 3]!;
      await page.emulateMedia({ colorScheme: look === "dark" ? "dark" : "light" });
      if (look === "phone") await page.setViewportSize({ width: 390, height: 844 });
      // The steps differ in their words and photos only.
      if (at < pictured.length) await expectAccessible(page);
      await takePicture(page, `tutorial-${at + 1}-${look}`);
      if (look === "phone") await page.setViewportSize({ width: 1440, height: 900 });
      for (const key of keys) await page.keyboard.press(key);
      if (title === "A label is missing") {
        await page.getByRole("dialog").getByRole("combobox").fill("umbrella");
        await page
          .getByRole("option", { name: /^umbrella/ })
          .first()
          .waitFor();
        await page.keyboard.press("Enter");
      }
      if (title === "None of these") {
        await coach(page).getByText("Right. Now press Enter.").waitFor();
        await page.keyboard.press("Enter");
      }
      await goOn(page).waitFor();
      if (at === 0) await takePicture(page, "tutorial-right-light");
      await page.keyboard.press("Enter");
    }
    await page.getByRole("heading", { name: "My work" }).waitFor();
  }, 180_000);

  it("speaks of fingers on a phone", async () => {
    const { page } = await visit(browser, { isPhone: true });
    await signIn({ page }, url, {
      email: "lead@example.org",
      password: testPassword,
    });
    await page.goto(`${url}/p/${project}/tutorial`);
    await coach(page).getByText("Tap their cards to tick both.").waitFor();
    await takePicture(page, "tutorial-touch-1");
    await expectAccessible(page);
    for (const name of ["espresso", "cup"])
      await page.getByRole("checkbox", { name: new RegExp(`^${name}`) }).tap();
    await goOn(page).waitFor();
    await takePicture(page, "tutorial-touch-right");
    await goOn(page).tap();
    await step(page, "Submit");
    await page.getByRole("button", { name: "Submit" }).tap();
    await goOn(page).waitFor();
    await page.context().close();
  });

  it("leaves nothing but that it was finished, which the lead sees", async () => {
    const { page } = ann;
    await page.getByRole("link", { name: "take the tutorial again" }).waitFor();
    expect(await page.getByRole("link", { name: "Take the tutorial", exact: true }).count()).toBe(0);
    for (const table of ["assignment", "annotation", "decision", "image"] as const) {
      expect(await ctx.db.selectFrom(table).selectAll().execute()).toEqual([]);
    }
    const lead = await visit(browser);
    await enter(lead, `${url}/p/${project}/people`, { email: "lead@example.org", password: testPassword });
    await lead.page.getByRole("row", { name: /^ann/ }).getByText("tutorial done").waitFor();
    expect(await lead.page.getByText("tutorial done").count()).toBe(1);
    await takePicture(lead.page, "tutorial-people-light");
    expect([...ann.troubles, ...lead.troubles]).toEqual([]);
  });
});
