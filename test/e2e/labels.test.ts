import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { annotatePage } from "./setup/annotatePage.ts";
import { answers } from "./setup/answers.ts";
import { type Installation, installSamples, logins } from "./setup/installation.ts";
import { openStored, type Stored } from "./setup/stored.ts";
import {
  expectAccessible,
  expectAccessibleInBoth,
  launchBrowser,
  signIn,
  takeLooks,
  takePicture,
  type Visitor,
  visit,
} from "./setup/visitor.ts";

/** A label with several exemplars, that both annotators tick on this photo, among its first five cards. */
const castle = { name: "castle", photo: "castle-in-loch.jpg" };

/** The lead changes exemplars while people work, and annotators use what helps them tell labels apart. */
describe("exemplars and labels in a real browser", () => {
  let installation: Installation;
  let browser: Browser;
  let stored: Stored;
  const visitors: Visitor[] = [];

  beforeAll(async () => {
    installation = await installSamples();
    stored = openStored(installation.data);
    browser = await launchBrowser();
  }, 5 * 60_000);
  afterAll(async () => {
    await browser?.close();
    stored?.close();
    await installation?.remove();
  });

  async function arrive(who: keyof typeof logins, options: Parameters<typeof visit>[1] = {}): Promise<Page> {
    const visitor = await visit(browser, options);
    visitors.push(visitor);
    await signIn(visitor, installation.url, logins[who]);
    return visitor.page;
  }

  /** Opens an annotator's page of a photo. */
  async function openPhoto(page: Page, who: keyof typeof logins, key: string): Promise<void> {
    const [row] = stored.all<{ id: string }>(
      `SELECT assignment.id FROM assignment JOIN image ON image.id = assignment.imageId
       JOIN person ON person.id = assignment.personId WHERE image.key = ? AND person.email = ?`,
      key,
      logins[who].email,
    );
    await page.goto(page.url().replace(/\/(work|annotate).*$/, `/annotate?assignment=${row!.id}`));
    await page.getByRole("img", { name: "The one to label" }).waitFor();
  }

  const exemplarsOf = (name: string) =>
    stored
      .all<{ id: string }>(
        `SELECT id FROM exemplar WHERE labelIndex = ? AND untilVersion IS NULL ORDER BY position`,
        stored.indexOf.get(name),
      )
      .map(({ id }) => id);

  async function openLabel(page: Page, name: string): Promise<void> {
    await page.getByRole("link", { name: "Labels", exact: true }).click();
    await page.getByRole("searchbox", { name: "Search labels" }).fill(name);
    await page.getByRole("link", { name, exact: true }).click();
    await page.getByRole("heading", { name, level: 1 }).waitFor();
  }

  const shownFirst = (page: Page, name: string) =>
    page
      .locator("article", { has: page.getByRole("checkbox", { name, exact: true }) })
      .getByRole("button", { name: /^Exemplar 1 of/ })
      .locator("img")
      .getAttribute("src");

  let first: string;

  it("helps an annotator to tell labels apart", async () => {
    const page = await arrive("ann");
    await openPhoto(page, "ann", castle.photo);
    const work = annotatePage(page, stored);
    await work.card(castle.name).waitFor();
    first = exemplarsOf(castle.name)[0]!;
    expect(await shownFirst(page, castle.name)).toContain(first);

    // A label without exemplars says so, and shows no photo; the labels of its kind are behind a key.
    const bare = page.locator("article", { hasText: "No photos of this label" }).first();
    await bare.waitFor();
    expect(await bare.getByRole("img").count()).toBe(0);
    await takePicture(page, "no-photos");
    await bare.getByRole("button", { name: /^Same kind/ }).click();
    const kin = page.getByRole("dialog", { name: /^Labels of the same kind as/ });
    await kin
      .getByRole("heading", { name: /^Other kinds of/ })
      .first()
      .waitFor();
    for (const item of await kin.getByRole("listitem").all())
      expect(await item.getByRole("heading", { level: 4 }).count()).toBe(1);
    await takePicture(page, "kin");
    await expectAccessibleInBoth(page);
    await page.keyboard.press("k");
    await kin.waitFor({ state: "hidden" });
    for (let at = 0; at < 5; at++) await page.keyboard.press("ArrowUp");

    const position = (await work.cardsShown()).indexOf(castle.name);
    for (let at = 0; at < position; at++) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("v");
    const sheet = page.getByRole("dialog", { name: `Exemplars of ${castle.name}` });
    await sheet.getByRole("listitem").first().waitFor();
    await takePicture(page, "contact-sheet");
    await expectAccessibleInBoth(page);
    // All at once; and each as large as the image, once it is asked for.
    const inSight = () =>
      sheet
        .getByRole("img", { includeHidden: true })
        .evaluateAll((photos) =>
          photos.every((photo) => photo.getBoundingClientRect().bottom <= window.innerHeight),
        );
    expect(await inSight()).toBe(true);
    await sheet.getByRole("button", { name: /exemplar 1, as large as the image$/ }).click();
    const longerSides = await page.evaluate(() => {
      const image = document.querySelector<HTMLImageElement>('img[alt="The one to label"]')!;
      const scale = Math.min(
        image.clientWidth / image.naturalWidth,
        image.clientHeight / image.naturalHeight,
      );
      const photos = [...document.querySelectorAll<HTMLImageElement>('[role="dialog"] li img')];
      return [
        Math.max(image.naturalWidth, image.naturalHeight) * scale,
        ...photos.map(({ clientWidth, clientHeight }) => Math.max(clientWidth, clientHeight)),
      ].map(Math.round);
    });
    expect(longerSides.length).toBeGreaterThan(3);
    expect(new Set(longerSides).size).toBe(1);
    await expectAccessibleInBoth(page);
    await page.keyboard.press("v");
    await sheet.waitFor({ state: "hidden" });

    // A castle has no sibling, and thirty photos are too few to tell what it is proposed with: nothing is named.
    await page.keyboard.press("d");
    const dialog = page.getByRole("dialog", { name: /and what it is confused with/ });
    await dialog.getByText("It has no siblings, and no label is proposed with it").waitFor();
    await takePicture(page, "differences-none");
    await page.keyboard.press("d");
    await dialog.waitFor({ state: "hidden" });
    // The search adds a label that has some, and the page stays where it was.
    await page.keyboard.press("/");
    await page.getByRole("combobox", { name: /^Search all/ }).fill("leopard");
    await page.keyboard.press("Enter");
    await work.chip("leopard").waitFor();
    await page.getByRole("tab", { name: /^Found/ }).click();
    await work.card("leopard").focus();
    await page.keyboard.press("d");
    await dialog.getByText("a kind of big cat, too").waitFor();
    const choices = dialog.getByRole("radio");
    expect(await choices.count()).toBeGreaterThan(2);
    const before = await dialog.getByRole("heading", { level: 3 }).allInnerTexts();
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => dialog.getByRole("heading", { level: 3 }).allInnerTexts()).not.toEqual(before);
    await takePicture(page, "differences");
    await expectAccessibleInBoth(page);
    await page.keyboard.press("d");
    await dialog.waitFor({ state: "hidden" });
    await page.getByRole("button", { name: /^Compare leopard with/ }).click();
    await dialog.waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    await page.keyboard.press("u");
    await work.chip("leopard").waitFor({ state: "hidden" });
  });

  it("finds a label in spite of typing errors, and stores that it was found by search", async () => {
    const page = visitors[0]!.page;
    const work = annotatePage(page, stored);
    await page.keyboard.press("/");
    await page.getByRole("combobox", { name: /^Search all/ }).fill("golden retreiver");
    await page.getByRole("option").first().getByText("golden retriever", { exact: true }).waitFor();
    await takeLooks(page, "search-typing-error");
    await page.keyboard.press("Enter");
    await work.chip("golden retriever").waitFor();
    await page.keyboard.press("Enter");
    await expect
      .poll(() => stored.decisionsOf(logins.ann.email, "annotate", castle.photo).get("golden retriever"))
      .toMatchObject({ answer: "yes", how: "search" });
    // It was a slip: the image is to be agreed on.
    await page.keyboard.press("u");
    await work.chip("golden retriever").click();
    await page.keyboard.press("q");
    await work.answer(castle.photo, answers[castle.photo]!.ann);
    await work.submit();
    const ben = await arrive("ben");
    await openPhoto(ben, "ben", castle.photo);
    const other = annotatePage(ben, stored);
    await other.card(castle.name).waitFor();
    await other.answer(castle.photo, answers[castle.photo]!.ben);
    await other.submit();
    await expect.poll(() => stored.agreementOf(castle.photo)?.agreed).toBe(true);
  });

  it("lets the lead reorder, take out, replace and put in exemplars, with the keyboard", async () => {
    const page = await arrive("lead");
    await openLabel(page, castle.name);
    const before = exemplarsOf(castle.name);
    await takePicture(page, "label");
    await expectAccessible(page);
    const photo = (number: number) =>
      page.getByRole("group", { name: `castle, exemplar ${number} of ${before.length}` });
    await photo(1).focus();
    await page.keyboard.press("ArrowRight");
    await page.getByRole("button", { name: "Save as version 2" }).click();
    await page.getByText("Saved as version 2").waitFor();
    const content = (ids: readonly string[]) =>
      ids.map(
        (id) => stored.all<{ sha256: string }>("SELECT sha256 FROM exemplar WHERE id = ?", id)[0]!.sha256,
      );
    const [a, b, ...rest] = content(before);
    expect(content(exemplarsOf(castle.name))).toEqual([b, a, ...rest]);

    await photo(1).focus();
    await page.keyboard.press("Delete");
    await page.getByRole("button", { name: "Save as version 3" }).click();
    await page.getByText("Saved as version 3").waitFor();
    expect(content(exemplarsOf(castle.name))).toEqual([a, ...rest]);
    // What was taken out is at hand, and takes another's place.
    await page.getByRole("button", { name: /^Replace: castle, exemplar 1 of/ }).click();
    await page.getByRole("button", { name: "Replace by photo 1 of castle" }).click();
    await takePicture(page, "label-changed");
    await page.getByRole("button", { name: "Save as version 4" }).click();
    await page.getByText("Saved as version 4").waitFor();
    expect(content(exemplarsOf(castle.name))).toEqual([b, ...rest]);
  });

  it("promotes an image that holds the label, where the lead allows it", async () => {
    const page = visitors.at(-1)!.page;
    await page.reload();
    await page.getByText("1 image holds this label.").waitFor();
    expect(await page.getByRole("button", { name: /^Promote/ }).count()).toBe(0);
    await page.getByRole("switch", { name: "Images of this project may be exemplars" }).click();
    await page.getByRole("button", { name: `Promote ${castle.photo} to an exemplar` }).click();
    await page.getByRole("button", { name: "Save as version 5" }).click();
    await page.getByText("Saved as version 5").waitFor();
    await page.getByText("image of the project", { exact: true }).waitFor();
    await takePicture(page, "label-promoted");
    await expectAccessible(page);
    const [promoted] = stored.all<{ imageId: string; key: string }>(
      "SELECT imageId, image.key FROM exemplar JOIN image ON image.id = imageId",
    );
    expect(promoted?.key).toBe(castle.photo);
  });

  it("leaves the pages of a batch as they were", async () => {
    const { page } = visitors[0]!;
    await page.reload();
    await openPhoto(page, "ann", castle.photo);
    await annotatePage(page, stored).card(castle.name).waitFor();
    expect(await shownFirst(page, castle.name)).toContain(first);
    const versions = stored.all<{ exemplarVersion: number }>("SELECT exemplarVersion FROM annotation");
    expect(new Set(versions.map(({ exemplarVersion }) => exemplarVersion))).toEqual(new Set([1]));
  });

  it("lists all labels, in the light, in the dark, on a phone, and where none is found", async () => {
    const page = visitors.at(-1)!.page;
    await page.getByRole("link", { name: "Labels", exact: true }).click();
    const row = page
      .getByRole("row")
      .filter({ has: page.getByRole("link", { name: "castle", exact: true }) });
    await page.getByRole("searchbox").fill("castle");
    await row.waitFor();
    // Images, disputed, proposed, exemplars.
    const cells = await row.getByRole("cell").allInnerTexts();
    expect([cells[0], cells[1], cells[3]]).toEqual(["1", "0", String(exemplarsOf(castle.name).length)]);
    await page.getByRole("searchbox").fill("");
    await page.getByText("1,000 labels").waitFor();
    await takePicture(page, "labels");
    await expectAccessible(page);
    // Rows are made as they are scrolled to.
    expect(await page.getByRole("row").count()).toBeLessThan(60);
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await page.getByRole("link", { name: "toilet tissue", exact: true }).waitFor();
    await page.getByRole("searchbox").fill("qqqqqqq");
    await page.getByRole("heading", { name: "No label like this" }).waitFor();
    await takePicture(page, "labels-none-found");
    await expectAccessible(page);

    const dark = await arrive("lead", { colorScheme: "dark", width: 390, height: 844 });
    await dark.goto(page.url());
    await dark.getByRole("link", { name: "tench", exact: true }).waitFor();
    await takePicture(dark, "labels-phone-dark");
    await expectAccessible(dark);
    await dark.getByRole("link", { name: "tench", exact: true }).click();
    await dark.getByRole("heading", { name: "tench", level: 1 }).waitFor();
    await dark.getByText("This label has no exemplars.").waitFor();
    await takePicture(dark, "label-bare-phone-dark");
    await expectAccessible(dark);
  });

  it("shows everybody what the lead notes on a label", async () => {
    const lead = await arrive("lead");
    await openLabel(lead, "monastery");
    const field = lead.getByRole("textbox", { name: /below the definition of monastery/ });
    await field.fill(`Only ${"x".repeat(300)}`);
    await lead.getByText("Too long by 5 characters").waitFor();
    expect(await lead.getByRole("button", { name: "Save the note" }).isDisabled()).toBe(true);
    await expectAccessible(lead);
    await field.fill("Also a convent; a lone church is no monastery.");
    await lead.getByRole("button", { name: "Save the note" }).click();
    await lead.getByText("Saved. Open pages show it within a minute.").waitFor();
    await lead.getByText(/^Written .* by /).waitFor();
    await takeLooks(lead, "note-editor");
    await expectAccessible(lead);

    const page = visitors[0]!.page;
    await openPhoto(page, "ann", castle.photo);
    const card = page.locator("article", {
      has: page.getByRole("checkbox", { name: "monastery", exact: true }),
    });
    await card.getByText("Also a convent; a lone church is no monastery.").waitFor();
    await takeLooks(page, "note-on-card");
    await expectAccessible(page);
    await page.keyboard.press("/");
    await page.getByRole("combobox", { name: /^Search all/ }).fill("convent");
    const found = page.getByRole("option").filter({ hasText: "monastery" });
    await found.getByText("Also a convent").waitFor();
    await takePicture(page, "note-in-search");
    await page.keyboard.press("Escape");

    await lead.getByRole("textbox", { name: /below the definition/ }).fill("");
    await lead.getByRole("button", { name: "Take the note off" }).click();
    await lead.getByText(/^Taken off .* by /).waitFor();
    await lead.getByText("1 earlier change").click();
    await lead.getByText("Also a convent; a lone church is no monastery.").waitFor();
    await takePicture(lead, "note-taken-off");
    expect(
      stored.all(
        `SELECT version, text FROM "labelNote" WHERE "labelIndex" = ? ORDER BY version`,
        stored.indexOf.get("monastery"),
      ),
    ).toEqual([
      { version: 1, text: "Also a convent; a lone church is no monastery." },
      { version: 2, text: "" },
    ]);
  });

  it("lets an annotator set brightness and contrast of the image, which the next image has not", async () => {
    const page = visitors[0]!.page;
    await openPhoto(page, "ann", castle.photo);
    const filter = () =>
      page.getByRole("img", { name: "The one to label" }).evaluate((image) => image.style.filter);
    await page.getByText("Adjust", { exact: true }).click();
    await page.getByRole("slider", { name: "Brightness" }).fill("200");
    await page.getByRole("slider", { name: "Contrast" }).focus();
    await page.keyboard.press("ArrowRight");
    expect(await filter()).toBe("brightness(200%) contrast(110%)");
    await page.getByText("Adjusted", { exact: true }).waitFor();
    await page.getByText(/^\d+ × \d+ pixels$/).waitFor();
    await takeLooks(page, "image-adjusted");
    await expectAccessible(page);
    await page.getByRole("button", { name: "As it is" }).click();
    expect(await filter()).toBe("");
  });

  it("lets the lead add, merge and retire labels, and shows before what moves", async () => {
    const lead = await arrive("lead");
    await lead.goto(
      `${lead.url().split("/p/")[0]}/p/${stored.all<{ id: string }>("SELECT id FROM project")[0]!.id}/labels`,
    );
    await lead.getByRole("button", { name: "Add a label" }).click();
    await lead.getByRole("textbox", { name: "Name" }).fill("Castle");
    await lead.getByRole("button", { name: "Save" }).click();
    await lead.getByText(/The name “Castle” is that of label/).waitFor();
    // The browser tells of a refusal, too.
    expect(visitors.at(-1)!.troubles.splice(0)).toEqual([expect.stringContaining("400")]);
    await lead.getByRole("textbox", { name: "Name" }).fill("ruined castle");
    await lead.getByRole("textbox", { name: "Synonyms" }).fill("ruin\nruins");
    await takeLooks(lead, "label-added");
    await expectAccessible(lead);
    await lead.getByRole("button", { name: "Save" }).click();
    await lead.getByText("1,001 labels").waitFor();

    await openLabel(lead, "ruined castle");
    await lead.getByRole("button", { name: "Change", exact: true }).click();
    await lead.getByText("Names in other languages").click();
    await lead.getByRole("textbox", { name: "Deutsch" }).fill("Burgruine | Ruine");
    await takeLooks(lead, "label-names");
    await expectAccessible(lead);
    await lead.getByRole("button", { name: "Save", exact: true }).click();
    await lead.getByText("In other languages: Deutsch Burgruine (Ruine)").waitFor();
    await lead.getByRole("button", { name: "Merge" }).click();
    await lead.getByRole("combobox", { name: "The label that stays" }).fill(castle.name);
    await lead.getByRole("option", { name: castle.name, exact: true }).click();
    await lead.getByRole("button", { name: "See what moves" }).click();
    await lead.getByText("Nobody has to be asked again.").waitFor();
    await takeLooks(lead, "label-merged");
    await expectAccessible(lead);
    await lead.getByRole("dialog").getByRole("button", { name: "Merge" }).click();
    await lead.getByText("Merged into castle.").waitFor();

    await openLabel(lead, castle.name);
    await lead.getByText("Also: ruined castle, ruin, ruins").waitFor();
    await lead.getByRole("button", { name: "Retire" }).click();
    await lead.getByRole("button", { name: "See what moves" }).click();
    await lead.getByText(/answers? on it: \d+ yes/).waitFor();
    await lead.getByRole("dialog").getByRole("button", { name: "Retire" }).click();
    await lead.getByText("Retired: it is not offered any more.").waitFor();
    await takeLooks(lead, "label-retired");
    await expectAccessible(lead);
    await lead.getByRole("button", { name: "Offer again" }).click();
    await lead.getByRole("button", { name: "See what moves" }).click();
    await lead.getByRole("dialog").getByRole("button", { name: "Offer again" }).click();
    await lead.getByRole("button", { name: "Retire" }).waitFor();
    expect(stored.all(`SELECT "labelVersion" FROM "project"`)).toEqual([{ labelVersion: 5 }]);
  });

  it("caused no error in any browser, and no refused style or script", () => {
    expect(visitors.flatMap(({ troubles }) => troubles)).toEqual([]);
  });
});
