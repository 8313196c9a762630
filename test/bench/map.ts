// How smoothly the map of images moves, and how long its layout takes:
//
//   npm run bench:map [-- POINTS] [IMAGES TO LAY OUT]
//
// The real page in headless Chromium, without a graphics card, is given so many points; it is dragged and zoomed for some
// seconds, and each frame is timed. The layout is that of random images in groups, embeddings of 1,280 numbers.
import { loadavg } from "node:os";
import { findNearPairs } from "../../src/actions/audit/findNearPairs.ts";
import { Neighbourhood } from "../../src/core/audit/neighbourhood.ts";
import { normaliseRows } from "../../src/core/audit/normaliseRows.ts";
import { layOut } from "../../src/core/embeddings/layOut.ts";
import { principalPlane } from "../../src/core/embeddings/principalPlane.ts";
import { seededRandom } from "../../src/core/seededRandom.ts";
import { installSamples, logins } from "../e2e/setup/installation.ts";
import { launchBrowser, signIn, visit } from "../e2e/setup/visitor.ts";

const points = Number(process.argv[2] ?? 100_000);
const toLayOut = Number(process.argv[3] ?? 10_000);
const seconds = 5;
const random = seededRandom("map");

console.log(`load ${loadavg()[0]!.toFixed(1)}`);
await measureFrames();
await measureLayout();

async function measureFrames(): Promise<void> {
  const installation = await installSamples();
  const browser = await launchBrowser();
  try {
    const lead = await visit(browser, { withServiceWorker: false });
    const { page } = lead;
    await page.route("**/image-map*", (route) => route.fulfill({ json: makeMap() }));
    await signIn(lead, installation.url, logins.lead);
    await page.getByRole("link", { name: "Images", exact: true }).click();
    await page.getByRole("link", { name: "Map", exact: true }).click();
    const map = page.getByRole("img", { name: /^A map of/ });
    await map.waitFor();
    await page.getByRole("radiogroup", { name: "A drag" }).getByText("moves").click();
    const box = (await map.boundingBox())!;
    const [x, y] = [box.x + box.width / 2, box.y + 200];
    await page.mouse.move(x, y);
    for (const [name, by] of [
      ["dragged", 0],
      ["zoomed", -40],
    ] as const) {
      if (by === 0) await page.mouse.down();
      const times = page.evaluate(timeFrames, seconds * 1000);
      const until = performance.now() + seconds * 1000;
      for (let turn = 0; performance.now() < until; turn++) {
        if (by === 0) await page.mouse.move(x + 80 * Math.sin(turn / 9), y + 60 * Math.cos(turn / 7));
        else await page.mouse.wheel(0, turn % 40 < 20 ? by : -by);
      }
      if (by === 0) await page.mouse.up();
      const frames = (await times).sort((a, b) => a - b);
      const quantile = (share: number) => frames[Math.floor(share * (frames.length - 1))]!.toFixed(1);
      console.log(
        `${points} points ${name}: ${(frames.length / seconds).toFixed(0)} frames a second, a frame ${quantile(0.5)} ms (median), ${quantile(0.95)} ms (p95), ${quantile(1)} ms (longest)`,
      );
    }
  } finally {
    await browser.close();
    await installation.remove();
  }
}

/** In the page: the milliseconds between frames. */
function timeFrames(milliseconds: number): Promise<number[]> {
  return new Promise((resolve) => {
    const times: number[] = [];
    const begin = performance.now();
    let last = begin;
    const next = () => {
      const now = performance.now();
      times.push(now - last);
      last = now;
      if (now - begin < milliseconds) requestAnimationFrame(next);
      else resolve(times);
    };
    requestAnimationFrame(next);
  });
}

/** A reply of the server: clouds of images. */
function makeMap() {
  const clouds = Array.from({ length: 40 }, () => [random(), random()] as const);
  const each = Array.from({ length: points }, (_, at) => at);
  const near = () => (random() + random() + random() - 1.5) * 0.06;
  const places = Uint16Array.from(
    each.flatMap((at) =>
      clouds[at % 40]!.map((middle) => Math.min(1, Math.max(0, middle + near())) * 65_535),
    ),
  );
  const bytes = (values: ArrayBufferLike) => Buffer.from(values).toString("base64");
  const id = (at: number) => `00000000-0000-7000-8000-${at.toString(16).padStart(12, "0")}`;
  return {
    map: {
      model: "random",
      size: 2,
      images: points,
      embedded: points,
      seed: 1,
      places: bytes(places.buffer),
      ids: each.map(id),
      keys: each.map((at) => `${at}.jpg`),
      statuses: bytes(Uint8Array.from(each, (at) => 2 + (at % 5)).buffer),
      outcomes: bytes(new Uint8Array(points).buffer),
      originals: each.map((at) => at % 40),
      finals: each.map(() => -1),
      findings: null,
    },
    at: new Date().toISOString(),
    isCurrent: true,
  };
}

async function measureLayout(): Promise<void> {
  const [size, groups, count] = [1280, 40, 15];
  const middles = Array.from({ length: groups }, () =>
    Float32Array.from({ length: size }, () => random() - 0.5),
  );
  const rows = new Float32Array(toLayOut * size);
  for (let at = 0; at < rows.length; at++) {
    rows[at] = middles[Math.floor(at / size) % groups]![at % size]! + (random() - 0.5) * 1.5;
  }
  normaliseRows(rows, size);
  const start = performance.now();
  const around = new Neighbourhood(
    Array.from({ length: toLayOut }, () => []),
    count,
  );
  await findNearPairs(rows, size, 1, { onBlock: (similarities, at) => around.addBlock(similarities, at) });
  const indices = new Int32Array(toLayOut * count).fill(-1);
  const distances = new Float32Array(toLayOut * count);
  const found = new Int32Array(toLayOut);
  for (const { first, second, distance } of around.finish().edges) {
    const at = first * count + found[first]!++;
    indices[at] = second;
    distances[at] = distance;
  }
  const known = performance.now();
  const plane = layOut({ count, indices, distances }, principalPlane(rows, size), 1);
  const done = performance.now();
  let alike = 0;
  const tried = Math.min(500, toLayOut);
  for (let item = 0; item < tried; item++) {
    let [best, least] = [-1, Number.POSITIVE_INFINITY];
    for (let other = 0; other < toLayOut; other++) {
      const far =
        (plane[2 * item]! - plane[2 * other]!) ** 2 + (plane[2 * item + 1]! - plane[2 * other + 1]!) ** 2;
      if (other !== item && far < least) [best, least] = [other, far];
    }
    if (best % groups === item % groups) alike++;
  }
  console.log(
    `${toLayOut} images laid out: neighbours ${((known - start) / 1000).toFixed(1)} s, places ${((done - known) / 1000).toFixed(1)} s, ${Math.round(process.memoryUsage().rss / 1e6)} MB; the nearest is of the same group for ${alike} of ${tried}`,
  );
}
