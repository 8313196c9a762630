import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerImage } from "../made/answerImage.ts";
import { openSmallStudy, type SmallStudy } from "./setup/smallStudy.ts";
import {
  expectAccessible,
  launchBrowser,
  signIn,
  takePicture,
  type Visitor,
  visit,
} from "./setup/visitor.ts";

const photos = [
  "castle-in-loch.jpg",
  "chateau-over-river.jpg",
  "mont-saint-michel.jpg",
  "summer-palace-tower.jpg",
  "berlin-cathedral.jpg",
  "betatakin.jpg",
];
const proposals = ["castle", "palace", "monastery", "church", "lakeside", "cliff", "fountain", "valley"];
const chosen = { ann: ["castle"], ben: ["palace"], cem: ["castle", "monastery"] };

/** From the first page to the frozen guideline: everybody on the same images, a ruling, and the work can begin. */
describe("a pilot in a real browser", { timeout: 180_000 }, () => {
  let study: SmallStudy;
  let browser: Browser;
  let lead: Page;
  const visitors: Visitor[] = [];

  beforeAll(async () => {
    study = await openSmallStudy({
      photos,
      proposals,
      people: {
        lea: ["lead"],
        ann: ["annotator"],
        ben: ["annotator"],
        cem: ["annotator"],
        eve: ["expert"],
      },
      annotators: [],
    });
    browser = await launchBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await study?.remove();
  });

  async function arrive(who: string, options: Parameters<typeof visit>[1] = {}): Promise<Page> {
    const visitor = await visit(browser, options);
    visitors.push(visitor);
    await signIn(visitor, study.url, study.login[who]!);
    return visitor.page;
  }

  /** What somebody says of an image of theirs, the first that is open. */
  async function answer(who: keyof typeof chosen) {
    const { imageId } = await study.ctx.db
      .selectFrom("assignment")
      .select("imageId")
      .where("personId", "=", study.personOf(who))
      .where("state", "=", "open")
      .orderBy("position")
      .executeTakeFirstOrThrow();
    const cards = proposals.map((name, position) => ({
      label: study.labelOf(name),
      answer: chosen[who].includes(name) ? ("yes" as const) : null,
      how: "proposal" as const,
      position,
      shownMs: 1000,
    }));
    await answerImage(study.ctx, {
      project: study.project,
      image: imageId,
      person: study.personOf(who),
      yes: chosen[who].map(study.labelOf),
      cards,
      groupsOpened: [0, 1],
    });
  }

  it("draws images and gives them to everybody", async () => {
    lead = await arrive("lea");
    await lead.getByRole("link", { name: "Batches", exact: true }).click();
    await lead.getByRole("link", { name: "Pilot", exact: true }).click();
    await lead.getByText("6 images to draw from, 3 annotators to get them.").waitFor();
    await takePicture(lead, "pilot-empty");
    await expectAccessible(lead);
    await lead.getByLabel("Images", { exact: true }).fill("4");
    await lead.getByRole("button", { name: "Give 4 images to 3 annotators" }).click();
    await lead.getByText("0 of 4").first().waitFor();
    expect(await lead.getByText("0 of 4").count()).toBe(3);
    expect(await lead.getByRole("button", { name: /^Freeze version 1/ }).isDisabled()).toBe(true);
    await takePicture(lead, "pilot-given");
    await expectAccessible(lead);
    await lead.getByRole("link", { name: "Batches", exact: true }).first().click();
    await lead.getByText("2 images with proposals, and nobody to annotate them yet.").waitFor();
    await lead.getByRole("button", { name: "Show the plan" }).click();
    await lead
      .getByRole("alert")
      .getByText(/^A pilot is open/)
      .waitFor();
    await lead.goBack();
  });

  it("is worked like any other image, and says what it is", async () => {
    const page = await arrive("ann");
    await page.goto(`${study.url}/p/${study.project}/annotate`);
    await page.getByRole("checkbox", { name: "castle", exact: true }).waitFor();
    await page.getByRole("heading", { name: "Annotate · pilot" }).waitFor();
    await page.waitForTimeout(500);
    await page.keyboard.press("1");
    await page.keyboard.press("Enter");
    await page.getByText("1 of 4").waitFor();
    await page.getByRole("button", { name: /^Undo/ }).first().waitFor();
    expect(await page.getByText(/does not count|had all its annot/).count()).toBe(0);
    const stored = study.ctx.db.selectFrom("assignment").select("extra").where("state", "=", "submitted");
    await expect.poll(() => stored.execute()).toEqual([{ extra: 1 }]);
    for (let left = 0; left < 3; left++) await answer("ann");
    await page.goto(`${study.url}/p/${study.project}/annotate`);
    await page.getByRole("heading", { name: "All done." }).waitFor();
  });

  it("shows what they differ about, each pair with the way to a ruling", async () => {
    for (let at = 0; at < 4; at++) await answer("ben");
    await answer("cem");
    await lead.reload();
    await lead.getByText("1 of 4").waitFor();
    const row = lead.getByRole("row").filter({ hasText: "castle – palace" });
    await row.getByText("4 of 4").waitFor();
    expect(await row.getByRole("img").count()).toBe(4);
    await takePicture(lead, "pilot-disputed");
    await expectAccessible(lead);
    await row.getByRole("link", { name: "Rule on it: “castle” and “palace”" }).click();
    const dialog = lead.getByRole("dialog", { name: "A ruling on two labels" });
    await dialog.getByRole("radio", { name: "“castle” and “palace” exclude each other" }).check();
    await dialog.getByRole("button", { name: "Save the ruling" }).click();
    await lead.getByText("Saved as version 1.").waitFor();
    await lead.goto(`${study.url}/p/${study.project}/batches/pilot`);
    await row.getByRole("link", { name: /^exclude each other: change the ruling/ }).waitFor();
  });

  it("ends with the guideline frozen, and the work begins", async () => {
    await lead.getByText("Not finished yet: cem.").waitFor();
    const dark = await arrive("lea", { colorScheme: "dark", width: 390, height: 844 });
    await dark.goto(`${study.url}/p/${study.project}/batches/pilot`);
    await dark.getByText("castle – palace").waitFor();
    await takePicture(dark, "pilot-phone-dark");
    await expectAccessible(dark);
    // A ruling that another lead made meanwhile must be seen first.
    await study.ctx.db.updateTable("project").set({ rulingVersion: 2 }).execute();
    await lead.getByRole("button", { name: "Freeze version 1 and end the pilot" }).click();
    await lead
      .getByRole("alert")
      .getByText(/Look at them, then freeze them/)
      .waitFor();
    await takePicture(lead, "pilot-error");
    await expectAccessible(lead);
    await lead.getByText("version 2 of the rulings").waitFor();
    await lead.getByRole("button", { name: "Freeze version 1 and end the pilot" }).click();
    await lead.getByText(/^Frozen on .*: version 1 of the guideline, version 2 of the rulings/).waitFor();
    await takePicture(lead, "pilot-frozen");
    await expectAccessible(lead);
    await lead.getByRole("link", { name: "Share out images" }).click();
    await lead.getByText("2 images with proposals, and nobody to annotate them yet.").waitFor();
    const waiting = await study.ctx.db
      .selectFrom("agreement")
      .select("agreed")
      .where("agreed", "=", 0)
      .execute();
    expect(waiting).toHaveLength(4);
  });

  it("caused no error in any browser, and no refused style or script", () => {
    const refused = /responded with a status of (409|422|400)/;
    expect(visitors.flatMap(({ troubles }) => troubles).filter((text) => !refused.test(text))).toEqual([]);
  });
});
