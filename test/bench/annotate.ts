// From the key press that submits to the next image on screen, in a real browser:
//
//   node test/bench/annotate.ts [NUMBER OF IMAGES]
//
// Beside it the same on a plain page: a form, posted, and a whole new page with 20 labels of 10 exemplars each. When an
// image was on screen is told by the browser (Element Timing), to 4 milliseconds.
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Browser, Page } from "playwright-core";
import sharp from "sharp";
import { ensureWebBuilt } from "../../src/cli/ensureWebBuilt.ts";
import { exemplarUrl, imageUrl } from "../../src/contract/images/image.ts";
import { seededRandom } from "../../src/core/seededRandom.ts";
import { writeProposals } from "../../src/db/proposals/proposal.ts";
import { openDatabase } from "../../src/db/sql/openDatabase.ts";
import { startServer } from "../../src/server/serve.ts";
import { makeBrowser } from "../../src/server/testServer.ts";
import { launchBrowser, signIn, visit } from "../e2e/setup/visitor.ts";
import { makeContext } from "../openFolder.ts";
import { servePlainPage } from "./annotatePlain.ts";

const repository = join(import.meta.dirname, "../..");
const count = Number(process.argv[2] ?? 200);
const labelCount = 40;
const person = (name: string) => ({ email: `${name}@example.org`, password: `the password of ${name}` });
/** As long as a quick person looks at an image. */
const lookMs = 400;

const data = await mkdtemp(join(tmpdir(), "multilabelfy-bench-"));
const run = async (args: string[], input = "") => {
  const child = promisify(execFile)(join(repository, "bin/multilabelfy"), [...args, "--data", data]);
  child.child.stdin?.end(input);
  return (await child).stdout;
};

/** As many photos as wanted, each of its own, from the sample photos. */
async function makePhotos(): Promise<void> {
  const photos = join(repository, "samples/photos");
  const names = (await readdir(photos)).sort();
  const images = join(data, "photos");
  await mkdir(images);
  const space = JSON.parse(await readFile(join(repository, "label-spaces/imagenet-1k.json"), "utf8")) as {
    labels: { key: string }[];
  };
  const photoOf = (i: number) => sharp(join(photos, names[i % names.length] ?? "")).rotate();
  for (let i = 0; i < count; i++) {
    const turned = photoOf(i).modulate({ brightness: 0.8 + 0.4 * (i / count) });
    await turned
      .resize(500, 500, { fit: "inside" })
      .jpeg()
      .toFile(join(images, `${i}.jpg`));
  }
  for (const [label, { key }] of space.labels.slice(0, labelCount).entries()) {
    await mkdir(join(data, "exemplars", key), { recursive: true });
    for (let i = 0; i < 10; i++) {
      const small = photoOf(label * 10 + i).modulate({ hue: label * 9 });
      await small
        .resize(300, 300, { fit: "inside" })
        .jpeg()
        .toFile(join(data, "exemplars", key, `${i}.jpg`));
    }
  }
}

/** In the page: times from a press of Enter to the next image on the screen, kept across documents. */
function watchPaints(selector: string): void {
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key === "Enter")
        sessionStorage.setItem("pressed", String(performance.timeOrigin + event.timeStamp));
    },
    true,
  );
  // The browser itself tells when such an element was first on the screen, with its whole picture.
  new MutationObserver(() =>
    document.querySelector(selector)?.setAttribute("elementtiming", "image"),
  ).observe(document, { subtree: true, childList: true });
  new PerformanceObserver((list) => {
    for (const { renderTime } of list.getEntries() as (PerformanceEntry & { renderTime: number })[]) {
      const pressed = Number(sessionStorage.getItem("pressed") ?? 0);
      if (pressed === 0) continue;
      const times = JSON.parse(sessionStorage.getItem("times") ?? "[]") as number[];
      sessionStorage.setItem(
        "times",
        JSON.stringify([...times, performance.timeOrigin + renderTime - pressed]),
      );
      sessionStorage.removeItem("pressed");
    }
  }).observe({ type: "element" });
}

async function pressThrough(page: Page, images: number, prepare: () => Promise<void>): Promise<number[]> {
  const taken = () =>
    page.evaluate(() => (JSON.parse(sessionStorage.getItem("times") ?? "[]") as number[]).length);
  for (let i = 0; i < images - 1; i++) {
    await prepare();
    await page.waitForTimeout(lookMs);
    await page.keyboard.press("Enter");
    while ((await taken().catch(() => 0)) <= i) await page.waitForTimeout(20);
  }
  return page.evaluate(() => JSON.parse(sessionStorage.getItem("times") ?? "[]") as number[]);
}

