import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeMaps } from "../../src/actions/maps/makeMaps.ts";
import { findModelCard } from "../../src/cli/findModelCard.ts";
import { carefulSettings } from "../../src/core/project/settings.ts";
import { openSmallStudy, type SmallStudy } from "./setup/smallStudy.ts";
import {
  enter,
  expectAccessible,
  expectAccessibleInBoth,
  launchBrowser,
  takePicture,
  type Visitor,
  visit,
} from "./setup/visitor.ts";

const minutes = 60_000;
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
  "notebook computer",
  "monitor",
  "window screen",
  "mousetrap",
  "printer",
  "bookcase",
  "library",
  "pillow",
  "quilt",
  "tub",
];
const undrawn = { allGroupsShare: 0, blankShare: 0, twiceShare: 0 };
const lookMs = 450;

/** The preset careful as people meet it: two annotators and two experts, two photos, by the pages alone. */
describe("the preset careful in a real browser", () => {
  let study: SmallStudy;
  let browser: Browser;
  const visitors: Visitor[] = [];

  beforeAll(async () => {
    browser = await launchBrowser();
    study = await openSmallStudy({
      photos: ["cat-asleep-at-desk.jpg", "kitten-with-yarn.jpg"],
      proposals,
      settings: { ...carefulSettings, ...undrawn, shuffleWithinGroups: false },
      people: { ann: ["annotator"], ben: ["annotator"], expert: ["expert"], other: ["expert"] },
      annotators: ["ann", "ben"],
    });
  }, 2 * minutes);

  afterAll(async () => {
    await browser?.close();
    await study?.remove();
  });

  async function arrive(
    who: string,
    stage: "annotate" | "refine",
    options: Parameters<typeof visit>[1] = {},
  ) {
    const visitor = await visit(browser, options);
    visitors.push(visitor);
    await enter(visitor, `${study.url}/p/${study.project}/${stage}`, study.login[who]!);
    await visitor.page.getByRole("img", { name: "The one to label" }).waitFor();
    // Before that, Enter says nothing of an image that has just come.
    await visitor.page.waitForTimeout(400);
    return visitor;
  }
  const card = (page: Page, name: string) => page.getByRole("checkbox", { name, exact: true });
  const tick = async (page: Page, key: string, name: string) => {
    await card(page, name).waitFor();
    await page.keyboard.press(key);
    await page.getByRole("button", { name: `Remove ${name}`, exact: true }).waitFor();
  };
  const address = (page: Page) => page.getByRole("img", { name: "The one to label" }).getAttribute("src");
  const submit = async (page: Page) => {
    const before = await address(page).catch(() => null);
    await page.keyboard.press("Enter");
    await expect.poll(() => address(page).catch(() => null)).not.toBe(before);
  };
  const search = async (page: Page, name: string) => {
    await page.keyboard.press("/");
    const field = page.getByRole("combobox", { name: /^Search all/ });
    await field.fill(name);
    await page.getByRole("option").first().getByText(name, { exact: true }).waitFor();
    await field.press("Enter");
    await page.getByRole("button", { name: `Remove ${name}`, exact: true }).waitFor();
  };
  const everywhere = async (visitor: Visitor, name: string) => {
    const { page } = visitor;
    await takePicture(page, name);
    await expectAccessibleInBoth(page);
    await page.emulateMedia({ colorScheme: "dark" });
    await takePicture(page, `${name}-dark`);
    await expectAccessible(page);
    await page.setViewportSize({ width: 1024, height: 700 });
    await takePicture(page, `${name}-narrow`);
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await takePicture(page, `${name}-phone`);
    await expectAccessible(page);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.emulateMedia({ colorScheme: "light" });
  };

  it(
    "asks for every group on a drawn image, and puts a found label to the other annotator",
    async () => {
      const ann = await arrive("ann", "annotate");
      await tick(ann.page, "Digit1", "Egyptian cat");
      await submit(ann.page);
      const submitted = async () => {
        const given = study.ctx.db.selectFrom("assignment").select("id").where("state", "=", "submitted");
        return (await given.execute()).length;
      };
      // The next image stands there before the answer has arrived; it is judged by the rules of its arrival.
      await expect.poll(submitted).toBe(1);

      await study.rule({ allGroupsShare: 1 });
      const ben = await arrive("ben", "annotate");
      const { page } = ben;
      await page.waitForTimeout(lookMs);
      await tick(page, "Digit1", "Egyptian cat");
      await search(page, "space bar");
      await page.keyboard.press("Enter");
      await page.getByText("please look at every group before you submit").waitFor();
      await everywhere(ben, "careful-all-groups");
      expect(await page.getByRole("tab", { selected: true }).textContent()).toContain("6–10");
      for (const group of ["11–15", "16–20"]) {
        await page.keyboard.press("Enter");
        const open = page.getByRole("tab", { selected: true });
        await expect.poll(() => open.textContent()).toContain(group);
      }
      await submit(page);
      const forced = async () => {
        const drafts = await study.ctx.db.selectFrom("annotation").select("draftJson").execute();
        return drafts.map(({ draftJson }) => JSON.parse(draftJson).groupsForced);
      };
      await expect.poll(forced).toContainEqual([1, 2, 3]);
      await study.rule(undrawn);

      // The question comes with Ann's next answer from the server; her next image first.
      await tick(ann.page, "Digit2", "tabby");
      await submit(ann.page);
      await ann.page.getByText("One more question on this image: does it show “space bar”?").waitFor();
      await ann.page.getByRole("button", { name: "Remove Egyptian cat" }).waitFor();
      await ann.page.waitForTimeout(400);
      await ann.page.keyboard.press("Enter");
      await ann.page.getByText("Yes or no first: does the image show “space bar”?").waitFor();
      expect(await ann.page.getByRole("tab", { selected: true }).textContent()).toContain("Question");
      expect(await ann.page.getByRole("button", { name: /^No ?: space bar/ }).textContent()).toContain("N");
      // It tells nothing of who found the label.
      const question = JSON.stringify({ label: study.labelOf("space bar"), how: "question", decide: true });
      expect(ann.replies.some(({ body }) => body.includes(question))).toBe(true);
      expect(ann.replies.some(({ body }) => body.includes(study.personOf("ben")))).toBe(false);
      expect(ann.replies.some(({ body }) => body.includes(study.login.ben!.email))).toBe(false);
      await everywhere(ann, "careful-question");
      await ann.page.keyboard.press("n");
      await ann.page.getByRole("button", { name: /^No ?: space bar/, pressed: true }).waitFor();
      await ann.page.keyboard.press("Enter");
      await ann.page.getByText("All done.").waitFor();

      await study.rule({ ...undrawn, twiceShare: 1 });
      // The second image came with the first one's rule.
      await tick(page, "Digit1", "Egyptian cat");
      for (const group of ["6–10", "11–15", "16–20"]) {
        await page.keyboard.press("Enter");
        const open = page.getByRole("tab", { selected: true });
        await expect.poll(() => open.textContent()).toContain(group);
      }
      await page.keyboard.press("Enter");
      await page.getByText("All done.").waitFor();
      for (const { troubles } of [ann, ben]) expect(troubles).toEqual([]);
    },
    2 * minutes,
  );

  it(
    "leaves disputed labels undecided until each has a yes or a no and a reason, and only then tells the original",
    async () => {
      const expert = await arrive("expert", "refine");
      const { page } = expert;
      const notice = () => expert.replies.filter(({ body }) => /"score"|"original":/.test(body)).length;
      await makeMaps(study.ctx, { ...(await findModelCard()), project: study.project, run: { workers: 1 } });
      await page.getByText("0 of 1 disputed label decided").waitFor();
      await everywhere(expert, "careful-undecided");
      expect(notice()).toBe(0);
      const seen = page.getByText("Where efficientnet-lite0 sees “Egyptian cat”");
      await page.keyboard.press("l");
      await page.keyboard.press("Enter");
      await page.getByText("Keep or remove each disputed label first").waitFor();

      await page.keyboard.press("n");
      await page.getByRole("dialog", { name: /^Remove .*why\?$/ }).waitFor();
      await everywhere(expert, "careful-reason");
      await page.keyboard.press("Digit2");
      await page.getByText("1 of 1 disputed label decided").waitFor();
      await page.keyboard.press("Enter");
      await page.getByText("The original label and the scores are shown now").waitFor();
      await page.getByText("original", { exact: true }).waitFor();
      expect(notice()).toBeGreaterThan(0);
      await everywhere(expert, "careful-revealed");
      // Before, the key did nothing, and nothing was asked for.
      expect(await seen.count()).toBe(0);
      expect(expert.replies.some(({ path }) => path.endsWith("/maps"))).toBe(false);
      for (const key of [...Array(5).fill("ArrowUp"), "ArrowDown"]) await page.keyboard.press(key);
      await page.keyboard.press("l");
      await seen.waitFor();
      await everywhere(expert, "careful-seen");
      await page.keyboard.press("l");
      await seen.waitFor({ state: "detached" });
      await study.rule({ ...undrawn, blankShare: 1 });
      await submit(page);

      await page.getByText("This image starts from blank").waitFor();
      expect(await page.getByRole("checkbox", { checked: true }).count()).toBe(0);
      expect(await page.getByText(/ticked it|did not tick it/).count()).toBe(0);
      await everywhere(expert, "careful-blank");
      await tick(page, "Digit1", "Egyptian cat");
      for (let group = 1; group < 4; group++) await page.keyboard.press("Space");
      await page.keyboard.press("Enter");
      await page.getByText("The original label and the scores are shown now").waitFor();
      await page.keyboard.press("Enter");
      await page.getByText("All done.").waitFor();
      expect(expert.troubles).toEqual([]);
      const reasons = await study.ctx.db
        .selectFrom("decision")
        .select(["answer", "reason"])
        .where("reason", "is not", null)
        .execute();
      expect(reasons).toEqual([{ answer: "no", reason: "Another label fits better" }]);
    },
    2 * minutes,
  );

  it(
    "has a drawn image refined a second time, by an expert who learns nothing of the first",
    async () => {
      await study.rule(undrawn);
      const other = await arrive("other", "refine");
      const { page } = other;
      await page.getByText("0 of 2 disputed labels decided").waitFor();
      await everywhere(other, "careful-second");
      expect(await page.getByText(/^[^AB] (ticked it|saw it|was never)/).count()).toBe(0);

      // One key for the answer and one for the reason; the focus goes on to the next disputed label.
      for (const key of ["y", "Digit1", "n", "Digit1"]) await page.keyboard.press(key);
      await page.getByText("2 of 2 disputed labels decided").waitFor();
      const notice = () =>
        other.replies.some(
          ({ body }) => /"score"|"original":|expert@/.test(body) || body.includes(study.personOf("expert")),
        );
      expect(notice()).toBe(false);
      await page.keyboard.press("Enter");
      await page.getByText("The original label and the scores are shown now").waitFor();
      await page.keyboard.press("Enter");
      await page.getByText("All done.").waitFor();
      expect(other.troubles).toEqual([]);
      const refined = await study.ctx.db
        .selectFrom("assignment")
        .select(({ fn }) => ["imageId", fn.countAll<number>().as("times")])
        .where("stage", "=", "refine")
        .where("state", "=", "submitted")
        .groupBy("imageId")
        .orderBy("times")
        .execute();
      expect(refined.map(({ times }) => Number(times))).toEqual([1, 2]);
    },
    2 * minutes,
  );
});
