import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { saveRuling } from "../../src/actions/rulings/saveRuling.ts";
import { answerImage } from "../made/answerImage.ts";
import { openSmallStudy, type SmallStudy } from "./setup/smallStudy.ts";
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

const photos = [
  "castle-in-loch.jpg",
  "chateau-over-river.jpg",
  "mont-saint-michel.jpg",
  "summer-palace-tower.jpg",
];
const proposals = ["castle", "palace", "monastery", "church", "lakeside", "cliff", "fountain", "valley"];
const ruling = "“castle” and “palace” exclude each other";

/** A pair of labels is disputed, ruled on, shown to those who annotate, and its images go back to the experts. */
describe("rulings in a real browser", { timeout: 180_000 }, () => {
  let study: SmallStudy;
  let browser: Browser;
  let lead: Page;
  const visitors: Visitor[] = [];

  beforeAll(async () => {
    study = await openSmallStudy({
      photos,
      proposals,
      people: { lea: ["lead"], ann: ["annotator"], ben: ["annotator"], eve: ["expert"] },
      annotators: ["ann", "ben"],
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

  async function imageOf(key: string): Promise<string> {
    const { id } = await study.ctx.db
      .selectFrom("image")
      .select("id")
      .where("key", "=", key)
      .executeTakeFirstOrThrow();
    return id;
  }

  async function answer(who: string, key: string, names: string[]) {
    const image = await imageOf(key);
    const yes = names.map(study.labelOf);
    const cards = proposals.map((name, position) => ({
      label: study.labelOf(name),
      answer: names.includes(name) ? ("yes" as const) : null,
      how: "proposal" as const,
      position,
      shownMs: 1000,
    }));
    await answerImage(study.ctx, {
      project: study.project,
      image,
      person: study.personOf(who),
      yes,
      cards,
      groupsOpened: [0, 1],
    });
  }

  async function openImage(page: Page, who: string, key: string) {
    const { id } = await study.ctx.db
      .selectFrom("assignment")
      .select("id")
      .where("imageId", "=", await imageOf(key))
      .where("personId", "=", study.personOf(who))
      .executeTakeFirstOrThrow();
    await page.goto(`${study.url}/p/${study.project}/annotate?assignment=${id}`);
    await page.getByRole("checkbox", { name: "castle", exact: true }).waitFor();
  }

  it("lets the lead begin a ruling where it is needed: at the most disputed pairs", async () => {
    await answer("ann", "castle-in-loch.jpg", ["castle"]);
    await answer("ben", "castle-in-loch.jpg", ["palace"]);
    for (const who of ["ann", "ben"]) await answer(who, "chateau-over-river.jpg", ["castle", "palace"]);

    lead = await arrive("lea");
    await lead.getByRole("link", { name: "Labels", exact: true }).click();
    await lead.getByRole("link", { name: "Rulings", exact: true }).click();
    await lead.getByRole("heading", { name: "No rulings yet" }).waitFor();
    await lead.getByRole("button", { name: "Rule on it: “castle” and “palace”" }).waitFor();
    await takePicture(lead, "rulings-empty");
    await expectAccessible(lead);
    await lead.getByRole("link", { name: "Most disputed pairs" }).click();
    const begin = lead.getByRole("link", { name: "Rule on it: “castle” and “palace”" });
    await begin.waitFor();
    await expectAccessible(lead);
    await begin.click();

    const dialog = lead.getByRole("dialog", { name: "A ruling on two labels" });
    await dialog.waitFor();
    expect(
      await dialog
        .getByRole("combobox")
        .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value)),
    ).toEqual(["castle", "palace"]);
    await dialog.getByRole("radio", { name: ruling }).check();
    await dialog.getByLabel(/^Why/).fill("A **castle** has walls to defend; a palace has none.");
    // Ann ticked the one, Ben the other.
    await dialog.getByRole("button", { name: "Example: castle-in-loch.jpg" }).click();
    await dialog.getByText("Ann: castle").waitFor();
    await dialog.getByText("both", { exact: true }).click();
    await dialog.getByRole("button", { name: "Example: chateau-over-river.jpg" }).click();
    await dialog.getByRole("button", { name: "Remove the example castle-in-loch.jpg" }).click();
    expect(
      await dialog
        .getByRole("group", { name: "Examples" })
        .getByRole("img")
        .evaluateAll((all) => all.map((one) => (one as HTMLImageElement).alt)),
    ).toEqual(["chateau-over-river.jpg"]);
    await takeLooks(lead, "rulings-editor");
    await expectAccessibleInBoth(lead);
    await dialog.getByRole("button", { name: "Save the ruling" }).click();
    await dialog.waitFor({ state: "hidden" });
    await lead.getByText("Saved as version 1.").waitFor();
    expect(new URL(lead.url()).search).toBe("");
  });

  it("lists the images that it may change, and sends back those that are done", async () => {
    const row = lead
      .getByRole("row", { name: /^Send back those that hold both/ })
      .or(lead.getByRole("row").filter({ hasText: "against the ruling" }));
    await row.first().waitFor();
    expect(await row.first().getByRole("cell").allInnerTexts()).toEqual(["2", "1", "1", "0", "0"]);
    await takePicture(lead, "rulings-affected");
    await expectAccessible(lead);
    await lead.getByRole("button", { name: "Show the 2 images that hold both" }).click();
    const drawer = lead.getByRole("dialog");
    await drawer.getByText("chateau-over-river.jpg").waitFor();
    await takePicture(lead, "rulings-images");
    await lead.keyboard.press("Escape");
    await drawer.waitFor({ state: "hidden" });
    await lead.getByRole("button", { name: "Send 1 image to refinement" }).click();
    await lead.getByText("1 image sent to refinement.").waitFor();
    const sent = await study.ctx.db.selectFrom("sending").select(["imageId", "reason"]).execute();
    expect(sent).toEqual([
      { imageId: await imageOf("chateau-over-river.jpg"), reason: `Ruling 1: ${ruling}` },
    ]);
    expect(await lead.getByRole("button", { name: "Nothing to send back" }).isDisabled()).toBe(true);
    await lead.setViewportSize({ width: 1024, height: 700 });
    await takePicture(lead, "rulings-small");
    await lead.setViewportSize({ width: 1440, height: 900 });
  });

  it("shows it on the cards it concerns, at the right moment, and never stands in the way", async () => {
    const page = await arrive("ann");
    await openImage(page, "ann", "mont-saint-michel.jpg");
    const onCard = page.getByRole("button", { name: /^Rulings on/ });
    const card = (name: string) => page.getByRole("checkbox", { name, exact: true });
    // The first card has the focus, the second label is not ticked: one card speaks.
    await onCard.first().waitFor();
    expect(await onCard.allInnerTexts()).toEqual([expect.stringContaining("Not with “palace”")]);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => onCard.count()).toBe(0);

    await page.keyboard.press("1");
    await expect.poll(() => onCard.count()).toBe(2);
    expect(await page.getByText("Against a ruling:").count()).toBe(0);
    const described = await card("palace").getAttribute("aria-describedby");
    const ids = described!.split(" ");
    expect(await page.locator(`[id="${ids.at(-1)}"]`).innerText()).toContain("Not with “castle”");
    await takePicture(page, "rulings-on-cards");
    await expectAccessibleInBoth(page);

    await page.keyboard.press("2");
    await page
      .getByRole("status")
      .getByText("Against a ruling: Never tick both")
      .waitFor({ state: "attached" });
    await takePicture(page, "rulings-against");
    await expectAccessibleInBoth(page);

    await page.keyboard.press("p");
    const dialog = page.getByRole("dialog", { name: "Rulings on “palace”" });
    await dialog.getByRole("heading", { name: ruling }).waitFor();
    // The example is an image that this person has: they are not sent it.
    expect(await dialog.getByRole("img").count()).toBe(0);
    expect(await dialog.getByText("castle", { exact: true }).evaluate((one) => one.tagName)).toBe("STRONG");
    await takePicture(page, "rulings-dialog");
    await expectAccessible(page);
    await page.keyboard.press("p");
    await dialog.waitFor({ state: "hidden" });

    // Where labels are compared, it stands below them.
    await page.keyboard.press("d");
    const compared = page.getByRole("dialog", { name: /^palace, and what it is confused with/ });
    await compared.getByRole("radio", { name: "castle" }).check();
    await compared.getByRole("heading", { name: ruling }).waitFor();
    await takePicture(page, "rulings-compared");
    await expectAccessibleInBoth(page);
    await page.keyboard.press("Escape");
    await compared.waitFor({ state: "hidden" });

    // It is advice: the answer goes through, and the version that was shown goes with it.
    await page.waitForTimeout(500);
    await page.keyboard.press("Enter");
    await expect
      .poll(async () => {
        const { rulingVersion, state } = await study.ctx.db
          .selectFrom("annotation")
          .innerJoin("assignment", "assignment.id", "annotation.assignmentId")
          .select(["annotation.rulingVersion", "assignment.state"])
          .where("assignment.imageId", "=", await imageOf("mont-saint-michel.jpg"))
          .executeTakeFirstOrThrow();
        return [rulingVersion, state];
      })
      .toEqual([1, "submitted"]);
  });

  it("shows it to the expert, dark and on a small window", async () => {
    const page = await arrive("eve", { colorScheme: "dark", width: 1024, height: 700 });
    await page.goto(`${study.url}/p/${study.project}/refine`);
    await page.getByRole("button", { name: /^Rulings on “castle”/ }).waitFor();
    await takePicture(page, "rulings-refine-small-dark");
    await expectAccessible(page);
    const phone = await arrive("ben", { colorScheme: "dark", width: 390, height: 844 });
    await openImage(phone, "ben", "mont-saint-michel.jpg");
    await phone.getByRole("checkbox", { name: "castle", exact: true }).click();
    await phone.getByRole("button", { name: /^Rulings on “palace”/ }).waitFor();
    await takePicture(phone, "rulings-phone-dark");
    await expectAccessible(phone);
    await phone.goto(`${study.url}/p/${study.project}/guideline`);
    await phone.getByRole("heading", { name: ruling }).waitFor();
    await takePicture(phone, "rulings-in-guideline-phone-dark");
    await expectAccessible(phone);
  });

  it("changes and withdraws it, and keeps what was", async () => {
    await lead.getByRole("button", { name: `Change: ${ruling}` }).click();
    const dialog = lead.getByRole("dialog", { name: "Change the ruling" });
    await dialog.getByRole("radio", { name: "“castle” is a kind of “palace”" }).check();
    await takePicture(lead, "rulings-editor");
    await expectAccessible(lead);
    await dialog.getByRole("button", { name: "Swap the two" }).click();
    await dialog.getByRole("button", { name: "Save the ruling" }).click();
    await lead.getByRole("heading", { name: "“palace” is a kind of “castle”" }).waitFor();
    await lead.getByText("Saved as version 2.").waitFor();
    await lead.getByRole("button", { name: /^Withdraw: / }).click();
    await lead.getByRole("dialog").getByLabel("Why").fill("It was a mistake.");
    await lead.getByRole("dialog").getByRole("button", { name: "Withdraw" }).click();
    await lead.getByRole("heading", { name: "No rulings yet" }).waitFor();
    const history = lead.getByRole("table", { name: "Every change of the rulings, the newest first" });
    expect(await history.getByRole("rowheader").allInnerTexts()).toEqual([
      "Withdrawn: “palace” and “castle”",
      "“palace” is a kind of “castle”",
      ruling,
    ]);
    const phone = await arrive("lea", { colorScheme: "dark", width: 390, height: 844 });
    await phone.goto(`${study.url}/p/${study.project}/labels/rulings`);
    await phone.getByText("It was a mistake.").waitFor();
    await takePicture(phone, "rulings-phone-lead-dark");
    await expectAccessible(phone);
  });

  it("settles disputes once an expert has looked at a sample, and takes it back", async () => {
    const key = "summer-palace-tower.jpg";
    await answer("ann", key, ["castle"]);
    await answer("ben", key, ["palace"]);
    const labels = [study.labelOf("castle"), study.labelOf("palace")] as [number, number];
    const same = { labels, kind: "same-both" as const, text: "", examples: [] };
    const asLead = { project: study.project, person: study.personOf("lea") };
    await saveRuling(study.ctx, { ...asLead, version: 3, ...same });
    const statement = "“castle” and “palace” are the same thing";
    await lead.reload();
    await lead.getByRole("heading", { name: "Relations to rule on" }).waitFor();
    await lead.getByRole("button", { name: `Images it may change: ${statement}` }).click();
    await lead.getByText("Settles 2 labels on 1 image. Then 1 image needs no expert.").waitFor();
    await lead.getByRole("button", { name: "Show the images" }).click();
    await lead.getByRole("img", { name: key }).waitFor();
    await lead.getByRole("button", { name: "List them, and draw a sample" }).click();
    const toSample = lead.getByRole("link", { name: "Look at the sample (0 of 1 done)" });
    await toSample.waitFor();
    expect(await lead.getByRole("button", { name: /^Settle / }).count()).toBe(0);
    await takeLooks(lead, "rulings-effect");
    await expectAccessible(lead);
    const expert = await arrive("eve");
    await expert.getByRole("link", { name: "Look at the sample (0 of 1 done)" }).click();
    const judged = expert.waitForResponse((reply) => reply.request().method() === "PUT");
    await expert.getByRole("radio", { name: "Right" }).click();
    await judged;
    await expert.getByText("All are looked at. The lead decides now.").waitFor();
    await takeLooks(expert, "rulings-sample");
    await expectAccessibleInBoth(expert);

    await lead.reload();
    await lead.getByRole("button", { name: `Images it may change: ${statement}` }).click();
    await lead.getByText("All were looked at: 1 of 1 are right.").waitFor();
    await lead.getByRole("button", { name: "Settle 1 image" }).click();
    await lead.getByText("Applied: 2 labels settled on 1 image.").waitFor();
    const outcome = () =>
      study.ctx.db
        .selectFrom("agreement")
        .innerJoin("image", "image.id", "imageId")
        .select(["agreed", "byRuling"])
        .where("key", "=", key)
        .executeTakeFirst();
    expect(await outcome()).toEqual({ agreed: 1, byRuling: 1 });
    await takeLooks(lead, "rulings-applied");
    await expectAccessible(lead);
    await lead.getByRole("button", { name: "Undo" }).click();
    await lead.getByText("1 image put back as it was.").waitFor();
    expect(await outcome()).toEqual({ agreed: 0, byRuling: 0 });
  });

  it("caused no error in any browser, and no refused style or script", () => {
    const refused = "Failed to load resource: the server responded with a status of 400 (Bad Request)";
    expect(visitors.flatMap(({ troubles }) => troubles).filter((text) => text !== refused)).toEqual([]);
  });
});
