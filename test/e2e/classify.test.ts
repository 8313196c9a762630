import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { addGold } from "../../src/actions/gold/addGold.ts";
import { keepForPractice } from "../../src/actions/practice/keepForPractice.ts";
import { getNextWork } from "../../src/actions/tasks/getNextWork.ts";
import { saveAnnotation } from "../../src/actions/tasks/saveAnnotation.ts";
import { settingsOf } from "../../src/core/project/settings.ts";
import { makeSave } from "../factories.ts";
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
const lookMs = 450;
const photo = "cat-asleep-at-desk.jpg";
const proposals = [
  ...["Egyptian cat", "tabby", "computer keyboard", "desk", "computer mouse"],
  ...["laptop", "monitor", "notebook computer"],
];

let study: SmallStudy;
let browser: Browser;
const visitors: Visitor[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  study = await openSmallStudy({
    photos: [photo],
    proposals,
    settings: { ...settingsOf["contains-classify"], overlap: 3, objectsCandidates: "proposals" },
    people: { ann: ["annotator"], ben: ["annotator"], cem: ["annotator"], lead: ["lead"] },
  });
}, 2 * minutes);

afterAll(async () => {
  await browser?.close();
  await study?.remove();
});

async function arrive(
  who: string,
  path: string,
  options: Parameters<typeof visit>[1] = {},
  what: "img" | "heading" | "page" = "img",
): Promise<Page> {
  const visitor = await visit(browser, options);
  visitors.push(visitor);
  await enter(visitor, `${study.url}/p/${study.project}/${path}`, study.login[who]!);
  if (what !== "page")
    await visitor.page
      .getByRole(what, { name: what === "img" ? "The one to label" : "Agreement", exact: what !== "img" })
      .waitFor();
  return visitor.page;
}

const card = (page: Page, name: string) => page.getByRole("checkbox", { name, exact: true });
const star = (page: Page, name: string) =>
  page.getByRole("button", { name: `Main object of the image: ${name}` });
const chip = (page: Page, name: string) =>
  page.getByRole("list", { name: "Ticked labels" }).getByRole("button", { name, exact: true });
const allDone = (page: Page) => page.getByRole("heading", { name: "All done." }).waitFor();

/** Looks at every group for long enough. */
async function lookAtAll(page: Page): Promise<void> {
  for (const tab of await page.getByRole("tab").all()) {
    await tab.click();
    await page.waitForTimeout(lookMs);
  }
}

/** Opens the group that holds a card; @returns the digit of its key */
async function find(page: Page, name: string): Promise<number> {
  for (const tab of await page.getByRole("tab").all()) {
    await tab.click();
    if (await card(page, name).isVisible()) break;
  }
  const names = await page
    .getByRole("checkbox")
    .evaluateAll((cards) => cards.map((one) => one.querySelector("b")?.textContent ?? ""));
  return names.indexOf(name) + 1;
}

it(
  "three people mark objects and the main one: by keys, by the mouse, and on a phone",
  async () => {
    const ann = await arrive("ann", "classify");
    expect(await ann.getByRole("button", { name: /^Search all/ }).count()).toBe(0);
    const cat = await find(ann, "Egyptian cat");
    await ann.keyboard.press(`Digit${cat}`);
    await chip(ann, "Remove Egyptian cat").waitFor();
    await ann.keyboard.press("Enter");
    await ann.getByText("look at every group").or(ann.getByText("Which object is the main one?")).waitFor();
    await lookAtAll(ann);
    await find(ann, "desk");
    await card(ann, "desk").click();
    await find(ann, "Egyptian cat");
    await ann.keyboard.press("Enter");
    await ann.getByText("Which object is the main one?").waitFor();
    await takeLooks(ann, "classify-main-missing");
    await ann.keyboard.press(`Digit${cat}`);
    await chip(ann, "Remove Egyptian cat, main object").waitFor();
    await expectAccessibleInBoth(ann);
    await takeLooks(ann, "classify");
    // The mark goes with the tick, and undo brings both back.
    await ann.keyboard.press(`Digit${cat}`);
    await chip(ann, "Remove Egyptian cat, main object").waitFor({ state: "hidden" });
    await ann.keyboard.press("u");
    await chip(ann, "Remove Egyptian cat, main object").waitFor();
    await ann.getByText("Saved", { exact: true }).waitFor();
    await ann.reload();
    await chip(ann, "Remove Egyptian cat, main object").waitFor();
    await ann.waitForTimeout(lookMs);
    await ann.keyboard.press("Enter");
    await allDone(ann);
    await ann.getByText("Saved: ").getByText("Egyptian cat (main)").waitFor();

    const ben = await arrive("ben", "classify", { colorScheme: "dark" });
    await lookAtAll(ben);
    await find(ben, "desk");
    await star(ben, "desk").click();
    await find(ben, "Egyptian cat");
    await card(ben, "Egyptian cat").click();
    await star(ben, "Egyptian cat").click();
    await find(ben, "desk");
    expect(await star(ben, "desk").getAttribute("aria-pressed")).toBe("false");
    await ben.getByRole("button", { name: /^Submit/ }).click();
    await allDone(ben);

    const cem = await arrive("cem", "classify", { isPhone: true });
    await lookAtAll(cem);
    await find(cem, "desk");
    await card(cem, "desk").tap();
    await find(cem, "computer mouse");
    // On a phone what a card can do shows once it is tapped.
    await card(cem, "computer mouse").tap();
    await star(cem, "computer mouse").tap();
    await cem.getByRole("button", { name: /^Submit/ }).tap();
    await allDone(cem);

    const lead = await arrive("lead", "agreement", {}, "heading");
    await lead.getByRole("heading", { name: "Objects" }).waitFor();
    await lead.getByRole("row", { name: /^2 1 of 1/ }).waitFor();
    await expectAccessible(lead);
    await takeLooks(lead, "objects-summary");
    const { id } = await study.ctx.db.selectFrom("image").select("id").executeTakeFirstOrThrow();
    await lead.goto(`${study.url}/p/${study.project}/images/${id}`);
    const objects = lead.getByRole("region", { name: "Objects with the labels that people give them" });
    const rowOf = (label: string) => objects.getByRole("row").filter({ hasText: label });
    await rowOf("Egyptian cat").getByText("main for 3").waitFor();
    await rowOf("desk").getByText("main for 0").waitFor();
    expect(await rowOf("Egyptian cat").textContent()).toContain("66.7");
    await expectAccessible(lead);
    await objects.scrollIntoViewIfNeeded();
    await takeLooks(lead, "objects-image");

    const stored = async () => {
      const found = await study.ctx.db.selectFrom("agreement").select("labelsJson").executeTakeFirstOrThrow();
      return JSON.parse(found.labelsJson);
    };
    const names = ["Egyptian cat", "desk"].map(study.labelOf);
    expect(await stored()).toEqual(names.toSorted((one, other) => one - other));
    expect(visitors.flatMap(({ troubles }) => troubles)).toEqual([]);
  },
  4 * minutes,
);

