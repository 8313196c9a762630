import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeFinal } from "../factories.ts";
import { openSmallStudy, type SmallStudy } from "./setup/smallStudy.ts";
import {
  enter,
  expectAccessible,
  expectAccessibleInBoth,
  launchBrowser,
  takeLooks,
  type Visitor,
  visit,
} from "./setup/visitor.ts";

const minutes = 60_000;
const samples = join(import.meta.dirname, "../../samples/photos");

let study: SmallStudy;
let browser: Browser;
const visitors: Visitor[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  const photos = (await readdir(samples)).filter((name) => name.endsWith(".jpg"));
  study = await openSmallStudy({
    photos,
    proposals: ["tabby", "desk"],
    people: { ann: ["annotator"], ben: ["annotator"], cem: ["annotator"], lead: ["lead"] },
  });
}, 2 * minutes);

afterAll(async () => {
  await browser?.close();
  await study?.remove();
});

async function open(who: string, path: string, options: Parameters<typeof visit>[1] = {}): Promise<Page> {
  const visitor = await visit(browser, options);
  visitors.push(visitor);
  await enter(visitor, `${study.url}/p/${study.project}/${path}`, study.login[who]!);
  return visitor.page;
}

async function arrive(who: string, options: Parameters<typeof visit>[1] = {}): Promise<Page> {
  const page = await open(who, "work", options);
  await page.getByRole("link", { name: "Start" }).click();
  await page.getByRole("grid").waitFor();
  return page;
}

const photo = (page: Page, number: number) =>
  page.getByRole("gridcell", { name: new RegExp(`^Photo ${number} of`) });
const isTicked = (page: Page, number: number) => photo(page, number).getAttribute("aria-selected");
const allLoaded = (page: Page) =>
  page.waitForFunction(() =>
    [...document.querySelectorAll<HTMLImageElement>("[role=gridcell] img")].every(
      ({ complete, naturalWidth }) => complete && naturalWidth > 0,
    ),
  );

/** Looks at all photos, and submits. */
async function lookAndSubmit(page: Page, submit: () => Promise<void>): Promise<void> {
  await allLoaded(page);
  const count = await page.getByRole("gridcell").count();
  for (let number = 1; number <= count; number += 6) {
    await photo(page, number).scrollIntoViewIfNeeded();
    await page.waitForTimeout(100);
  }
  await photo(page, count).scrollIntoViewIfNeeded();
  await page.waitForTimeout(500);
  await submit();
}

const ticksOf = async (who: string) =>
  await study.ctx.db
    .selectFrom("sheetTick")
    .innerJoin("sheetAnswer", "sheetAnswer.id", "sheetTick.answerId")
    .select(["sheetTick.isTicked", "sheetTick.shownMs"])
    .where("sheetAnswer.personId", "=", study.personOf(who))
    .execute();

