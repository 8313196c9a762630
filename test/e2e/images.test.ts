import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Installation, installSamples, logins } from "./setup/installation.ts";
import { openStored, type Stored } from "./setup/stored.ts";
import {
  expectAccessible,
  launchBrowser,
  signIn,
  takeLooks,
  takePicture,
  type Visitor,
  visit,
} from "./setup/visitor.ts";

/** The lead finds images by what is known of them, and sees what happened to each. */
describe("images in a real browser", () => {
  let installation: Installation;
  let browser: Browser;
  let stored: Stored;
  let visitor: Visitor;
  let page: Page;

  beforeAll(async () => {
    installation = await installSamples();
    stored = openStored(installation.data);
    browser = await launchBrowser();
    visitor = await visit(browser);
    ({ page } = visitor);
    await signIn(visitor, installation.url, logins.lead);
  }, 5 * 60_000);
  afterAll(async () => {
    await browser?.close();
    stored?.close();
    await installation?.remove();
  });

  const cards = () => page.getByRole("list", { name: /^Images/ }).getByRole("link");

  it("shows all images, of which only those in sight are drawn, and filters them by the address", async () => {
    await page.getByRole("link", { name: "Images", exact: true }).first().click();
    const [{ images }] = stored.all<{ images: number }>("SELECT count(*) AS images FROM image") as [
      { images: number },
    ];
    await page.getByText(`${images} images`, { exact: true }).waitFor();
    await cards().first().waitFor();
    await takePicture(page, "images");
    await expectAccessible(page);

    // A small image keeps sharp pixels for as long as it is shown larger than it is.
    const small = await page.evaluateHandle(() => {
      const image = document.createElement("img");
      image.src = document.querySelector<HTMLLinkElement>("link[rel=icon]")!.href;
      return document.body.appendChild(image);
    });
    for (const [width, drawn] of [
      [640, "pixelated"],
      [40, ""],
      [320, "pixelated"],
    ] as const) {
      await small.evaluate((image, wanted) => {
        image.style.width = `${wanted}px`;
      }, width);
      await expect.poll(() => small.evaluate((image) => image.style.imageRendering)).toBe(drawn);
    }
    await small.evaluate((image) => image.remove());

    await page.getByLabel("Name").fill("castle");
    await page.waitForURL(/text=castle/);
    await expect.poll(() => cards().count()).toBe(1);
    await page.reload();
    await expect.poll(() => cards().count()).toBe(1);
    expect(await page.getByLabel("Name").inputValue()).toBe("castle");

    // What others put behind an address means nothing here, and comes to no harm.
    await page.goto(`${page.url()}&in=list&utm_source=mail&constructor=1`);
    await expect.poll(() => cards().count()).toBe(1);
    expect(page.url()).toMatch(/\/images\?text=castle$/);

    await page.getByLabel("Name").fill("nowhere");
    await page.getByRole("heading", { name: "No image is like this" }).waitFor();
    await page.getByRole("main").getByRole("button", { name: "Clear filters" }).last().click();
    await page.getByText(`${images} images`, { exact: true }).waitFor();
  });

  it("goes through a list image by image, and back to the place where one is", async () => {
    const [{ images }] = stored.all<{ images: number }>("SELECT count(*) AS images FROM image") as [
      { images: number },
    ];
    await cards().nth(2).click();
    const name = () => page.getByRole("heading", { level: 1 }).innerText();
    await page.getByText(`3 of ${images}`, { exact: true }).waitFor();
    const third = await name();
    await page.keyboard.press("ArrowRight");
    await page.getByText(`4 of ${images}`, { exact: true }).waitFor();
    expect(await name()).not.toBe(third);
    await page.getByRole("button", { name: "The next image" }).click();
    await page.getByText(`5 of ${images}`, { exact: true }).waitFor();
    await takePicture(page, "image-of-list");
    // Its address is that of the list, too.
    await page.reload();
    await page.getByText(`5 of ${images}`, { exact: true }).waitFor();
    await expectAccessible(page);
    const fifth = await name();
    await page.keyboard.press("Escape");
    // A card of the list: the whole page, which has the focus before it, would contain the name, too.
    const focused = () => page.evaluate(() => document.activeElement?.closest("li")?.textContent ?? "");
    await expect.poll(focused).toContain(fifth);
    await page.keyboard.press("Enter");
    await page.getByText(`5 of ${images}`, { exact: true }).waitFor();
    for (let at = 5; at > 1; at--) await page.keyboard.press("ArrowLeft");
    await page.getByText(`1 of ${images}`, { exact: true }).waitFor();
    expect(await page.getByRole("button", { name: "The image before" }).isDisabled()).toBe(true);
    await page.keyboard.press("Escape");
    await cards().first().waitFor();
  });

  it("chooses images by key, box and range, and takes back what was done with all of them", async () => {
    await page.reload();
    await cards().first().waitFor();
    // The first image is two Tabs away: the way past the filters, and the image.
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await page.getByText("1 image chosen").waitFor();
    await cards()
      .nth(2)
      .click({ modifiers: ["Shift"] });
    await page.getByText("3 images chosen").waitFor();
    await takeLooks(page, "images-chosen");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Send to refinement" }).click();
    await page.getByRole("dialog").getByLabel("Why").fill("Look at them together");
    await page.getByRole("dialog").getByRole("button", { name: "Send to refinement" }).click();
    await page.getByText("3 images sent: refinement.").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("3 images taken back.").waitFor();
    await page.getByRole("button", { name: "Close" }).click();
  });

  it("shows room where a picture's file is gone, not the sign of a browser for it", async () => {
    const other = await visit(browser);
    await other.page.route("**/thumbnail", (route) => route.fulfill({ status: 404, body: "" }));
    await signIn(other, installation.url, logins.lead);
    await other.page.getByRole("link", { name: "Images", exact: true }).first().click();
    const pictures = other.page.getByRole("list", { name: /^Images/ }).locator("img");
    await pictures.first().waitFor({ state: "attached" });
    const seen = () =>
      pictures.evaluateAll((all) => all.filter((one) => one.checkVisibility({ visibilityProperty: true })));
    await expect.poll(async () => (await seen()).length).toBe(0);
    await other.page.context().close();
  });

  it("opens an image with its history, and sends it to refinement", async () => {
    await page.getByLabel("Name").fill("castle");
    await expect.poll(() => cards().count()).toBe(1);
    await cards().first().click();
    await page.getByRole("heading", { level: 1, name: /castle/ }).waitFor();
    await page.getByRole("button", { name: "Send to refinement" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Why").fill("the flag hides it");
    await dialog.getByRole("button", { name: "Send to refinement" }).click();
    await page.getByText("Lead sent it to refinement:").waitFor();
    const history = page.getByRole("region", { name: "History" });
    await history.getByText("the flag hides it").waitFor();
    expect(await history.getByRole("listitem").first().innerText()).toMatch(/Multilabelfy compared/);
    await takePicture(page, "image");
    await expectAccessible(page);
    expect(stored.all(`SELECT "to" FROM sending WHERE "to" <> 'rule'`)).toEqual([{ to: "refinement" }]);
    expect(visitor.troubles).toEqual([]);
  });
});
