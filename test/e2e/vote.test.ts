import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { realSettings } from "../../src/core/project/settings.ts";
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
const photo = "cat-asleep-at-desk.jpg";
const proposals = [
  ...["Egyptian cat", "tabby", "computer keyboard", "desk", "computer mouse"],
  ...["laptop", "monitor", "notebook computer"],
];
/** What everybody sees; the rest they deny. */
const seen = ["Egyptian cat", "desk"];

let study: SmallStudy;
let browser: Browser;
const visitors: Visitor[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  study = await openSmallStudy({
    photos: [photo],
    proposals,
    settings: { ...realSettings, overlap: 3 },
    people: { ann: ["annotator"], ben: ["annotator"], cem: ["annotator"], lead: ["lead"] },
  });
}, 2 * minutes);

afterAll(async () => {
  await browser?.close();
  await study?.remove();
});

async function arrive(who: string, path: string, options: Parameters<typeof visit>[1] = {}): Promise<Page> {
  const visitor = await visit(browser, options);
  visitors.push(visitor);
  await enter(visitor, `${study.url}/p/${study.project}/${path}`, study.login[who]!);
  return visitor.page;
}

const begin = (page: Page) => page.getByRole("img", { name: "The one to label" }).waitFor();
const card = (page: Page, name: string) => page.getByRole("group", { name, exact: true });
const said = (page: Page, name: string, answer: string) =>
  card(page, name).getByRole("button", { name: new RegExp(`^${answer}`) });
const names = (page: Page) =>
  page
    .getByRole("tabpanel")
    .locator("[data-face] b")
    .evaluateAll((all) => all.map((one) => one.textContent ?? ""));
/** On an image that has just come an Enter does nothing: it was meant for the one before. */
async function enterUntil(page: Page, isThere: (timeout: number) => Promise<void>): Promise<void> {
  for (;;) {
    await page.keyboard.press("Enter");
    const isDone = await isThere(2000).then(
      () => true,
      () => false,
    );
    if (isDone) return;
  }
}
const answered = (page: Page, count: number) => page.getByText(`${count} of 8 answered`).waitFor();
const allDone = (page: Page, timeout = minutes) =>
  page.getByRole("heading", { name: "All done." }).waitFor({ timeout });

it(
  "three people vote on each label: by keys, by the mouse, and on a phone; then the lead settles the votes",
  async () => {
    const ann = await arrive("ann", "vote");
    await begin(ann);
    await answered(ann, 0);
    expect(await ann.getByRole("button", { name: /^Search all|None of these/ }).count()).toBe(0);
    const refusal = ann.getByText("Answer each label first: yes, maybe or no.");
    await enterUntil(ann, (timeout) => refusal.waitFor({ timeout }));
    await takeLooks(ann, "vote-open");
    const order = await names(ann);
    expect(order.toSorted()).toEqual(proposals.toSorted());
    // Each key goes on to the next card by itself.
    for (const name of order)
      await ann.keyboard.press(seen.includes(name) ? "y" : name === "tabby" ? "m" : "n");
    await answered(ann, 8);
    expect(await said(ann, "tabby", "Maybe").getAttribute("aria-pressed")).toBe("true");
    await ann.keyboard.press("u");
    await answered(ann, 7);
    await ann.keyboard.press(seen.includes(order[7]!) ? "y" : order[7] === "tabby" ? "m" : "n");
    await answered(ann, 8);
    await expectAccessibleInBoth(ann);
    await takeLooks(ann, "vote");
    await ann.getByText("Saved", { exact: true }).waitFor();
    await ann.reload();
    await answered(ann, 8);
    await enterUntil(ann, (timeout) => allDone(ann, timeout));

    const ben = await arrive("ben", "vote", { colorScheme: "dark" });
    await begin(ben);
    for (const name of await names(ben)) await said(ben, name, seen.includes(name) ? "Yes" : "No").click();
    await ben.getByRole("button", { name: /^Submit/ }).click();
    await allDone(ben);

    const cem = await arrive("cem", "vote", { isPhone: true });
    await begin(cem);
    // The focus moves on with each answer, and the page with it.
    for (const [at, name] of (await names(cem)).entries()) {
      await said(cem, name, seen.includes(name) ? "Yes" : "No").tap();
      await answered(cem, at + 1);
    }
    await cem.getByRole("button", { name: /^Submit/ }).tap();
    await allDone(cem);

    const lead = await arrive("lead", "overview");
    await lead.getByText("1 image has all its votes and waits to be settled").waitFor();
    await lead.getByRole("button", { name: "Settle the votes" }).click();
    await lead.getByText("No image waits to be settled.").waitFor();
    await lead.getByText("of 1 image with all votes, 1 has its labels and 0 went to experts.").waitFor();
    await expectAccessible(lead);
    await takeLooks(lead, "vote-settled");
    const found = await study.ctx.db.selectFrom("agreement").select("labelsJson").executeTakeFirstOrThrow();
    expect(JSON.parse(found.labelsJson)).toEqual(seen.map(study.labelOf).toSorted((a, b) => a - b));
    expect(visitors.flatMap(({ troubles }) => troubles)).toEqual([]);
  },
  4 * minutes,
);
