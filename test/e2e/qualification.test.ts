import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { addGold } from "../../src/actions/gold/addGold.ts";
import { getNextWork } from "../../src/actions/tasks/getNextWork.ts";
import { saveAnnotation } from "../../src/actions/tasks/saveAnnotation.ts";
import { makeSave } from "../factories.ts";
import { layCable } from "./setup/layCable.ts";
import { openSmallStudy, type SmallStudy } from "./setup/smallStudy.ts";
import {
  enter,
  expectAccessible,
  expectAccessibleInBoth,
  launchBrowser,
  takePicture,
  untilHeld,
  type Visitor,
  visit,
} from "./setup/visitor.ts";

const kittens = [
  "cat-asleep-at-desk.jpg",
  "kitten-with-yarn.jpg",
  "ginger-kitten.jpg",
  "two-spotted-cats.jpg",
];
const proposals = [
  "Egyptian cat",
  "tabby",
  "lynx",
  "tiger cat",
  "Siamese cat",
  "computer keyboard",
  "computer mouse",
  "desk",
  "laptop",
  "desktop computer",
];

let study: SmallStudy;
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
  study = await openSmallStudy({
    photos: [...kittens, "two-dogs-at-window.jpg", "clownfish.jpg"],
    proposals,
    settings: { annotationMode: "pull", qualificationImages: 2, qualificationAttempts: 2 },
    people: { lead: ["lead"], ann: ["annotator"], ben: ["annotator"], eva: ["expert"] },
  });
  const { ctx, project, personOf, labelOf } = study;
  await addGold(ctx, { project, person: null, keys: kittens });
  const person = personOf("eva");
  const yes = ["Egyptian cat", "tabby"].map(labelOf);
  const unsure = [labelOf("tiger cat")];
  for (let done = 0; done < kittens.length; done++) {
    const { current } = await getNextWork(ctx, { project, stage: "refine", person });
    const cards = current!.cards.map(({ label, how }, position) => ({
      label,
      how,
      position,
      shownMs: 1000,
      answer: yes.includes(label) ? ("yes" as const) : unsure.includes(label) ? ("unsure" as const) : null,
    }));
    const page = { groupsOpened: [0, 1], noneOfThese: false, comment: "", flag: null, activeMs: 1000 };
    await saveAnnotation(ctx, { person, assignment: current!.id, ...makeSave({ cards, ...page }) });
  }
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await study?.remove();
});

const arrive = async (
  who: string,
  path: string,
  { url = study.url, ...options }: Parameters<typeof visit>[1] & { url?: string } = {},
) => {
  const visitor = await visit(browser, options);
  await enter(visitor, `${url}/p/${study.project}/${path}`, study.login[who]!);
  return visitor;
};

/** Pictures in both colour schemes and three sizes; axe finds nothing in either scheme. @param target the part to look at */
async function everywhere({ page }: Visitor, name: string, target?: Locator) {
  for (const [width, height, colorScheme, suffix] of [
    [1440, 900, "light", ""],
    [1024, 700, "light", "-narrow"],
    [1440, 900, "dark", "-dark"],
    [390, 844, "dark", "-phone"],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    await target?.evaluate((part) => part.scrollIntoView({ block: "center" }));
    await takePicture(page, `${name}${suffix}`);
    if (suffix === "" || suffix === "-phone") await expectAccessible(page);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
}

/** Ticks these labels on the practice image shown, and submits. */
async function answer(page: Page, names: readonly string[]) {
  for (const name of names) {
    await page.getByRole("checkbox", { name, exact: true }).waitFor();
    await page.keyboard.press(`Digit${proposals.indexOf(name) + 1}`);
    await page.getByRole("button", { name: `Remove ${name}`, exact: true }).waitFor();
  }
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: /^Practice image/ }).waitFor();
  // What has just come is not answered by an Enter that was meant for what was there before.
  await page.waitForTimeout(350);
}

it("is prepared by the lead, who is told what is missing", async () => {
  const { page } = await arrive("lead", "settings");
  await page.getByLabel("Practice before the work").selectOption("yes");
  await page.getByRole("button", { name: "Review the change" }).click();
  await page
    .getByText("Practice takes 2 images whose labels an expert has given, and there are 0.")
    .waitFor();
  await takePicture(page, "practice-settings-error");
  await page.goto(`${study.url}/p/${study.project}/gold`);
  await page.getByRole("button", { name: `Keep for practice: ${kittens[0]}` }).click();
  await page.getByText("1 practice image is ready; an attempt takes 2.").waitFor();
  const panel = page.getByRole("region", { name: "Practice", exact: true });
  await panel.getByLabel("How many").fill("3");
  await panel.getByRole("button", { name: "Keep for practice" }).click();
  await panel.getByText("3 images are kept for practice.").waitFor();
  await page.goto(`${study.url}/p/${study.project}/settings`);
  await page.getByLabel("Practice before the work").selectOption("yes");
  await page.getByRole("button", { name: "Review the change" }).click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("Saved.").waitFor();
}, 60_000);

