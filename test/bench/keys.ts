// How many keys an image takes a practised annotator: the demo's photos, worked by real key presses in a real browser.
//
//   npm run bench:keys
//
// What is ticked is samples/valid-labels.csv: all labels that a careful person would tick. A label that is proposed costs
// the key of its group, where that is not open, and its digit. One that is not proposed is searched for: the annotator
// types its name, one of its words or their initials, whichever needs the fewest letters until it is among the nine that
// a digit adds, and keeps Shift down where another label is to follow. Keys are counted by the page as they are pressed.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { prepareDemo } from "../../src/cli/demo/prepareDemo.ts";
import { ensureWebBuilt } from "../../src/cli/ensureWebBuilt.ts";
import { startServer } from "../../src/server/serve.ts";
import { meantWith } from "../../src/web/annotate/search/meaningOf.ts";
import { createLabelSearch } from "../../src/web/annotate/search/searchLabels.ts";
import { annotatePage } from "../e2e/setup/annotatePage.ts";
import { openStored } from "../e2e/setup/stored.ts";
import { launchBrowser, signIn, visit } from "../e2e/setup/visitor.ts";
import { openFolder } from "../openFolder.ts";

const repository = join(import.meta.dirname, "../..");
const groupSize = 5;
const numbered = 9;

const { labels } = JSON.parse(await readFile(join(repository, "label-spaces/imagenet-1k.json"), "utf8")) as {
  labels: Parameters<typeof createLabelSearch>[0];
};
const space = labels.map((label, index) => ({ ...label, index }));
const search = createLabelSearch(space);
const nameOf = new Map(space.map(({ key, name }) => [key, name]));

/** By image, the names of all labels that it holds. */
async function readTruth(): Promise<Map<string, string[]>> {
  const rows = (await readFile(join(repository, "samples/valid-labels.csv"), "utf8")).trim().split("\n");
  return new Map(
    rows.slice(1).map((row) => {
      const [image = "", keys = ""] = row.split(",");
      return [image, keys.split("|").flatMap((key) => nameOf.get(key) ?? [])];
    }),
  );
}

/** The fewest letters after which a label is among those that a digit adds. */
function lettersFor(name: string): string {
  const parts = name
    .toLowerCase()
    .replace(/\s*\(.*\)/, "")
    .split(/[^a-z]+/);
  const starts = [name.toLowerCase(), ...parts, parts.map((word) => word[0]).join("")];
  const found = starts.flatMap((start) => {
    for (let length = 1; length <= start.length; length++) {
      const nine = search(start.slice(0, length)).slice(0, numbered);
      if (nine.some((label) => space[label]!.name === name)) return [start.slice(0, length)];
    }
    return [];
  });
  const [best] = found.sort((a, b) => a.length - b.length);
  if (best === undefined) throw new Error(`The search does not find “${name}”.`);
  return best;
}

/** What is left to search, so that what an added label leads to comes right after it. */
function inOrder(names: readonly string[]): string[] {
  const left = [...names].sort((a, b) => lettersFor(a).length - lettersFor(b).length);
  const ordered: string[] = [];
  while (left.length > 0) {
    const last = ordered.at(-1);
    const next = last === undefined ? -1 : left.findIndex((name) => meantWith(last).includes(name));
    ordered.push(...left.splice(Math.max(0, next), 1));
  }
  return ordered;
}

const data = await mkdtemp(join(tmpdir(), "multilabelfy-keys-"));
await ensureWebBuilt();
const ctx = await openFolder(data);
const [, ann] = await prepareDemo(ctx);
const server = await startServer({ ctx, host: "127.0.0.1", port: 0, logger: false });
const stored = openStored(data);
const browser = await launchBrowser();
try {
  const visitor = await visit(browser);
  await signIn(visitor, server.localUrl, ann!);
  const { page } = visitor;
  await page.addInitScript(() => {
    // By itself Shift does nothing.
    const count = ({ key }: KeyboardEvent) => {
      if (key !== "Shift") sessionStorage.keys = String(Number(sessionStorage.keys ?? 0) + 1);
    };
    document.addEventListener("keydown", count, true);
  });
  await page.goto(page.url().replace(/\/work.*$/, "/annotate"));
  const truth = await readTruth();
  const counts: { image: string; keys: number; searched: number }[] = [];
  const work = annotatePage(page, stored);
  let before = 0;
  for (let image = await work.currentImage(); image; image = await work.currentImage()) {
    const searched = await answer(page, image, truth.get(image) ?? []);
    await page.keyboard.press("Enter");
    while ((await work.currentImage()) === image) await page.waitForTimeout(20);
    const after = await page.evaluate(() => Number(sessionStorage.keys));
    counts.push({ image, keys: after - before, searched });
    before = after;
  }
  for (const { image, keys, searched } of counts)
    console.log(`${String(keys).padStart(3)}  ${image}${searched > 0 ? `, ${searched} searched` : ""}`);
  const isProposed = ({ searched }: (typeof counts)[number]) => searched === 0;
  report("all labels proposed", counts.filter(isProposed), 3.3);
  report(
    "some label searched",
    counts.filter((count) => !isProposed(count)),
    8,
  );
} finally {
  await browser.close();
  stored.close();
  await server.close();
  await ctx.db.destroy();
  await rm(data, { recursive: true, force: true });
}

/** Answers the image on screen. @returns how many labels were searched for */
async function answer(page: Page, image: string, names: readonly string[]): Promise<number> {
  const work = annotatePage(page, stored);
  const press = (key: string) => page.keyboard.press(key);
  if (names.length === 0) {
    await press("x");
    await page.getByRole("button", { name: /^None of these/, pressed: true }).waitFor();
    return 0;
  }
  const proposals = stored.proposalsOf(image);
  const places = names.map((name) => proposals.indexOf(name)).filter((place) => place >= 0);
  let group = 0;
  for (const place of places.sort((a, b) => a - b)) {
    if (Math.floor(place / groupSize) !== group) {
      group = Math.floor(place / groupSize);
      await press("qwer"[group]!);
    }
    await work.card(proposals[place]!).waitFor();
    await press(`Digit${(place % groupSize) + 1}`);
  }
  const missing = inOrder(names.filter((name) => !proposals.includes(name)));
  const dialog = page.getByRole("dialog", { name: /^Search all/ });
  const options = dialog.getByRole("option");
  const listed = (name: string) => options.getByText(name, { exact: true });
  /** Its place among those that a digit adds; the list follows what is typed. */
  const placeOf = async (name: string) =>
    (await options.locator("b").allTextContents()).slice(0, numbered).indexOf(name);
  if (missing.length > 0) await press("/");
  for (const [at, name] of missing.entries()) {
    await dialog.waitFor();
    if ((await placeOf(name)) < 0) {
      await page.keyboard.type(lettersFor(name));
      await listed(name).first().waitFor();
    }
    const isLast = at === missing.length - 1;
    await press(`${isLast ? "" : "Shift+"}Digit${(await placeOf(name)) + 1}`);
    await work.chip(name).waitFor();
    // What was typed for it is gone.
    if (!isLast) await page.getByRole("combobox").and(page.locator('[value=""]')).waitFor();
  }
  return missing.length;
}

function report(what: string, counts: readonly { keys: number }[], target: number): void {
  const keys = counts.reduce((sum, count) => sum + count.keys, 0);
  const mean = keys / counts.length;
  const verdict = mean <= target ? "met" : "missed";
  console.log(
    `${what}: ${mean.toFixed(2)} keys an image (${keys} keys, ${counts.length} images); at most ${target}: ${verdict}`,
  );
}