it(
  "objects are marked beside labels that exist, among these labels alone",
  async () => {
    // As in a project whose labels came another way: the image has its two labels by now.
    await study.rule({ ...settingsOf.paper, objectsOverlap: 1, objectsCandidates: "labels" });
    await study.ctx.db.deleteFrom("candidate").execute();
    const ben = await arrive("ben", "work", {}, "page");
    const objects = ben.getByRole("region", { name: "Objects" });
    await objects.getByRole("link").click();
    await card(ben, "Egyptian cat").waitFor();
    expect(await ben.getByRole("checkbox").count()).toBe(2);
    // A label that was not on screen for long enough is neither there nor missing.
    await lookAtAll(ben);
    await star(ben, "desk").click();
    await chip(ben, "Remove desk, main object").waitFor();
    await ben.getByRole("button", { name: /^Submit/ }).click();
    await allDone(ben);
    const answers = study.ctx.db
      .selectFrom("assignment")
      .innerJoin("decision", "decision.assignmentId", "assignment.id")
      .select(["stage", "labelIndex", "answer", "main"])
      .where("stage", "=", "classify-after")
      .orderBy("labelIndex");
    expect(await answers.execute()).toEqual(
      ["Egyptian cat", "desk"]
        .map((name) => ({ name, label: study.labelOf(name) }))
        .toSorted((one, other) => one.label - other.label)
        .map(({ name, label }) => ({
          ...{ stage: "classify-after", labelIndex: label },
          ...(name === "desk" ? { answer: "yes", main: 1 } : { answer: "no", main: 0 }),
        })),
    );
    expect(visitors.flatMap(({ troubles }) => troubles)).toEqual([]);
  },
  2 * minutes,
);

it(
  "practice before objects asks for the main one, too, and tells what the experts ticked",
  async () => {
    const practice = await openSmallStudy({
      photos: [photo, "clownfish.jpg"],
      proposals,
      settings: {
        ...settingsOf["contains-classify"],
        ...{ overlap: 1, objectsCandidates: "proposals", qualification: true, qualificationImages: 1 },
      },
      people: { ann: ["annotator"], eva: ["expert"] },
    });
    try {
      const { ctx, project, personOf, labelOf } = practice;
      await addGold(ctx, { project, person: null, keys: ["clownfish.jpg"] });
      const eva = personOf("eva");
      const { current } = await getNextWork(ctx, { project, stage: "refine", person: eva });
      const cat = labelOf("Egyptian cat");
      const cards = current!.cards.map(({ label, how }, position) => ({
        ...{ label, how, position, shownMs: 1000 },
        ...(label === cat ? { answer: "yes" as const, main: true as const } : { answer: null }),
      }));
      const known = {
        cards,
        groupsOpened: [0, 1],
        noneOfThese: false,
        comment: "",
        flag: null,
        activeMs: 1000,
      };
      await saveAnnotation(ctx, { person: eva, assignment: current!.id, ...makeSave(known) });
      await keepForPractice(ctx, {
        ...{ project, person: null, isPractice: true, images: [current!.image.id] },
      });

      const visitor = await visit(browser);
      const { page } = visitor;
      await enter(visitor, `${practice.url}/p/${project}/work`, practice.login.ann!);
      await page.getByRole("button", { name: "Begin" }).click();
      await page.getByRole("img", { name: "The one to label" }).waitFor();
      await lookAtAll(page);
      const digit = await find(page, "Egyptian cat");
      await page.keyboard.press(`Digit${digit}`);
      await chip(page, "Remove Egyptian cat").waitFor();
      await page.keyboard.press("Enter");
      await page.getByText("Which object is the main one?").waitFor();
      await star(page, "Egyptian cat").click();
      await chip(page, "Remove Egyptian cat, main object").waitFor();
      await page.getByRole("button", { name: /^Submit/ }).click();
      await page.getByText("All right!").waitFor();
      await takeLooks(page, "classify-practice");
      await expectAccessible(page);
      await page.getByRole("button", { name: /^Go on/ }).click();
      await page.getByRole("heading", { name: "Passed: your work is open" }).waitFor();
      expect(visitor.troubles).toEqual([]);
    } finally {
      await practice.remove();
    }
  },
  2 * minutes,
);