it("comes before the work, tells what the experts chose, and opens the work once passed", async () => {
  const cable = await layCable(() => Number(new URL(study.url).port));
  const ann = await arrive("ann", "annotate", { url: cable.url, withServiceWorker: true });
  const { page } = ann;
  await page.getByRole("heading", { name: "Practice comes first" }).waitFor();
  await expectAccessibleInBoth(page);
  await takePicture(page, "practice-closed");
  await page.getByRole("main").getByRole("button", { name: "My work" }).click();
  await page.getByRole("heading", { name: "Before you start: 2 practice images" }).waitFor();
  await everywhere(ann, "practice-start");
  await page.getByRole("button", { name: "Begin" }).click();
  await page.getByRole("img", { name: "The one to label" }).waitFor();
  await page.getByRole("checkbox", { name: "tabby", exact: true }).waitFor();
  await takePicture(page, "practice-image");
  expect(ann.replies.filter(({ body }) => body.includes('"verdict"')).map(({ path }) => path)).toEqual([]);

  // What is ticked is kept, also where the page is left.
  const kept = page.waitForResponse((reply) => reply.request().method() === "PUT" && reply.ok());
  await page.keyboard.press("Digit3");
  await kept;
  await page.reload();
  await page.getByRole("button", { name: "Remove lynx", exact: true }).click();
  await page.keyboard.press("KeyS");
  await page.getByText("Practice images are neither skipped nor flagged").waitFor();
  await answer(page, ["Egyptian cat", "lynx"]);
  const cardOf = (name: string) => page.getByRole("article").filter({ hasText: name }).first();
  await cardOf("a cat with a grey or tawny coat").getByText("Missed").waitFor();
  await cardOf("short-tailed wildcats").getByText("Too many").waitFor();
  await cardOf("domestic cat having a striped coat").getByText("Could go either way").waitFor();
  await everywhere(ann, "practice-told");
  await page.keyboard.press("Enter");
  // Without a connection, what is submitted is kept, also across a reload, and its answers are told afterwards.
  await untilHeld(page);
  await page.getByRole("checkbox", { name: "lynx", exact: true }).waitFor();
  await page.waitForTimeout(350);
  cable.pull();
  await page.context().setOffline(true);
  for (const key of ["Digit3", "Enter"]) await page.keyboard.press(key);
  const waits = () => page.getByRole("banner").getByText("Offline: 1 waiting").waitFor();
  await waits();
  await page.reload();
  await waits();
  await page.getByText("What the experts chose comes once you are connected again").waitFor();
  await page.getByRole("button", { name: "Remove lynx", exact: true }).waitFor();
  await takePicture(page, "practice-offline");
  cable.plugIn();
  await page.context().setOffline(false);
  await page.getByRole("heading", { name: "Practice image 2 of 2" }).waitFor();
  await page.waitForTimeout(350);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Not passed yet" }).waitFor();
  await page.getByText("1 of 6 labels were right, and it takes 70 %.").waitFor();
  await everywhere(ann, "practice-not-yet");
  await page.getByRole("link", { name: "Practice image 1: Not all labels right" }).click();
  await page.getByRole("heading", { name: "Practice image 1 of 2" }).waitFor();
  await page.waitForTimeout(350);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("img", { name: "The one to label" }).waitFor();
  for (const _ of [1, 2]) {
    await answer(page, ["Egyptian cat", "tabby"]);
    await page.getByText("All right!").waitFor();
    await page.keyboard.press("Enter");
  }
  await page.getByRole("heading", { name: "Passed: your work is open" }).waitFor();
  await takePicture(page, "practice-passed");
  await expectAccessibleInBoth(page);
  await page.getByRole("link", { name: "Start", exact: true }).click();
  await page.getByRole("img", { name: "The one to label" }).waitFor();
  expect(page.url()).toContain("/annotate");
  // The label space itself holds a goldfish.
  const notice = ann.replies.filter(({ path }) => !path.endsWith("/label-space"));
  expect(notice.filter(({ body }) => /gold/i.test(body)).map(({ path }) => path)).toEqual([]);
  expect(ann.troubles.filter((trouble) => !/409|net::ERR_/.test(trouble))).toEqual([]);
  await cable.remove();
}, 120_000);

it("shows the lead who has passed, and lets them decide", async () => {
  const lead = await arrive("lead", "gold");
  const { page } = lead;
  const people = page.getByRole("region", { name: "Who has passed practice" });
  await people.getByRole("row", { name: /^ann.*Passed.*2 of 2.*100 %/ }).waitFor();
  await everywhere(lead, "practice-people", people);
  await people.getByRole("button", { name: "Let in: ben" }).click();
  await people.getByText(/^Let in by lead/).waitFor();
  const ben = await arrive("ben", "work");
  await ben.page.getByText("The lead has let you in.").waitFor();
  await takePicture(ben.page, "practice-let-in");
  await people.getByRole("link", { name: "ann" }).click();
  await page.getByRole("heading", { name: "Gold images", exact: true }).waitFor();
  await page.getByText("Not passed at 70 %").waitFor();
  await everywhere(lead, "practice-person");
  await page.getByRole("button", { name: "Reassign: annotation" }).click();
  await page.getByRole("button", { name: "Take back, give to nobody" }).click();
  await page.getByText("1 image moved.").waitFor();
}, 120_000);
