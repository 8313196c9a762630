import { setTimeout } from "node:timers/promises";
import type { Browser, Page, Request, Route } from "playwright-core";
import { createProject } from "../../src/actions/project/createProject.ts";
import { insertMembership } from "../../src/db/people/membership.ts";
import type { SmallStudy } from "../e2e/setup/smallStudy.ts";
import { launchBrowser, visit } from "../e2e/setup/visitor.ts";
import { openLivedInStudy, today } from "./livedInStudy.ts";
import { type Address, type Look, looks, pathOf, type State, type Viewer, viewers } from "./pages.ts";
import { pinLooks } from "./pinnedLooks.ts";
import { withoutChance } from "./withoutChance.ts";

/** A page that has asked for nothing for so long has all that it wants; one that is refused asks again after 800. */
const [quietMs, quietWhenBrokenMs] = [150, 1_000];
/** Longer pages are cut, in pixels. */
const mostHeight = 2400;

export interface Gallery {
  /** A picture of a page: PNG. */
  take(address: Address, state: State, look: Look): Promise<Buffer>;
  close(): Promise<void>;
}

/** The lived-in study with an empty project beside it, and a browser whose letters and clock are always the same. */
export async function openGallery(): Promise<Gallery> {
  const { study, empty, image } = await withoutChance(today, fill);
  const forgetVisits = await rememberHistory(study);
  const browser = await launchBrowser(pinLooks());
  const tabs = new Map<string, Promise<Tab>>();
  const tabOf = (viewer: Viewer, look: Look) => {
    const key = `${viewer} ${look}`;
    const tab = tabs.get(key) ?? openTab(browser, study, viewer, look);
    tabs.set(key, tab);
    return tab;
  };
  return {
    async take(address, state, look) {
      const tab = await tabOf(viewers[address]!, look);
      await forgetVisits();
      const path = pathOf(address, state === "empty" ? empty : study.project, study, image);
      return tab.take(`${study.url}${path}`, state === "error");
    },
    async close() {
      await browser.close();
      await study.remove();
    },
  };
}

/** @returns the study, the empty project and the image that is looked at */
async function fill(): Promise<{ study: SmallStudy; empty: string; image: string }> {
  const study = await openLivedInStudy();
  const { ctx, personOf } = study;
  const by = { person: personOf("lead"), roles: ["lead" as const] };
  const empty = await createProject(ctx, { name: "Nothing yet", labelSpace: "imagenet-1k", by });
  for (const [who, role] of [
    ["ann", "annotator"],
    ["eva", "expert"],
  ] as const) {
    const member = { projectId: empty.id, personId: personOf(who), role };
    await insertMembership(ctx.db, { ...member, createdAt: today.toISOString() });
  }
  const image = await ctx.db
    .selectFrom("image")
    .select("id")
    .where("key", "=", "cat-asleep-at-desk.jpg")
    .executeTakeFirstOrThrow();
  return { study, empty: empty.id, image: image.id };
}

/**
 * @returns what takes out of the history whatever came to it since: who signed in to look, and what a page gave them by being
 *   looked at. Otherwise *History* would tell which pictures were taken before
 */
async function rememberHistory({ ctx: { db }, personOf }: SmallStudy): Promise<() => Promise<void>> {
  // Whoever looks at any page has been here, whenever that was.
  const seen = (["lead", "ann", "eva"] as const).map(personOf);
  await db.updateTable("person").set({ lastSeenAt: today.toISOString() }).where("id", "in", seen).execute();
  const [event, signIn] = await Promise.all(
    (["event", "securityEvent"] as const).map((table) =>
      db.selectFrom(table).select("id").orderBy("id", "desc").executeTakeFirst(),
    ),
  );
  return async () => {
    await db
      .deleteFrom("event")
      .where("id", ">", event?.id ?? "")
      .execute();
    await db
      .deleteFrom("securityEvent")
      .where("id", ">", signIn?.id ?? "")
      .execute();
  };
}

