import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { insertRelease } from "../../src/db/releases.ts";
import { newId } from "../../src/db/sql/newId.ts";
import { makeModel } from "../factories.ts";
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
const photos = ["cat-asleep-at-desk.jpg", "two-spotted-cats.jpg", "aeroplane-from-above.jpg"];
const first = ["Egyptian cat", "tabby", "computer keyboard", "desk", "computer mouse"];
const second = ["laptop", "monitor", "Egyptian cat", "notebook computer", "tennis ball"];

let study: SmallStudy;
let browser: Browser;
const visitors: Visitor[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  study = await openSmallStudy({
    ...{ photos, proposals: first },
    people: { eva: ["expert"], fay: ["expert"], lead: ["lead"] },
  });
  const { ctx, project, labelOf } = study;
  const images = await ctx.db.selectFrom("image").select(["id", "key"]).execute();
  const imageIds = Object.fromEntries(images.map(({ key, id }) => [key, id]));
  for (const [name, labels] of Object.entries({ first, second }))
    await makeModel(ctx, imageIds, name, Object.fromEntries(photos.map((key) => [key, labels.map(labelOf)])));
  await insertRelease(
    ctx.db,
    {
      ...{ id: newId(), projectId: project, number: 1, name: "first", by: "lead", pending: 0 },
      ...{ at: "2026-01-01T00:00:00.000Z", protocolJson: "{}", sha256: "0".repeat(64) },
    },
    images.map(({ id, key }) => ({
      ...{ imageId: id, imageKey: key, provenance: "agreed" as const },
      labelsJson: JSON.stringify([labelOf("Egyptian cat"), labelOf("tabby")].sort((a, b) => a - b)),
    })),
  );
}, 2 * minutes);

afterAll(async () => {
  await browser?.close();
  await study?.remove();
});

async function arrive(who: string, path: string): Promise<Page> {
  const visitor = await visit(browser, {});
  visitors.push(visitor);
  await enter(visitor, `${study.url}/p/${study.project}/${path}`, study.login[who]!);
  return visitor.page;
}

const chips = (page: Page) => page.getByRole("list", { name: "Ticked labels" });
const submission = (page: Page) =>
  page.waitForResponse(
    (reply) =>
      reply.request().method() === "PUT" && /"state":"submitted"/.test(reply.request().postData() ?? ""),
  );

async function lookAtAll(page: Page): Promise<void> {
  for (const tab of await page.getByRole("tab").all()) await tab.click();
}

/** Ticks labels wherever their cards are. */
async function tick(page: Page, names: readonly string[]): Promise<void> {
  for (const name of names) {
    for (const tab of await page.getByRole("tab").all()) {
      await tab.click();
      const card = page.getByRole("checkbox", { name, exact: true });
      if (!(await card.isVisible())) continue;
      await card.click();
      break;
    }
    await chips(page)
      .getByRole("button", { name: `Remove ${name}` })
      .waitFor();
  }
}

