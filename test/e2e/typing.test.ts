import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AnnotationDraft } from "../../src/contract/annotationDraft.ts";
import { insertAssignments } from "../../src/db/assignment.ts";
import { newId } from "../../src/db/newId.ts";
import { openSmallStudy, type SmallStudy } from "./smallStudy.ts";
import { launchBrowser, signIn, visit } from "./visitor.ts";

const minutes = 60_000;
const photos = [
  "clownfish.jpg",
  "garden-lizard.jpg",
  "orange-dahlia.jpg",
  "castle-in-loch.jpg",
  "drum-kit-and-guitar.jpg",
  "clock-on-wall.jpg",
];
const proposals = [
  "goldfish",
  "coral reef",
  "macaw",
  "castle",
  "palace",
  "drum",
  "dragonfly",
  "bee",
  "hen",
  "bucket",
  "umbrella",
  "vase",
];

describe("typing", () => {
  let study: SmallStudy;
  let browser: Browser;
  const people = ["kim", "lee"];

  beforeAll(async () => {
    browser = await launchBrowser();
    study = await openSmallStudy({
      photos,
      proposals,
      settings: { overlap: 40 },
      people: Object.fromEntries(people.map((name) => [name, ["annotator"]])),
    });
    const { db } = study.ctx;
    const images = await db.selectFrom("image").select("id").orderBy("key").execute();
    for (const name of people)
      await insertAssignments(
        db,
        images.map(({ id }, position) => ({
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

  async function open(name: string): Promise<Page> {
    const { page } = await visit(browser);
    await signIn({ page, replies: [], troubles: [] }, study.url, study.login[name]!);
    await page.goto(`${study.url}/p/${study.project}/annotate`);
    await page.getByRole("checkbox").first().waitFor();
    return page;
  }
  const image = async (page: Page) =>
    /images\/([^/]+)\//.exec(
      (await page.getByRole("img", { name: "The one to label" }).getAttribute("src")) ?? "",
    )?.[1];
  const saved = (page: Page) => page.getByText("Saved", { exact: true }).waitFor();

  /** What is stored of each image of a person, without what tells how long it took. */
  async function stored(name: string) {
    const rows = await study.ctx.db
      .selectFrom("assignment")
      .innerJoin("image", "image.id", "assignment.imageId")
      .leftJoin("annotation", "annotation.assignmentId", "assignment.id")
      .select(["image.key", "assignment.state", "annotation.draftJson"])
      .where("assignment.personId", "=", study.personOf(name))
      .orderBy("image.key")
      .execute();
    return rows.map(({ key, state, draftJson }) => {
      const draft = draftJson ? (JSON.parse(draftJson) as AnnotationDraft) : null;
      const labels = (answer: "yes" | "unsure") =>
        (draft?.cards ?? []).filter((card) => card.answer === answer).map(({ label }) => label);
      const { noneOfThese = false, comment = "", flag = null } = draft ?? {};
      return { key, state, yes: labels("yes"), unsure: labels("unsure"), noneOfThese, comment, flag };
    });
  }

  it("X and Enter at once answer none of these, and what follows is the next image's", async () => {
    const page = await open("kim");
    await page.waitForTimeout(500);
    const before = await image(page);
    await page.keyboard.press("x");
    await page.keyboard.press("Enter");
    await page.keyboard.press("2");
    await expect.poll(() => image(page), { timeout: 15_000 }).not.toBe(before);
    expect(await page.getByRole("checkbox", { checked: true }).allTextContents()).toHaveLength(1);
    await saved(page);
    const [first, second] = await stored("kim");
    expect(first).toMatchObject({ state: "submitted", noneOfThese: true, yes: [] });
    expect(second?.yes).toEqual([study.labelOf(proposals[1] ?? "")]);
    const shown = await study.ctx.db
      .selectFrom("decision")
      .innerJoin("assignment", "assignment.id", "decision.assignmentId")
      .select("decision.answer")
      .where("assignment.personId", "=", study.personOf("kim"))
      .execute();
    expect(shown).toHaveLength(proposals.length);
    await page.context().close();
  });

  it("Enter pressed twice, or held down, does not act on an image that has just come", async () => {
    const page = await open("lee");
    await page.waitForTimeout(500);
    const group = () => page.getByRole("tab", { selected: true }).textContent();
    const before = await image(page);
    await page.keyboard.press("1");
    await Promise.all([page.keyboard.press("Enter"), page.keyboard.press("Enter")]);
    expect(await image(page)).not.toBe(before);
    const second = await image(page);
    expect(await group()).toContain("1–5");
    // Something was pressed: it counts at once.
    await page.keyboard.press("3");
    await page.keyboard.press("Enter");
    expect(await image(page)).not.toBe(second);
    // Held down: the first press submits, and those that follow by themselves say nothing.
    await page.keyboard.press("2");
    for (let repeat = 0; repeat < 20; repeat++) await page.keyboard.down("Enter");
    await page.keyboard.up("Enter");
    expect(await group()).toContain("1–5");
    await page.waitForTimeout(500);
    await page.keyboard.press("Enter");
    expect(await group()).toContain("6–10");
    await page.context().close();
  });
});
