import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sendImages } from "../../src/actions/outcome/sendImages.ts";
import type { DraftCard } from "../../src/contract/tasks/annotationDraft.ts";
import { carefulSettings, paperSettings } from "../../src/core/project/settings.ts";
import { newId } from "../../src/db/sql/newId.ts";
import { insertAssignments } from "../../src/db/tasks/assignment.ts";
import { answerImage } from "../made/answerImage.ts";
import { openSmallStudy, type SmallStudy } from "./setup/smallStudy.ts";
import { enter, launchBrowser, takeLooks, visit } from "./setup/visitor.ts";

const minutes = 60_000;
/** The last two are given to nobody by the set-up. */
const photos = [
  ...["clownfish.jpg", "garden-lizard.jpg", "orange-dahlia.jpg"],
  ...["cat-asleep-at-desk.jpg", "kitten-with-yarn.jpg"],
];
const proposals = [
  ...["goldfish", "coral reef", "macaw", "castle", "palace", "drum", "dragonfly", "bee", "hen", "bucket"],
  ...["umbrella", "vase", "jaguar", "volcano", "stove", "bagel", "candle", "cup", "teapot", "fountain"],
];
const sizes = [
  { name: "a phone", width: 390, height: 844, isPhone: true },
  { name: "200 % zoom", width: 720, height: 450, isPhone: false },
];