it(
  "two experts label the images of a release anew, settle a difference, and its bounds appear",
  async () => {
    const lead = await arrive("lead", "releases");
    await lead.getByText("Certify this release").click();
    await lead.getByText("Number of images").click();
    await lead.getByLabel("Images to label").fill("3");
    await lead.getByLabel("Looks at the bounds").fill("1");
    await lead.getByRole("button", { name: "Plan it" }).click();
    await lead.getByText("Experts see the first 50 labels of first and second.").waitFor();
    await expectAccessible(lead);
    await takeLooks(lead, "audit-sample-draw");
    await lead.getByRole("button", { name: "Draw 3 images" }).click();
    await lead.getByText("0 of 3 images are finished: 3 by nobody yet.").waitFor();

    const eva = await arrive("eva", "work");
    await eva.getByRole("heading", { name: "Audit sample" }).waitFor();
    await eva.getByRole("link", { name: "Start" }).click();
    await eva.getByRole("checkbox").first().waitFor();
    expect(await chips(eva).getByRole("button").count()).toBe(0);
    await tick(eva, ["Egyptian cat"]);
    await lookAtAll(eva);
    await eva.keyboard.press("Enter");
    await eva.getByText("Search for what these cards lack").waitFor();
    await takeLooks(eva, "label-anew");
    // What is said so far is there after a reload, that a search was made as well.
    const saved = eva.waitForResponse((reply) => reply.request().method() === "PUT" && reply.ok());
    await eva.getByRole("button", { name: "I searched, nothing more is there" }).click();
    await saved;
    await eva.reload();
    await chips(eva).getByRole("button", { name: "Remove Egyptian cat" }).waitFor();
    // An Enter as soon as the page is there would not be meant for it; a click is.
    let sent = submission(eva);
    await eva.getByRole("button", { name: /^Submit/ }).click();
    await sent;

    for (const [page, images] of [
      [eva, 2],
      [await arrive("fay", "label-anew"), 3],
    ] as const)
      for (let image = 0; image < images; image++) {
        await page.getByRole("checkbox").first().waitFor();
        await expect.poll(() => chips(page).getByRole("button").count()).toBe(0);
        await tick(page, image === 2 ? ["Egyptian cat", "laptop"] : ["Egyptian cat"]);
        await lookAtAll(page);
        await page.keyboard.press("/");
        await page.getByRole("combobox").fill("zebra");
        await page.getByRole("option").first().waitFor();
        await page.keyboard.press("Escape");
        await page.getByRole("combobox").waitFor({ state: "hidden" });
        sent = submission(page);
        await page.keyboard.press("Enter");
        await sent;
      }
    await eva.getByRole("heading", { name: "All done." }).waitFor();

    await eva.goto(`${study.url}/p/${study.project}/work`);
    await eva.getByRole("heading", { name: "Differences of the audit sample" }).waitFor();
    await takeLooks(eva, "audit-sample-work");
    await eva.getByRole("link", { name: "Start" }).click();
    // The release's wrong label, which nobody named, is among four that are asked about; the last image has a difference.
    const asked = eva.getByRole("region", { name: "Neither named" }).getByRole("button", { name: /^Yes/ });
    for (let image = 0; image < 3; image++) {
      await eva.getByRole("region", { name: "Both see" }).getByText("Egyptian cat").waitFor();
      await eva.getByText(`${image} of 3`).waitFor();
      if (image === 2) {
        const disputed = eva.getByRole("region", { name: "They differ in" });
        await disputed.getByText("laptop").first().waitFor();
        await eva.keyboard.press("Enter");
        await eva.getByText("Say yes or no to each label").waitFor();
        await eva.keyboard.press("y");
      }
      expect(await asked.count()).toBe(4);
      for (let label = 0; label < 4; label++) await eva.keyboard.press("n");
      if (image === 2) {
        await expectAccessibleInBoth(eva);
        await takeLooks(eva, "audit-sample-settle");
      }
      const settled = eva.waitForResponse((reply) => reply.request().method() === "PUT" && reply.ok());
      await eva.keyboard.press("Enter");
      await settled;
    }
    await eva.getByRole("heading", { name: "All settled." }).waitFor();

    await lead.reload();
    await lead.getByText("3 of 3 images are finished: 3 settled.").waitFor();
    // Each has the wrong label "tabby", and one lacks a label.
    const row = lead.getByRole("row", { name: /^All 3 of 3 audited/ });
    expect(await row.getByRole("cell").allTextContents()).toEqual([
      "1 (1 to 1)33.3 % (33.3 to 33.3)",
      "3 (3 to 3)100.0 % (100.0 to 100.0)",
      "1 (1 to 1)0.33 (0.33 to 0.33)",
      "3 (3 to 3)1.00 (1.00 to 1.00)",
    ]);
    await takeLooks(lead, "audit-sample-bounds");
    expect(visitors.flatMap(({ troubles }) => troubles)).toEqual([]);
  },
  3 * minutes,
);