async function measurePage(browser: Browser, who: string, cold: boolean): Promise<number[]> {
  const visitor = await visit(browser);
  const { page } = visitor;
  await signIn(visitor, url, person(who));
  await page.addInitScript(watchPaints, 'img[alt="The one to label"]');
  if (cold) {
    const devTools = await page.context().newCDPSession(page);
    await devTools.send("Network.setCacheDisabled", { cacheDisabled: true });
    await devTools.send("Network.setBypassServiceWorker", { bypass: true });
    // Nothing is loaded ahead, nor held.
    await page.addInitScript(() => {
      Object.defineProperty(globalThis, "caches", { value: undefined });
      Object.assign(globalThis, {
        Image: class {
          src = "";
          decode = async () => {};
        },
      });
    });
  }
  await page.goto(`${url}/p/${project}/annotate`);
  await page.getByRole("img", { name: "The one to label" }).waitFor();
  if (!cold) await untilHeld(page);
  const times = await pressThrough(page, count, () => page.keyboard.press("Digit1"));
  await page.context().close();
  return times;
}

/** Until the browser holds what it should before a person has looked at the first images. */
async function untilHeld(page: Page): Promise<void> {
  const wanted = Math.min(count, 21);
  await page.waitForFunction(
    async (images) => {
      const held = async (name: string) => (await (await caches.open(`multilabelfy-${name}`)).keys()).length;
      return (await held("images")) >= images && (await held("exemplars")) >= 100;
    },
    wanted,
    { timeout: 120_000 },
  );
}

/** The server makes each size of a picture when it is first asked for; here that is over before anything is timed. */
async function makeVariants(): Promise<void> {
  const browser = makeBrowser(url);
  await browser.signIn(person("warm").email, person("warm").password);
  const exemplars = await db.selectFrom("exemplar").select("id").execute();
  const paths = [
    ...images.map(({ id }) => imageUrl(id, "screen")),
    ...exemplars.map(({ id }) => exemplarUrl(id, "thumbnail")),
  ];
  for (const path of paths) await (await browser.send("GET", path)).arrayBuffer();
}

async function measurePlain(browser: Browser, images: Buffer[], exemplars: Buffer[]): Promise<number[]> {
  const { url: plain, server } = await servePlainPage(images, exemplars);
  const { page } = await visit(browser);
  await page.addInitScript(watchPaints, "#image");
  await page.goto(`${plain}/0`);
  const times = await pressThrough(page, count, async () => {
    await page.locator("input").first().check();
    await page.locator("#submit").focus();
  });
  await page.context().close();
  server.closeAllConnections();
  server.close();
  return times;
}

function tell(what: string, times: number[]): void {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1]?.toFixed(1);
  console.log(`${what}: p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)} ms (${times.length} times)`);
}

await ensureWebBuilt();
await makePhotos();
await run(["project", "create", "Bench"]);
await run(["import", "images", join(data, "photos")]);
await run(["import", "exemplars", join(data, "exemplars")]);
for (const name of ["warm", "cold"])
  await run(
    ["users", "add", person(name).email, "--name", name, "--role", "annotator", "--password-stdin"],
    `${person(name).password}\n`,
  );
const address = { kind: "sqlite" as const, file: join(data, "multilabelfy.sqlite") };
const db = await openDatabase(address);
const random = seededRandom("proposals");
await db.updateTable("image").set({ fileState: "ok" }).execute();
const images = await db.selectFrom("image").select("id").execute();
await writeProposals(
  db,
  images.map(({ id }) => {
    const first = Math.floor(random() * labelCount);
    const ranking = Array.from({ length: 20 }, (_, rank) => ({
      label: (first + rank) % labelCount,
      score: 0.5 ** (rank + 1),
      models: 1,
    }));
    return { image: id, models: [], method: null, ranking };
  }),
  new Date().toISOString(),
);
const people = ["warm", "cold"].map((name) => person(name).email).join();
await run(["assign", "--batches", "1", "--overlap", "2", "--annotators", people, "--seed", "1"]);
const { id: project } = await db.selectFrom("project").select("id").executeTakeFirstOrThrow();
const ctx = makeContext({ db, address, dataFolder: data });
const server = await startServer({ ctx, host: "127.0.0.1", port: 0 });
const url = server.localUrl;
const browser = await launchBrowser();
try {
  await makeVariants();
  tell("next image, loaded ahead", await measurePage(browser, "warm", false));
  tell("next image, cold", await measurePage(browser, "cold", true));
  const { pictures, exemplars } = { pictures: join(data, "photos"), exemplars: join(data, "exemplars") };
  const plainImages = await Promise.all(
    (await readdir(pictures)).map((file) => readFile(join(pictures, file))),
  );
  const files = (await readdir(exemplars, { recursive: true })).filter((file) => file.endsWith(".jpg"));
  const plainExemplars = await Promise.all(files.map((file) => readFile(join(exemplars, file))));
  tell("next image, plain page", await measurePlain(browser, plainImages, plainExemplars));
  console.log(
    `load of the machine at the end: ${loadavg()
      .map((load) => load.toFixed(1))
      .join(" ")}`,
  );
} finally {
  await browser.close();
  await server.close();
  await db.destroy();
  await rm(data, { recursive: true, force: true });
}
