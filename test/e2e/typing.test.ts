import { readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AnnotationDraft } from "../../src/contract/tasks/annotationDraft.ts";
import { newId } from "../../src/db/sql/newId.ts";
import { insertAssignments } from "../../src/db/tasks/assignment.ts";
import { openSmallStudy, type SmallStudy } from "./setup/smallStudy.ts";
import { enter, launchBrowser, visit } from "./setup/visitor.ts";

const minutes = 60_000;
/** In the order of their keys, in which they come. */
const photos = readdirSync(join(import.meta.dirname, "../../samples/photos"))
  .filter((name) => name.endsWith(".jpg"))
  .sort()
  .slice(0, 20);
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
  const people = ["kim", "lee", "slow", "fast", "burst"];

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
    await enter({ page }, `${study.url}/p/${study.project}/annotate`, study.login[name]!);
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

  /** Ended by Enter on what was pressed before, so that each Enter is meant. */
  const anyKeys = fc
    .array(
      fc.record({
        keys: fc.array(
          fc.constantFrom("1", "2", "3", "4", "5", "!", "@", "q", "w", "e", " ", "x", "x", "u", "ArrowDown"),
          { minLength: 0, maxLength: 4 },
        ),
        end: fc.constantFrom("Enter", "Enter", "x", "4"),
      }),
      { minLength: 12, maxLength: 12 },
    )
    .map((parts) => parts.flatMap(({ keys, end }) => [...keys, "1", end]));

  const keyEvent = (key: string) => {
    const shifted = { "!": "1", "@": "2" }[key];
    const plain = shifted ?? key;
    const code =
      plain === " "
        ? "Space"
        : /\d/.test(plain)
          ? `Digit${plain}`
          : /^[a-z]$/.test(plain)
            ? `Key${plain.toUpperCase()}`
            : plain;
    const windowsVirtualKeyCode =
      key === "Enter" ? 13 : key === "ArrowDown" ? 40 : plain.toUpperCase().charCodeAt(0);
    return { key, code, windowsVirtualKeyCode, modifiers: shifted ? 8 : 0 };
  };

  const textOf = (key: string) => (key === "Enter" ? { text: "\r" } : key.length === 1 ? { text: key } : {});

  /** Types as keys arrive from the machine, without waiting for what the page makes of them. */
  async function type(page: Page, keys: readonly string[], everyMs: number): Promise<void> {
    const client = await page.context().newCDPSession(page);
    const sent: Promise<unknown>[] = [];
    for (const key of keys) {
      sent.push(client.send("Input.dispatchKeyEvent", { type: "keyDown", ...keyEvent(key), ...textOf(key) }));
      sent.push(client.send("Input.dispatchKeyEvent", { type: "keyUp", ...keyEvent(key) }));
      if (everyMs > 0) await page.waitForTimeout(everyMs);
    }
    await Promise.all(sent);
  }

  it(
    "random keys do the same at 5 ms, all at once, and slowly",
    async () => {
      for (const [round, keys] of fc.sample(anyKeys, { seed: 7, numRuns: 1 }).entries()) {
        const slow = await open("slow");
        for (const key of keys) {
          await type(slow, [key], 0);
          // An image that has come was looked at, and a look-through that X or a yes to it began is over.
          await slow.waitForTimeout(key === "Enter" || key === "u" ? 400 : 100);
          await slow.getByText("Showing the groups").waitFor({ state: "hidden" });
        }
        await saved(slow);
        const expected = await stored("slow");
        expect(
          expected.filter(({ state }) => state === "submitted").length,
          `round ${round}`,
        ).toBeGreaterThanOrEqual(3);
        for (const [name, everyMs] of [
          ["fast", 5],
          ["burst", 0],
        ] as const) {
          const page = await open(name);
          await page.waitForTimeout(500);
          const refused: number[] = [];
          page.on("response", (response) => {
            if (response.status() >= 400) refused.push(response.status());
          });
          await type(page, keys, everyMs);
          await expect.poll(() => stored(name)).toEqual(expected);
          // Neither the quota of saves nor any rule is in the way of whoever types fast.
          expect(refused).toEqual([]);
          await page.context().close();
        }
        await slow.context().close();
      }
    },
    5 * minutes,
  );

  it("X and Enter at once answer none of these, and what follows is the next image's", async () => {
    const page = await open("kim");
    await page.waitForTimeout(500);
    const before = await image(page);
    await page.keyboard.press("x");
    await page.keyboard.press("Enter");
    await page.keyboard.press("2");
    await expect.poll(() => image(page)).not.toBe(before);
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