/** What a page must not do by itself: hide a refusal, hide the likeliest labels, or submit what nobody looked at. */
describe("refusals and small screens", () => {
  let study: SmallStudy;
  let browser: Browser;
  const annotators = ["ann", "ben", "cho", "dee"];

  beforeAll(async () => {
    browser = await launchBrowser();
    study = await openSmallStudy({
      photos,
      proposals,
      settings: { overlap: 1 },
      people: {
        ...Object.fromEntries(annotators.map((name) => [name, ["annotator" as const]])),
        eve: ["expert"],
        fay: ["expert"],
      },
    });
    const { db } = study.ctx;
    const images = await Promise.all(photos.slice(0, 3).map(async (key) => ({ id: await idOf(key) })));
    for (const name of annotators)
      await insertAssignments(
        db,
        // Nobody but Dee works on the last.
        (name === "dee" ? images.slice(-1) : images.slice(0, -1)).map(({ id }, position) => ({
          id: newId(),
          projectId: study.project,
          stage: "annotate" as const,
          imageId: id,
          personId: study.personOf(name),
          batchId: null,
          position,
          createdAt: "2026-01-01T00:00:00.000Z",
        })),
      );
  }, 3 * minutes);

  afterAll(async () => {
    await browser?.close();
    await study?.remove();
  });

  async function idOf(key: string): Promise<string> {
    const found = await study.ctx.db
      .selectFrom("image")
      .select("id")
      .where("key", "=", key)
      .executeTakeFirst();
    return found!.id;
  }
  async function open(
    name: string,
    look: Parameters<typeof visit>[1] = {},
    stage = "annotate",
  ): Promise<Page> {
    const { page } = await visit(browser, look);
    await enter({ page }, `${study.url}/p/${study.project}/${stage}`, study.login[name]!);
    await page.getByRole("checkbox").first().waitFor();
    return page;
  }
  const image = async (page: Page) =>
    /images\/([^/]+)\//.exec(
      (await page.getByRole("img", { name: "The one to label" }).getAttribute("src")) ?? "",
    )?.[1];
  const statesOf = async (name: string) =>
    (
      await study.ctx.db
        .selectFrom("assignment")
        .select("state")
        .where("personId", "=", study.personOf(name))
        .orderBy("position")
        .execute()
    ).map(({ state }) => state);
  const annotate = (person: string, image: string, names: readonly string[]) => {
    const { ctx, project, personOf, labelOf } = study;
    const cards = proposals.map(
      (name, position): DraftCard => ({
        label: labelOf(name),
        answer: names.includes(name) ? "yes" : null,
        how: "proposal",
        position,
        shownMs: 1000,
      }),
    );
    return answerImage(ctx, { project, image, person: personOf(person), yes: names.map(labelOf), cards });
  };
  /** Past the time in which an Enter is taken for the image before. */
  const settle = (page: Page) => page.waitForTimeout(500);

  for (const { name, ...look } of sizes)
    it(`on ${name}, each image and each group begins at its top`, async () => {
      const person = look.isPhone ? "ann" : "ben";
      const page = await open(person, look);
      const first = () => page.getByRole("checkbox").first();
      /** Where the first card is, in a part of the page that scrolls; `away` scrolls all of them to their ends. */
      const scrolled = (away: boolean) =>
        page.evaluate((away) => {
          const places = [...document.querySelectorAll<HTMLElement>("main *")].filter((one) =>
            /auto|scroll/.test(getComputedStyle(one).overflowY),
          );
          if (away) for (const place of places) place.scrollTop = place.scrollHeight;
          return places.reduce((sum, { scrollTop }) => sum + scrollTop, 0);
        }, away);
      const expectTop = async () => {
        expect(await scrolled(false)).toBe(0);
        const isInside = await first().evaluate((card) => {
          const { left, top, width } = card.getBoundingClientRect();
          const hit = document.elementFromPoint(left + width / 2, top + 10);
          return hit !== null && card.contains(hit);
        });
        expect(isInside).toBe(true);
      };
      await expectTop();
      expect(await scrolled(true)).toBeGreaterThan(0);
      await page.getByRole("tab").nth(1).click();
      await page.getByRole("checkbox", { name: "drum" }).waitFor();
      await expectTop();
      await page.getByRole("checkbox", { name: "drum" }).click();
      await scrolled(true);
      const before = await image(page);
      await page.getByRole("button", { name: "Submit" }).click();
      await expect.poll(() => image(page)).not.toBe(before);
      await page.getByRole("checkbox", { name: "goldfish" }).waitFor();
      await expectTop();
      await page.context().close();
    });

  it("a rule that came while the page was open is told in the server's words, and learned", async () => {
    const page = await open("cho");
    await study.rule({ allGroupsShare: 1 });
    const before = await image(page);
    await page.keyboard.press("1");
    await page.keyboard.press("Enter");
    const notice = page.getByText(/^Not saved: /);
    await notice.waitFor();
    expect(await notice.textContent()).toMatch(/group/);
    expect(await image(page)).toBe(before);
    expect(await page.getByRole("checkbox", { name: "goldfish", checked: true }).count()).toBe(1);
    await takeLooks(page, "refused");
    // It knows the rule now: it brings the groups itself, and nothing is refused again.
    for (const group of ["6–10", "11–15", "16–20"]) {
      // The image came back: as long as nothing is pressed on it, an Enter right after another is one held down.
      await settle(page);
      await page.keyboard.press("Enter");
      await page.getByRole("tab", { selected: true, name: new RegExp(group) }).waitFor();
      await page.getByText("please look at every group").waitFor();
    }
    await settle(page);
    await page.keyboard.press("Enter");
    await expect.poll(() => image(page)).not.toBe(before);
    await expect.poll(() => statesOf("cho")).toEqual(["submitted", "open"]);
    expect(await notice.count()).toBe(0);
    // The next image comes with the rule.
    await settle(page);
    await page.keyboard.press("1");
    await page.keyboard.press("Enter");
    await page.getByRole("tab", { selected: true, name: /6–10/ }).waitFor();
    await page.context().close();
    await study.rule({ allGroupsShare: paperSettings.allGroupsShare });
  });

  it("twenty ticks of others are not submitted by Enter, however often it is pressed", async () => {
    const { db } = study.ctx;
    const page = await open("dee");
    for (const group of ["q", "w", "e", "r"])
      for (const key of [group, "1", "2", "3", "4", "5"]) await page.keyboard.press(key);
    await expect.poll(() => page.getByRole("button", { name: /^Remove / }).count()).toBe(20);
    await page.keyboard.press("Enter");
    await expect.poll(() => statesOf("dee")).toEqual(["submitted"]);
    await page.context().close();

    const refine = await open("eve", {}, "refine");
    // The images that were ticked once come first.
    while ((await refine.getByRole("button", { name: /^Remove / }).count()) < 20) {
      const before = await image(refine);
      await settle(refine);
      await refine.keyboard.press("Enter");
      await expect.poll(() => image(refine)).not.toBe(before);
    }
    const before = await image(refine);
    await settle(refine);
    await refine.keyboard.press("Enter");
    const dialog = refine.getByRole("dialog", { name: "Submit 20 labels as they stand?" });
    await dialog.waitFor();
    await takeLooks(refine, "many-ticks");
    await refine.keyboard.press("Enter");
    await dialog.waitFor({ state: "hidden" });
    for (let press = 0; press < 5; press++) await refine.keyboard.press("Enter");
    await settle(refine);
    const left = () =>
      db
        .selectFrom("assignment")
        .select("state")
        .where("personId", "=", study.personOf("eve"))
        .where("imageId", "=", before!)
        .executeTakeFirst();
    expect(await left()).toEqual({ state: "open" });
    expect(await image(refine)).toBe(before);
    if (!(await dialog.isVisible())) await refine.keyboard.press("Enter");
    await refine.keyboard.press("y");
    await expect.poll(left).toEqual({ state: "submitted" });
    await refine.context().close();
  });

  it("whose answer was taken over is said only as long as it is what is ticked, and another reason is asked for", async () => {
    const { ctx, personOf } = study;
    await study.rule({ overlap: 2, commentOnChange: false });
    const image = await idOf("kitten-with-yarn.jpg");
    await annotate("ann", image, ["goldfish"]);
    await annotate("ben", image, ["macaw"]);
    const page = await open("eve", {}, "refine");
    await settle(page);
    const comment = page.getByRole("textbox", { name: "Comment" });
    await page.keyboard.press("Alt+u");
    const said = "A's and B's answers together.";
    await expect.poll(() => comment.inputValue()).toBe(said);
    await takeLooks(page, "taken-over");
    const remove = page.getByRole("button", { name: "Remove macaw", exact: true });
    await remove.click();
    await expect.poll(() => comment.inputValue()).toBe("");
    await page.getByRole("checkbox", { name: "macaw" }).click();
    await expect.poll(() => comment.inputValue()).toBe(said);
    await remove.click();
    const stored = () =>
      ctx.db
        .selectFrom("annotation")
        .innerJoin("assignment", "assignment.id", "annotation.assignmentId")
        .select("annotation.draftJson")
        .where("assignment.imageId", "=", image)
        .where("assignment.personId", "=", personOf("eve"))
        .executeTakeFirst();
    await expect.poll(async () => JSON.parse((await stored())?.draftJson ?? "{}").comment).toBe("");

    await study.rule({ overlap: 2, commentOnChange: true });
    await page.keyboard.press("Enter");
    const notice = page.getByText("Not saved: You changed the earlier answers: say why in the comment.");
    await notice.waitFor();
    await takeLooks(page, "comment-refused");
    await comment.fill("No bird.");
    await comment.press("Control+Enter");
    await notice.waitFor({ state: "hidden" });
    const state = () =>
      ctx.db
        .selectFrom("assignment")
        .select("state")
        .where("imageId", "=", image)
        .where("personId", "=", personOf("eve"))
        .executeTakeFirst();
    await expect.poll(state).toEqual({ state: "submitted" });
    await page.context().close();
  });

  it("careful: an image whose answers do not count opens with nothing ticked, and Enter submits nothing", async () => {
    const { ctx, project, personOf } = study;
    await study.rule({ ...carefulSettings, allGroupsShare: 0, blankShare: 0, twiceShare: 0, overlap: 2 });
    const image = await idOf("cat-asleep-at-desk.jpg");
    // As in a pilot.
    for (const name of ["ann", "ben"]) {
      const id = await annotate(name, image, ["goldfish", "macaw", "castle", "palace"]);
      await ctx.db.updateTable("assignment").set({ extra: 1 }).where("id", "=", id).execute();
    }
    await sendImages(ctx, { project, person: null, images: [image], to: "refinement", reason: "" });
    const page = await open("fay", {}, "refine");
    expect(await page.getByRole("checkbox", { checked: true }).count()).toBe(0);
    expect(await page.getByRole("button", { name: /^Remove / }).count()).toBe(0);
    await settle(page);
    for (let press = 0; press < 6; press++) await page.keyboard.press("Enter");
    await settle(page);
    await takeLooks(page, "careful-uncounted");
    const left = await ctx.db
      .selectFrom("assignment")
      .select("state")
      .where("imageId", "=", image)
      .where("personId", "=", personOf("fay"))
      .execute();
    expect(left).toEqual([{ state: "open" }]);
    await page.context().close();
  });
});