interface Tab {
  take(url: string, isBroken: boolean): Promise<Buffer>;
}

async function openTab(browser: Browser, study: SmallStudy, viewer: Viewer, look: Look): Promise<Tab> {
  const visitor = await visit(browser, looks[look]);
  const { page } = visitor;
  await page.clock.setFixedTime(today);
  const untilStill = watchRequests(page);
  if (viewer !== "nobody") {
    const entered = await page.request.post(`${study.url}/api/auth/sign-in/email`, {
      data: study.login[viewer]!,
      headers: { origin: study.url },
    });
    if (!entered.ok()) throw new Error(`${viewer} cannot sign in: ${entered.status()}`);
  }
  // A page some of whose requests are answered here keeps no file of the program from one page to the next.
  const ofProject = /\/api\/projects\/[^/]+\/(?!events$)./;
  const refuse = (route: Route) =>
    route.fulfill({ status: 500, json: { error: { kind: "internal", message: "Something went wrong." } } });
  return {
    async take(url, broken) {
      await page.unroute(ofProject);
      if (broken) await page.route(ofProject, refuse);
      await page.goto("about:blank");
      await page.goto(url);
      await untilStill(broken ? quietWhenBrokenMs : quietMs);
      await page.evaluate<void, Rewriting[]>(rewrite, [
        // What a process of its own computed, and when somebody signed in, is told by the clock of the machine; it may
        // have been before midnight.
        ...[0, dayMs].map(
          (ago): Rewriting => [
            `${formatDay(new Date(Date.now() - ago))}(, \\d\\d:\\d\\d)?`,
            `${formatDay(today)}, 15:00`,
          ],
        ),
        [study.ctx.dataFolder, "/data"],
        [study.url, "http://localhost:3000"],
      ]);
      const whole = await page.evaluate(() => document.documentElement.scrollHeight);
      const { width, height } = page.viewportSize()!;
      const clip = { x: 0, y: 0, width, height: Math.min(Math.max(whole, height), mostHeight) };
      return page.screenshot({ fullPage: true, clip, animations: "disabled", caret: "hide" });
    },
  };
}

const dayMs = 24 * 3_600_000;
const formatDay = (date: Date) =>
  date.toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

type Rewriting = readonly [from: string, to: string];

/** Writes what differs from time to time and place to place, as regular expressions, as if it were always the same. */
function rewrite(rewritings: readonly Rewriting[]): void {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const told = rewritings.reduce(
      (all, [from, to]) => all.replaceAll(new RegExp(from, "g"), to),
      text.nodeValue ?? "",
    );
    if (told !== text.nodeValue) text.nodeValue = told;
  }
}

/** @returns what waits until a page has asked for nothing for a while, and every image that can be seen is there */
function watchRequests(page: Page): (quiet: number) => Promise<void> {
  let open = 0;
  let last = 0;
  const isLive = (url: string) => url.endsWith("/events");
  page.on("request", (request) => {
    if (!isLive(request.url())) open++;
    last = performance.now();
  });
  const end = (request: Request) => {
    if (!isLive(request.url())) open--;
    last = performance.now();
  };
  page.on("requestfinished", end);
  page.on("requestfailed", end);
  const untilQuiet = async (quiet: number) => {
    while (open > 0 || performance.now() - last < quiet) await setTimeout(quiet / 3);
  };
  return async (quiet) => {
    await page.waitForFunction(
      () =>
        document.querySelector("h1, h2, [role=alert]") !== null &&
        document.querySelector('[aria-busy="true"], .mantine-Loader-root') === null &&
        !/Loading(…|\.\.\.)?$/m.test(document.body.innerText),
    );
    await untilQuiet(quiet);
    // Those below the window are in the picture, too.
    await page.evaluate(() => {
      for (const image of document.images) image.loading = "eager";
    });
    await page.waitForFunction(() =>
      [...document.images].every((image) => image.complete || image.getClientRects().length === 0),
    );
    await untilQuiet(quiet);
  };
}
