import type { Browser, BrowserContext, Page, Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../src/db/sql/newId.ts";
import { insertAssignments } from "../../src/db/tasks/assignment.ts";
import { annotatePage } from "./setup/annotatePage.ts";
import { openSmallStudy, type SmallStudy } from "./setup/smallStudy.ts";
import { openStored, type Stored } from "./setup/stored.ts";
import { enter, launchBrowser, visit } from "./setup/visitor.ts";

const photos = [
  "castle-in-loch.jpg",
  "clownfish.jpg",
  "drum-kit-and-guitar.jpg",
  "fig-in-orange-dish.jpg",
  "garden-lizard.jpg",
  "ginger-kitten.jpg",
];
const proposals = ["castle", "lakeside", "tabby", "tiger cat", "anemone fish"];
const savePath = /\/api\/assignments\/[^/]+\/annotation$/;

/** What was typed or acknowledged is stored afterwards, once, whatever came between page and server. */
describe("saves that something comes between, in a real browser", () => {
  let study: SmallStudy;
  let stored: Stored;
  let browser: Browser;
  const people = ["twice", "cut", "closing", "answered"];

  beforeAll(async () => {
    study = await openSmallStudy({
      photos,
      proposals,
      settings: { overlap: people.length },
      people: Object.fromEntries(people.map((name) => [name, ["annotator"]])),
    });
    const { db } = study.ctx;
    const images = await db.selectFrom("image").select("id").orderBy("key").execute();
    const createdAt = new Date().toISOString();
    for (const name of people) {
      const common = { projectId: study.project, personId: study.personOf(name), batchId: null };
      const assignments = images.map(({ id }, position) => ({
        id: newId(),
        imageId: id,
        position,
        stage: "annotate" as const,
        createdAt,
        ...common,
      }));
      await insertAssignments(db, assignments);
    }
    stored = openStored(study.ctx.dataFolder);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    stored?.close();
    await study?.remove();
  });

  const address = () => `${study.url}/p/${study.project}/annotate`;
  async function open(name: string): Promise<Page> {
    const visitor = await visit(browser, { withServiceWorker: true });
    await enter(visitor, address(), study.login[name]!);
    await annotatePage(visitor.page, stored).currentImage();
    return visitor.page;
  }
  const work = (page: Page) => annotatePage(page, stored);
  const saved = (page: Page) => page.getByRole("banner").getByText("Saved", { exact: true }).waitFor();

  /** An image of a person as it is stored, with the saves that its history tells of. */
  function storedOf(name: string, key: string) {
    const [row] = stored.all<{ revision: number; draftJson: string; saves: number; submitted: number }>(
      `SELECT revision, draftJson,
         (SELECT count(*) FROM event WHERE assignmentId = assignment.id AND operation IS NOT NULL) AS saves,
         (SELECT count(DISTINCT operation) FROM event
           WHERE assignmentId = assignment.id AND kind = 'submitted') AS submitted
       FROM annotation JOIN assignment ON assignment.id = annotation.assignmentId
       JOIN image ON image.id = assignment.imageId WHERE image.key = ? AND assignment.personId = ?`,
      key,
      study.personOf(name),
    );
    if (!row) return undefined;
    const { cards } = JSON.parse(row.draftJson) as {
      cards: { label: number; answer: string | null }[];
    };
    const ticked = cards.filter(({ answer }) => answer === "yes").map(({ label }) => label);
    return { ...row, ticked };
  }
  const labels = (...names: string[]) => names.map(study.labelOf);

  it("of two browsers of one person, the stale one is refused, shows both, and the person chooses", async () => {
    const [one, two] = [await open("twice"), await open("twice")];
    const key = (await work(one).currentImage())!;
    expect(await work(two).currentImage()).toBe(key);
    const refused = () =>
      two.waitForResponse((reply) => savePath.test(reply.url()) && reply.status() === 409);
    const asked = two.getByRole("dialog", { name: "This image was saved elsewhere" });

    await one.keyboard.press("Digit1");
    await expect.poll(() => storedOf("twice", key)?.ticked).toEqual(labels("castle"));
    const before = storedOf("twice", key);
    let refusal = refused();
    await two.keyboard.press("Digit2");
    await refusal;
    expect(storedOf("twice", key)).toEqual(before);
    await asked.getByText("castle", { exact: true }).waitFor();
    await asked.getByText("lakeside", { exact: true }).waitFor();
    await asked.getByRole("button", { name: "Keep what is here" }).click();
    await expect.poll(() => storedOf("twice", key)?.ticked).toEqual(labels("lakeside"));

    // Now the first one is stale in turn; it takes what the other saved.
    refusal = one.waitForResponse((reply) => savePath.test(reply.url()) && reply.status() === 409);
    await one.keyboard.press("Digit3");
    await refusal;
    const dialog = one.getByRole("dialog", { name: "This image was saved elsewhere" });
    await dialog.getByText("lakeside", { exact: true }).waitFor();
    await dialog.getByText("castle, tabby", { exact: true }).waitFor();
    await dialog.getByRole("button", { name: "Take what was saved elsewhere" }).click();
    await work(one).chip("lakeside").waitFor();
    await work(one).chip("tabby").waitFor({ state: "hidden" });
    await saved(one);
    const after = storedOf("twice", key)!;
    expect([after.ticked, after.saves]).toEqual([labels("lakeside"), after.revision]);
    await one.context().close();
    await two.context().close();
  });

  it("requests that are cut before the server has them, or before its answer is back, are stored once", async () => {
    const page = await open("cut");
    const cuts = { before: 0, after: 0 };
    const whole = new Set<string>();
    await page.context().route(savePath, async (route) => {
      // Each request is cut before it arrives, then after it was done, and only then let through.
      const operation = (route.request().postDataJSON() as { operation: string }).operation;
      if (!seen.has(operation)) {
        seen.add(operation);
        cuts.before++;
        return route.abort("connectionreset");
      }
      if (!whole.has(operation)) {
        whole.add(operation);
        cuts.after++;
        await route.fetch();
        return route.abort("connectionreset");
      }
      return route.continue();
    });
    const seen = new Set<string>();
    const answers = new Map<string, number[]>();
    for (let image = 0; image < photos.length; image++) {
      const key = (await work(page).currentImage())!;
      const places = [image % proposals.length, (image + 2) % proposals.length].sort();
      for (const place of places) {
        await page.keyboard.press(`Digit${place + 1}`);
        await work(page).chip(proposals[place]!).waitFor();
      }
      answers.set(key, labels(...places.map((place) => proposals[place]!)));
      await work(page).submitAsIs();
    }
    expect(answers.size).toBe(photos.length);
    await expect
      .poll(() => [...answers.keys()].map((key) => storedOf("cut", key)?.submitted), { timeout: 120_000 })
      .toEqual(photos.map(() => 1));
    await saved(page);
    expect(cuts.before).toBeGreaterThanOrEqual(photos.length);
    expect(cuts.after).toBeGreaterThanOrEqual(photos.length);
    for (const [key, ticked] of answers) {
      const found = storedOf("cut", key)!;
      expect([key, found.ticked, found.saves]).toEqual([key, ticked, found.revision]);
    }
    await page.context().close();
  }, 240_000);

  /** Answers an image while its saves are held, closes the tab, and comes back in a new one. */
  async function closeWhileSaving(name: string, hold: (route: Route) => Promise<unknown>): Promise<void> {
    const page = await open(name);
    const context: BrowserContext = page.context();
    const held = Promise.withResolvers<void>();
    await context.route(savePath, async (route) => {
      await hold(route);
      held.resolve();
      // Neither answered nor refused as long as the tab is there.
    });
    const key = (await work(page).currentImage())!;
    await page.keyboard.press("Digit2");
    await work(page).chip("lakeside").waitFor();
    await held.promise;
    // Typed while the first save is under way.
    await page.keyboard.press("Digit4");
    await work(page).chip("tiger cat").waitFor();
    await page.close();
    await context.unroute(savePath);

    const again = await context.newPage();
    again.setDefaultTimeout(60_000);
    await again.goto(address());
    expect(await work(again).currentImage()).toBe(key);
    await work(again).chip("lakeside").waitFor();
    await work(again).chip("tiger cat").waitFor();
    await saved(again);
    await expect.poll(() => storedOf(name, key)?.ticked).toEqual(labels("lakeside", "tiger cat"));
    const found = storedOf(name, key)!;
    expect(found.saves).toBe(found.revision);
    expect(await again.getByRole("dialog").count()).toBe(0);

    await work(again).submitAsIs();
    await saved(again);
    expect(storedOf(name, key)).toMatchObject({ submitted: 1, ticked: labels("lakeside", "tiger cat") });
    await context.close();
  }

  it("a tab that is closed before its save has arrived loses nothing", () =>
    closeWhileSaving("closing", async () => {}));

  it("a tab that is closed before its save was answered saves it once", () =>
    closeWhileSaving("answered", (route) => route.fetch()));
});
