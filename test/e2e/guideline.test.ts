import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Context } from "../../src/actions/context.ts";
import { getGuideline } from "../../src/actions/guideline/getGuideline.ts";
import { saveGuideline } from "../../src/actions/guideline/saveGuideline.ts";
import { createProject } from "../../src/actions/project/createProject.ts";
import { makeAccount, testPassword } from "../../src/server/testServer.ts";
import { type OwnServer, openOwnServer } from "./setup/ownServer.ts";
import { expectAccessible, signIn, takePicture, type Visitor, visit } from "./setup/visitor.ts";

const patient = { timeout: 60_000 };
const photo = join(import.meta.dirname, "../../samples/photos/two-dogs-at-window.jpg");

/** The lead writes the guideline; an annotator is told what changed. */
describe("the guideline in a real browser", () => {
  let ctx: Context;
  let browser: Browser;
  let own: OwnServer;
  let url: string;
  let project: string;
  let lead: Visitor;
  let ann: Visitor;
  let annId: string;

  beforeAll(async () => {
    own = await openOwnServer();
    ({ ctx, url, browser } = own);
    ({ id: project } = await createProject(ctx, { name: "Dogs", labelSpace: "imagenet-1k" }));
    await makeAccount(ctx, { email: "lead@example.org", roles: ["lead"], projectId: project });
    annId = await makeAccount(ctx, { email: "ann@example.org", roles: ["annotator"], projectId: project });
    lead = await visit(browser);
    ann = await visit(browser, { colorScheme: "dark" });
    await signIn(lead, url, { email: "lead@example.org", password: testPassword });
    await signIn(ann, url, { email: "ann@example.org", password: testPassword });
  }, 300_000);

  afterAll(async () => {
    await own?.close();
  });

  const open = (page: Page, path: string) => page.goto(`${url}/p/${project}/${path}`);
  const news = () => ann.page.getByRole("dialog", { name: "The guideline has changed" });

  it("lets whoever comes first start with the guideline of the day", async () => {
    await open(ann.page, "annotate");
    await expect
      .poll(async () => (await getGuideline(ctx, { project, person: annId })).known, patient)
      .toBe(1);
    expect(await news().isVisible()).toBe(false);
  });

  it("is written with a picture, seen as it will look, and saved as a version", async () => {
    const { page } = lead;
    await open(page, "guideline");
    await takePicture(page, "guideline-lead-light");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Edit" }).click();
    const text = page.getByRole("textbox", { name: "Text (Markdown)" });
    const preview = page.getByRole("region", { name: "Preview" });
    const save = page.getByRole("button", { name: "Save as version 2" });
    expect(await save.isDisabled()).toBe(true);

    await text.press("Control+End");
    await text.pressSequentially("\n\n## Dogs\n\nTick the **likeliest** breed.");
    await preview.getByRole("heading", { name: "Dogs" }).waitFor();

    await page.getByRole("button", { name: "Add a picture" }).click();
    const dialog = page.getByRole("dialog", { name: "Add a picture" });
    await dialog.getByRole("button", { name: "Add", exact: true }).click();
    await dialog.getByText("Say in a few words what it shows.").waitFor();
    await expectAccessible(page);
    await takePicture(page, "guideline-picture-light");
    await dialog.locator("input[type=file]").setInputFiles(import.meta.filename);
    await dialog.getByRole("textbox", { name: "What does it show?" }).fill("Two dogs of one breed");
    await dialog.getByRole("button", { name: "Add", exact: true }).click();
    await dialog.getByText(/The picture cannot be used\./).waitFor();
    await dialog.locator("input[type=file]").setInputFiles(photo);
    await dialog.getByRole("button", { name: "Add", exact: true }).click();

    const picture = preview.getByRole("img", { name: "Two dogs of one breed" });
    await picture.scrollIntoViewIfNeeded();
    await expect
      .poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth), patient)
      .toBeGreaterThan(100);
    await expectAccessible(page);
    await takePicture(page, "guideline-editor-light");
    await save.click();
    await page.getByRole("heading", { name: "Guideline", level: 1 }).waitFor();
    await page.getByRole("region", { name: "What changed" }).getByText("likeliest breed").waitFor();
    await takePicture(page, "guideline-versions-light");
  });

  it("tells the second of two leads what the first one changed, and keeps both texts", async () => {
    const { page } = lead;
    await page.getByRole("button", { name: "Edit" }).click();
    const text = page.getByRole("textbox", { name: "Text (Markdown)" });
    await text.press("Control+End");
    await text.pressSequentially("\n\nMine.");
    const { markdown } = await getGuideline(ctx, { project, person: annId });
    await saveGuideline(ctx, { project, person: null, version: 2, markdown: `${markdown}\n\nTheirs.` });
    await page.getByRole("button", { name: "Save as version 3" }).click();
    const conflict = page.getByRole("dialog", { name: "Somebody else changed the guideline meanwhile" });
    await conflict.getByText("Theirs.").waitFor();
    await expectAccessible(page);
    await takePicture(page, "guideline-conflict-light");
    await conflict.getByRole("button", { name: "Go on with mine" }).click();
    await page.getByRole("button", { name: "Save as version 4" }).click();
    await page.getByRole("heading", { name: "Guideline", level: 1 }).waitFor();
    const stored = await getGuideline(ctx, { project, person: annId });
    expect(stored.markdown).toMatch(/Mine\.$/);
    expect(stored.markdown).not.toContain("Theirs.");
  });

  it("tells annotators once what changed since they were here", async () => {
    const { page } = ann;
    await page.reload();
    await news().getByText("From version 1 to 4.").waitFor();
    await news().getByRole("img", { name: "Two dogs of one breed" }).waitFor();
    await expectAccessible(page);
    await takePicture(page, "guideline-news-dark");
    // Whoever is typing answers does not close it unread.
    await page.keyboard.press("Enter");
    expect(await news().isVisible()).toBe(true);
    await news().getByRole("button", { name: "Understood" }).click();
    await expect
      .poll(async () => (await getGuideline(ctx, { project, person: annId })).known, patient)
      .toBe(4);
    await page.reload();
    await page.getByRole("button", { name: "Guideline" }).waitFor();
    await page.keyboard.press("g");
    await page.getByRole("dialog", { name: "Guideline · version 4" }).waitFor();
    expect(await news().isVisible()).toBe(false);
  });

  it("is read, not written, by annotators, and fits a phone", async () => {
    const { page } = ann;
    await page.setViewportSize({ width: 390, height: 844 });
    await open(page, "guideline");
    await page.getByRole("heading", { name: "Versions" }).waitFor();
    expect(await page.getByRole("button", { name: "Edit" }).count()).toBe(0);
    await expectAccessible(page);
    await takePicture(page, "guideline-phone-dark");
    await lead.page.setViewportSize({ width: 390, height: 844 });
    await lead.page.getByRole("button", { name: "Edit" }).click();
    await takePicture(lead.page, "guideline-editor-phone-light");
    for (const { page } of [lead, ann]) {
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    }
    const troubles = [...lead.troubles, ...ann.troubles];
    // The refused picture, and the conflict.
    expect(troubles.filter((trouble) => !/\b(409|422)\b/.test(trouble))).toEqual([]);
  });
});
