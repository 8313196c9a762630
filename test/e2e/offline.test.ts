import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Context } from "../../src/actions/context.ts";
import { ensureWebBuilt } from "../../src/cli/ensureWebBuilt.ts";
import { newId } from "../../src/db/sql/newId.ts";
import { openDatabase } from "../../src/db/sql/openDatabase.ts";
import { startServer } from "../../src/server/serve.ts";
import { makeContext } from "../openFolder.ts";
import { annotatePage } from "./setup/annotatePage.ts";
import { copySamples, logins } from "./setup/installation.ts";
import { layCable } from "./setup/layCable.ts";
import { openStored, type Stored } from "./setup/stored.ts";
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

const minutes = 60_000;
const builtWebApp = join(import.meta.dirname, "../../dist/web");
/** The image on screen, and the 20 that the project's setting has the browser hold. */
const held = 21;
/** Images that are answered without the server, ten labels on each. */
const alone = 8;

/** Work that is done without a connection arrives, once, whatever happens to the page meanwhile. */
describe("without a connection, in a real browser", () => {
  let ctx: Context;
  let data: string;
  let server: Awaited<ReturnType<typeof startServer>>;
  let cable: Awaited<ReturnType<typeof layCable>>;
  let url: string;
  let browser: Browser;
  let stored: Stored;
  let project: string;
  let ann: Visitor;
  let context: BrowserContext;

  const serve = async (webFolder = builtWebApp) => {
    server = await startServer({ ctx, host: "127.0.0.1", port: 0, webFolder, logger: false });
  };

  beforeAll(async () => {
    await ensureWebBuilt();
    data = await mkdtemp(join(tmpdir(), "multilabelfy-e2e-"));
    await copySamples(data);
    const address = { kind: "sqlite" as const, file: join(data, "multilabelfy.sqlite") };
    const db = await openDatabase(address);
    ctx = makeContext({ db, address, dataFolder: data });
    await serve();
    cable = await layCable(() => Number(new URL(server.localUrl).port));
    url = cable.url;
    stored = openStored(data);
    project = stored.all<{ id: string }>("SELECT id FROM project")[0]!.id;
    browser = await launchBrowser();
    ann = await visit(browser, { withServiceWorker: true });
    context = ann.page.context();
  }, 5 * minutes);

  afterAll(async () => {
    await browser?.close();
    stored?.close();
    await cable?.remove();
    await server?.close();
    await ctx?.db.destroy();
    await rm(data, { recursive: true, force: true });
  });

  const annotateUrl = () => `${url}/p/${project}/annotate`;
  const saving = (page: Page, words: string) => page.getByRole("banner").getByText(words, { exact: true });

  /** A new tab of the annotator, on their work. */
  async function openTab(address = annotateUrl()): Promise<Page> {
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    await page.goto(address);
    return page;
  }

  async function disconnect(): Promise<void> {
    cable.pull();
    await context.setOffline(true);
  }

  async function reconnect(): Promise<void> {
    cable.plugIn();
    await context.setOffline(false);
  }

  /** Until the browser could do without the server. */
  async function untilHeld(page: Page): Promise<void> {
    const keys = stored
      .all<{ key: string }>(
        `SELECT image.key FROM assignment JOIN image ON image.id = assignment.imageId
         JOIN person ON person.id = assignment.personId WHERE person.email = ? ORDER BY position LIMIT ?`,
        logins.ann.email,
        held,
      )
      .map(({ key }) => key);
    const first = new Set(keys.flatMap((key) => stored.proposalsOf(key).slice(0, 5)));
    const labels = JSON.stringify([...first].map((name) => stored.indexOf.get(name)));
    const [exemplars] = stored.all<{ count: number }>(
      `SELECT count(*) AS count FROM exemplar WHERE labelIndex IN (SELECT value FROM json_each(?))`,
      labels,
    );
    const state = () =>
      page.evaluate(async () => {
        const count = async (cache: string) => (await (await caches.open(cache)).keys()).length;
        return {
          controlled: navigator.serviceWorker.controller !== null,
          images: await count("multilabelfy-images"),
          exemplars: await count("multilabelfy-exemplars"),
        };
      });
    await expect
      .poll(state, { timeout: 60_000 })
      .toEqual({ controlled: true, images: held, exemplars: exemplars!.count });
  }

  const submissionsOf = (email: string) =>
    stored.all<{ assignment: string; key: string; times: number; operations: number }>(
      `SELECT event.assignmentId AS assignment, image.key AS key, count(*) AS times,
         count(DISTINCT event.operation) AS operations
       FROM event JOIN image ON image.id = event.imageId JOIN person ON person.id = event.personId
       WHERE person.email = ? AND event.kind = 'submitted' GROUP BY event.assignmentId`,
      email,
    );
  const ticked = (key: string) =>
    [...stored.decisionsOf(logins.ann.email, "annotate", key)]
      .filter(([, { answer }]) => answer === "yes")
      .map(([label]) => label);

  /** What was answered offline, by image. */
  const answered = new Map<string, string[]>();

  /** Ten ticks: the first group and one other, by keys alone; `from` and `to` count the ticks. */
  async function tick(page: Page, key: string, number: number, from = 0, to = 10): Promise<void> {
    const proposals = stored.proposalsOf(key);
    const group = 1 + (number % 3);
    const places = [0, 1, 2, 3, 4, ...[0, 1, 2, 3, 4].map((place) => place + 5 * group)];
    for (const [index, place] of places.entries()) {
      if (index < from || index >= to) continue;
      if (place % 5 === 0 || index === from)
        await page.keyboard.press(["q", "w", "e", "r"][Math.floor(place / 5)]!);
      const label = proposals[place]!;
      const card = annotatePage(page, stored).card(label);
      await card.waitFor();
      await page.keyboard.press(`Digit${(place % 5) + 1}`);
      await page.getByRole("checkbox", { name: label, exact: true, checked: true }).waitFor();
      answered.set(key, [...(answered.get(key) ?? []), label]);
    }
  }

  it(
    "80 answers over eight images, with the tab closed and opened again",
    async () => {
      await signIn(ann, url, logins.ann);
      let { page } = ann;
      // Whoever begins here has My work without a connection, too.
      const learned = page.waitForResponse((reply) => reply.url().endsWith(`/api/projects/${project}/work`));
      await page.goto(annotateUrl());
      await learned;
      await untilHeld(page);
      await disconnect();

      for (let number = 0; number < alone; number++) {
        let work = annotatePage(page, stored);
        const key = (await work.currentImage())!;
        expect(answered.has(key)).toBe(false);
        await tick(page, key, number, 0, 7);
        if (number === alone / 2) {
          await saving(page, `Offline: ${number + 1} waiting`).waitFor();
          await page.close();
          page = await openTab();
          await page.getByText("No connection.").waitFor();
          work = annotatePage(page, stored);
          expect(await work.currentImage()).toBe(key);
          for (const label of answered.get(key)!) await work.chip(label).waitFor();
          await page.getByRole("banner").getByText(`${number} of 30`, { exact: true }).waitFor();
          await takeLooks(page, "offline");
          await expectAccessibleInBoth(page);
          const overview = await openTab(`${url}/p/${project}/work`);
          await overview.getByText(/: [12]\d images are kept in this browser/).waitFor();
          await overview
            .getByRole("link", { name: "Continue" })
            .or(overview.getByRole("link", { name: "Start" }))
            .waitFor();
          await takeLooks(overview, "offline-work");
          await overview.close();
        }
        await tick(page, key, number, 7);
        await work.submit();
        await saving(page, `Offline: ${number + 1} waiting`).waitFor();
      }
      expect([answered.size, [...answered.values()].flat().length]).toEqual([alone, 10 * alone]);
      expect(submissionsOf(logins.ann.email)).toEqual([]);

      // Undo goes back into an image submitted before the tab was closed, still without a connection.
      await page.close();
      page = await openTab();
      const last = [...answered.keys()].at(-1)!;
      const work = annotatePage(page, stored);
      await work.currentImage();
      await work.moveOn(() => page.keyboard.press("u"));
      expect(await work.currentImage()).toBe(last);
      for (const label of answered.get(last)!) await work.chip(label).waitFor();
      await work.submitAsIs();
      await saving(page, `Offline: ${alone} waiting`).waitFor();
      await page.close();
    },
    3 * minutes,
  );

  it("another person who signs in meanwhile neither sends nor sees it", async () => {
    await ctx.db.deleteFrom("session").execute();
    await reconnect();
    const page = await openTab();
    await page.getByRole("button", { name: "Sign in" }).waitFor();
    await page.getByLabel("E-mail").fill(logins.ben.email);
    await page.getByLabel("Password", { exact: true }).fill(logins.ben.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    const work = annotatePage(page, stored);
    await work.currentImage();
    await saving(page, "Saved").waitFor();
    // What is counted at once, a page that is drawn anew may leave without an answer: this is waited for.
    await page
      .getByRole("button", { name: /^Remove/ })
      .first()
      .waitFor({ state: "detached" });
    await page.getByRole("button", { name: /^Undo/, disabled: true }).waitFor();
    await page.getByRole("button", { name: "My work" }).first().click();
    await page.getByRole("button", { name: "You: Annotator B" }).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.waitForURL(/\/sign-in/);
    expect([submissionsOf(logins.ann.email), submissionsOf(logins.ben.email)]).toEqual([[], []]);
    // The page is loaded anew after its address has changed: what was asked of the one before may stay without an answer.
    const heldCaches = () =>
      Promise.race([
        page.evaluate(async () => (await caches.keys()).sort()).catch(() => "loading"),
        setTimeout(5_000, "loading"),
      ]);
    await expect.poll(heldCaches).toEqual([expect.stringMatching(/^multilabelfy-shell-/)]);
    // So may its end.
    await Promise.race([page.close(), setTimeout(10_000)]);
  });

  it("everything arrives exactly once when the person has signed in again", async () => {
    const page = await openTab();
    await page.getByLabel("E-mail").fill(logins.ann.email);
    await page.getByLabel("Password", { exact: true }).fill(logins.ann.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await saving(page, "Saved").waitFor();
    await expect.poll(() => submissionsOf(logins.ann.email).length).toBe(alone);
    const arrived = submissionsOf(logins.ann.email);
    // The last was taken back and submitted once more, which is two submissions of one image.
    const last = [...answered.keys()].at(-1);
    for (const { key, times, operations } of arrived)
      expect([key, times, operations]).toEqual([key, operations, key === last ? times : 1]);
    for (const [key, labels] of answered) expect([key, ticked(key).sort()]).toEqual([key, labels.sort()]);
    expect(await page.getByRole("dialog").count()).toBe(0);
    await page.close();
  });

  it("undo goes back across a reload, for as long as the image may change", async () => {
    const page = await openTab();
    const work = annotatePage(page, stored);
    const key = (await work.currentImage())!;
    const label = stored.proposalsOf(key)[0]!;
    await page.keyboard.press("Digit1");
    await work.chip(label).waitFor();
    await work.submitAsIs();
    await saving(page, "Saved").waitFor();
    await page.reload();
    await work.moveOn(() => page.keyboard.press("Control+z"));
    expect(await work.currentImage()).toBe(key);
    await work.chip(label).waitFor();
    await page.keyboard.press("u");
    await work.chip(label).waitFor({ state: "hidden" });
    await page.keyboard.press("Digit1");
    await work.submitAsIs();
    await saving(page, "Saved").waitFor();
    expect(ticked(key)).toEqual([label]);

    const [{ imageId, personId }] = stored.all<{ imageId: string; personId: string }>(
      `SELECT image.id AS imageId, person.id AS personId FROM image, person
       WHERE image.key = ? AND person.email = ?`,
      key,
      logins.expert.email,
    ) as [{ imageId: string; personId: string }];
    const at = new Date().toISOString();
    await ctx.db
      .insertInto("assignment")
      .values({
        id: newId(),
        projectId: project,
        stage: "refine",
        imageId,
        personId,
        batchId: null,
        position: 0,
        state: "open",
        createdAt: at,
        updatedAt: at,
        openedAt: at,
      })
      .execute();
    await page.reload();
    await work.moveOn(() => page.keyboard.press("u"));
    await page.getByText("This image can no longer be changed").waitFor();
    await page.getByRole("checkbox", { name: label, exact: true, checked: true }).waitFor();
    expect(ticked(key)).toEqual([label]);
    await page.close();
  });

  it("two tabs on one image learn of each other, and of two versions the person chooses one", async () => {
    const one = await openTab();
    const key = (await annotatePage(one, stored).currentImage())!;
    const labels = stored.proposalsOf(key);
    const two = await openTab(one.url());
    await annotatePage(two, stored).currentImage();
    const chip = (page: Page, place: number) => annotatePage(page, stored).chip(labels[place]!);
    const tickBoth = async (first: number, second: number) => {
      await disconnect();
      await one.keyboard.press(`Digit${first + 1}`);
      await two.keyboard.press(`Digit${second + 1}`);
      await chip(one, first).waitFor();
      await chip(two, second).waitFor();
      await Promise.all([one, two].map((page) => saving(page, "Offline: 1 waiting").waitFor()));
      await reconnect();
      const asked = (page: Page) =>
        page
          .getByRole("dialog", { name: "This image was saved elsewhere" })
          .waitFor()
          .then(() => page);
      return Promise.race([asked(one), asked(two)]);
    };
    const storedTicks = () => {
      const [row] = stored.all<{ draftJson: string }>(
        `SELECT draftJson FROM annotation JOIN assignment ON assignment.id = annotation.assignmentId
         JOIN image ON image.id = assignment.imageId JOIN person ON person.id = assignment.personId
         WHERE image.key = ? AND person.email = ?`,
        key,
        logins.ann.email,
      );
      const { cards } = JSON.parse(row?.draftJson ?? '{"cards":[]}') as {
        cards: { position: number; answer: string | null }[];
      };
      return cards.filter(({ answer }) => answer === "yes").map(({ position }) => position);
    };

    await one.keyboard.press("Digit1");
    await chip(two, 0).waitFor();
    await saving(two, "Saved").waitFor();

    let asked = await tickBoth(1, 2);
    await takeLooks(asked, "conflict");
    await expectAccessibleInBoth(asked);
    await asked.getByRole("button", { name: "Keep what is here" }).click();
    const here = asked === one ? 1 : 2;
    await expect.poll(storedTicks).toEqual([0, here]);
    for (const page of [one, two]) {
      await chip(page, here).waitFor();
      await chip(page, 3 - here).waitFor({ state: "hidden" });
      await saving(page, "Saved").waitFor();
    }

    asked = await tickBoth(3, 4);
    await asked.getByRole("button", { name: "Take what was saved elsewhere" }).click();
    const elsewhere = asked === one ? 4 : 3;
    await chip(asked, elsewhere).waitFor();
    await chip(asked, 7 - elsewhere).waitFor({ state: "hidden" });
    expect(storedTicks()).toEqual([0, here, elsewhere]);
    await one.close();
    await two.close();
  });

  it("what a closed tab left is taken over by another that was open all the time", async () => {
    const one = await openTab();
    const key = (await annotatePage(one, stored).currentImage())!;
    const two = await openTab(one.url());
    await annotatePage(two, stored).currentImage();
    await disconnect();
    const last = stored.proposalsOf(key)[5]!;
    await one.keyboard.press("w");
    await annotatePage(one, stored).card(last).waitFor();
    await one.keyboard.press("Digit1");
    await annotatePage(one, stored).chip(last).waitFor();
    await saving(one, "Offline: 1 waiting").waitFor();
    await one.close();
    await reconnect();
    await annotatePage(two, stored).chip(last).waitFor();
    await saving(two, "Saved").waitFor();
    await two.close();
  });

  it("a session that ends says so, keeps the work, and leads back to the same image", async () => {
    const page = await openTab();
    const work = annotatePage(page, stored);
    const key = (await work.currentImage())!;
    const label = stored.proposalsOf(key)[10]!;
    await ctx.db.deleteFrom("session").execute();
    // The page asks from time to time, and when the person comes back to it.
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
    await page.getByText("You are signed out.").waitFor();
    expect(await work.currentImage()).toBe(key);
    await page.keyboard.press("e");
    await work.card(label).waitFor();
    await page.keyboard.press("Digit1");
    await saving(page, "Signed out: 1 waiting").waitFor();
    await takeLooks(page, "signed-out");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByLabel("E-mail").fill(logins.ann.email);
    await page.getByLabel("Password", { exact: true }).fill(logins.ann.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await work.chip(label).waitFor();
    expect(await work.currentImage()).toBe(key);
    await saving(page, "Saved").waitFor();
    await page.close();
  });

  it("a new version of the program takes the place of the one held", async () => {
    const page = await openTab();
    await annotatePage(page, stored).currentImage();
    const newer = join(data, "newer-web");
    await cp(builtWebApp, newer, { recursive: true });
    const change = async (file: string, from: RegExp, to: string) => {
      const text = await readFile(join(newer, file), "utf8");
      expect(text).toMatch(from);
      await writeFile(join(newer, file), text.replace(from, to));
    };
    await change("index.html", /<html/, "<html data-newer");
    await change("serviceWorker.js", /version:`\w+`/, "version:`newer`");
    await server.close();
    await serve(newer);

    await disconnect();
    await reconnect();
    await page.getByText("There is a new version of this page").waitFor();
    await page.getByRole("button", { name: "Reload" }).click();
    await page.locator("html[data-newer]").waitFor();
    await annotatePage(page, stored).currentImage();
    expect(await page.evaluate(() => caches.keys())).toContain("multilabelfy-shell-newer");
    await disconnect();
    const again = await openTab();
    await annotatePage(again, stored).currentImage();
    expect(await again.locator("html[data-newer]").count()).toBe(1);
    await reconnect();
    await again.close();
    await page.close();
  });

  it("where the browser keeps nothing, the page says so and saves all the same", async () => {
    const visitor = await visit(browser, { colorScheme: "dark", withServiceWorker: true });
    const { page } = visitor;
    await page.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException("no", "SecurityError");
      };
    });
    await signIn(visitor, url, logins.ben);
    await page.goto(annotateUrl());
    const work = annotatePage(page, stored);
    const key = (await work.currentImage())!;
    await page.keyboard.press("Digit1");
    await work.chip(stored.proposalsOf(key)[0]!).waitFor();
    await page.getByText("This browser keeps nothing").waitFor();
    await work.submitAsIs();
    await saving(page, "Saved").waitFor();
    expect([...stored.decisionsOf(logins.ben.email, "annotate", key).values()]).toContainEqual(
      expect.objectContaining({ answer: "yes", position: 0 }),
    );
    await takePicture(page, "keeps-nothing-dark");
    await page.context().close();
  });
});