it(
  "three people look through sheets: by keys, by the mouse, and on a phone",
  async () => {
    const lead = await open("lead", "sheets");
    await lead.getByLabel("Labels of each model").fill("0");
    await lead.getByLabel("People for each sheet").fill("3");
    await lead.getByLabel("Controls", { exact: true }).fill("0");
    await lead.getByRole("button", { name: "Show the plan" }).click();
    await lead.getByText(/^1 sheet on 1 label/).waitFor();
    await takeLooks(lead, "sheets-plan");
    await lead.getByRole("button", { name: "Make 1 sheet" }).click();
    await lead.getByText("1 sheet made").waitFor();

    const ann = await arrive("ann");
    await ann.getByRole("heading", { name: "Tick every photo that shows: tabby" }).waitFor();
    await allLoaded(ann);
    await expect
      .poll(() => ann.evaluate(() => document.activeElement?.getAttribute("aria-label")))
      .toMatch(/^Photo 1 of/);
    await ann.keyboard.press("Space");
    await ann.keyboard.press("ArrowRight");
    await ann.keyboard.press("ArrowDown");
    await ann.keyboard.press("Space");
    await ann.getByText("2 of ").waitFor();
    expect(await isTicked(ann, 1)).toBe("true");
    await expectAccessibleInBoth(ann);
    await ann.keyboard.press("f");
    await ann.getByRole("button", { name: "The image is broken or wrong" }).click();
    await ann.getByRole("gridcell", { name: /Flagged$/ }).waitFor();
    await takeLooks(ann, "contains");
    // Large, ticked there, and back.
    await ann.keyboard.press("i");
    await ann.getByRole("dialog").waitFor();
    await ann.keyboard.press("ArrowRight");
    await ann.keyboard.press("Space");
    await ann.getByRole("button", { name: "Ticked" }).waitFor();
    await takeLooks(ann, "contains-large");
    await ann.keyboard.press("Escape");
    await ann.getByText("3 of ").waitFor();
    await ann.keyboard.press("u");
    await ann.getByText("2 of ").waitFor();
    // What is a draft is there again after a reload.
    await ann.getByText("Saved", { exact: true }).waitFor();
    await ann.reload();
    await ann.getByText("2 of ").waitFor();
    await lookAndSubmit(ann, () => ann.keyboard.press("Enter"));
    await ann.getByText(/^Submitted: 2 of/).waitFor();
    // Back to the last sheet, and on again.
    await ann.keyboard.press("b");
    await ann.getByText("2 of ").waitFor();
    await lookAndSubmit(ann, () => ann.keyboard.press("Enter"));
    await ann.getByRole("heading", { name: "All done." }).waitFor();
    await expect.poll(async () => (await ticksOf("ann")).filter((one) => one.isTicked === 1).length).toBe(2);

    const ben = await arrive("ben", { colorScheme: "dark" });
    await photo(ben, 3).click();
    await photo(ben, 4).click();
    await photo(ben, 4).click();
    await takeLooks(ben, "contains-dark");
    await lookAndSubmit(ben, () => ben.getByRole("button", { name: /^Submit/ }).click());
    await ben.getByRole("heading", { name: "All done." }).waitFor();

    const cem = await arrive("cem", { isPhone: true });
    await allLoaded(cem);
    // Photos that were not on screen are not answered with no.
    await cem.getByRole("button", { name: /^Submit/ }).tap();
    await cem.getByText(/not on screen yet/).waitFor();
    await takeLooks(cem, "contains-phone");
    await photo(cem, 2).tap();
    await lookAndSubmit(cem, () => cem.getByRole("button", { name: /^Submit/ }).tap());
    await cem.getByRole("heading", { name: "All done." }).waitFor();
    for (const who of ["ben", "cem"])
      await expect.poll(async () => (await ticksOf(who)).filter((one) => one.isTicked === 1).length).toBe(1);
    const all = [...(await ticksOf("ann")), ...(await ticksOf("ben")), ...(await ticksOf("cem"))];
    expect(all.every(({ shownMs, isTicked }) => isTicked === 1 || shownMs >= 400)).toBe(true);

    await lead.reload();
    await lead.getByText("3 of 3").waitFor();
    await lead.getByLabel(/below which an image is ambiguous/).fill("3");
    await lead.getByRole("button", { name: "Use these rules" }).click();
    await lead.getByRole("button", { name: "Mistake" }).click();
    await lead.getByRole("heading", { name: "Mistake: images" }).waitFor();
    await lead.getByText("tabby (original)").first().waitFor();
    await expectAccessible(lead);
    await takeLooks(lead, "sheets");

    // What was ticked decides among which labels objects are marked, where the project asks for these.
    expect(await lead.getByRole("heading", { name: "Candidates" }).count()).toBe(0);
    await study.rule({ objectsOverlap: 2, objectsCandidates: "given" });
    await lead.reload();
    await lead.getByText("No image has candidates yet.").waitFor();
    const give = lead.getByRole("button", { name: "Give candidates" });
    expect(await give.isDisabled()).toBe(true);
    await lead.getByLabel(/easy image.*, with their original label alone/).check();
    await give.click();
    const given = await lead.getByText(/from now on\. Annotators find them/).innerText();
    const candidates = await study.ctx.db.selectFrom("candidate").select("labelsJson").execute();
    expect(candidates.length).toBeGreaterThan(0);
    expect(given).toMatch(new RegExp(`^${candidates.length} images? ha`));
    expect(new Set(candidates.map(({ labelsJson }) => labelsJson))).toEqual(
      new Set([`[${study.labelOf("tabby")}]`]),
    );
    await expectAccessible(lead);
    await takeLooks(lead, "sheets-candidates");

    // Answers that were given elsewhere: refused by their rows, then told, then added.
    const choose = (...rows: string[]) =>
      lead.locator("input[type=file]").setInputFiles({
        name: "answers.csv",
        mimeType: "text/csv",
        buffer: Buffer.from(["image,label,annotator,answer", ...rows].join("\n")),
      });
    const [first] = await study.ctx.db.selectFrom("image").select("key").orderBy("key").execute();
    await choose(`${first!.key},tabby,far,yes`, "nowhere.jpg,desk,far,yes");
    await lead.getByText(/row 3: the project has no image “nowhere\.jpg”/).waitFor();
    expect(visitors[0]!.troubles.splice(0)).toEqual([expect.stringContaining("422")]);
    await expectAccessible(lead);
    await takeLooks(lead, "sheets-import-refused");
    await choose(`${first!.key},desk,far,yes`);
    await lead.getByText(/^1 answer by 1 person on 1 image and 1 label/).waitFor();
    await takeLooks(lead, "sheets-import");
    await lead.getByRole("button", { name: "Add 1 answer" }).click();
    await lead.getByText("The answers were added as a plan of their own.").waitFor();
    await lead.getByText("2 (closed)").waitFor();
    await takeLooks(lead, "sheets-import-done");

    // One label over all images: what is wrong goes to an expert, and comes back.
    const label = study.labelOf("tabby");
    const { ctx, project } = study;
    const images = await ctx.db.selectFrom("image").select("id").where("projectId", "=", project).execute();
    for (const { id } of images) await makeFinal(ctx, id, []);
    await lead.goto(`${study.url}/p/${study.project}/labels/${label}`);
    await lead.getByRole("link", { name: "Look at all images side by side" }).click();
    await photo(lead, 2).click();
    await lead.keyboard.press("ArrowRight");
    await lead.keyboard.press("Space");
    await lead.getByText("2 images changed").waitFor();
    await expectAccessible(lead);
    await takeLooks(lead, "label-grid");
    await lead.getByRole("button", { name: "Send to experts" }).click();
    await lead.getByRole("button", { name: "Send", exact: true }).click();
    await lead.getByText(/^2 images sent to refinement/).waitFor();
    const sendings = () => study.ctx.db.selectFrom("sending").select(["to", "reason"]).execute();
    expect(await sendings()).toEqual(
      [1, 2].map(() => ({ to: "refinement", reason: "The lead sees it: tabby" })),
    );
    await lead.getByRole("button", { name: "Take it back" }).click();
    await lead.getByText("Nothing changed.").waitFor();
    expect((await sendings()).map(({ to }) => to)).not.toContain("refinement");

    for (const { troubles } of visitors) expect(troubles).toEqual([]);
  },
  4 * minutes,
);
