import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { JSDOM } from "jsdom";
import type { Browser } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, launchBrowser } from "../../../test/e2e/setup/visitor.ts";
import { renderEvaluationPage } from "./renderEvaluationPage.ts";
import { toyRecord } from "./testing/toyRecord.ts";
import { writeEvaluationReport } from "./writeEvaluationReport.ts";

const names = ["<script>alert(1)</script>", "b & c", "model-3", "model-4"];
const record = toyRecord({ names, proposer: "model-3", scores: true });
let folder: string;
let html: string;
let page: Document;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "report-"));
  await writeEvaluationReport(record, { folder });
  html = await readFile(join(folder, "index.html"), "utf8");
  page = new JSDOM(html).window.document;
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe("the page", () => {
  it("loads nothing and runs nothing", () => {
    expect(page.querySelector("script, link, img, iframe, object, embed, style[src], [onclick]")).toBeNull();
    // Namespaces of SVG are names, not addresses.
    const loaded = html
      .replaceAll(/xmlns(:\w+)?="[^"]*"/g, "")
      .match(/(src|@import|url\()\s*=?\s*["'(]?[^\s"')]*/g);
    expect(loaded).toBeNull();
    for (const link of page.querySelectorAll("a[href]")) {
      expect(link.getAttribute("href")).toMatch(
        /^(#[\w-]+|figures\/[\w-]+\.(svg|png|csv)|https:\/\/arxiv\.org\/abs\/[\d.]+)$/,
      );
    }
  });

  it("writes names as text, never as markup", () => {
    expect(html).not.toContain("<script");
    expect(page.body.textContent).toContain("<script>alert(1)</script>");
    expect(page.body.textContent).toContain("b & c");
  });

  it("has links that lead somewhere", async () => {
    const files = new Set((await readdir(join(folder, "figures"))).map((name) => `figures/${name}`));
    for (const link of page.querySelectorAll("a[href]")) {
      const href = link.getAttribute("href")!;
      if (href.startsWith("#")) expect(page.getElementById(href.slice(1))?.tagName).toBe("H2");
      else if (href.startsWith("figures/")) expect(files).toContain(href);
    }
    const ids = [...page.querySelectorAll("[id]")].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("has every figure with its numbers and its three files", async () => {
    const figures = [...page.querySelectorAll("figure")];
    const drawn = figures.map(({ id }) => id.replace(/^figure-/, ""));
    expect(drawn).toEqual(
      expect.arrayContaining(["label-counts", "real-against-top1", "accuracy-by-label-count"]),
    );
    for (const figure of figures) {
      expect(figure.querySelector("svg[role=img]")).not.toBeNull();
      expect(figure.querySelectorAll("details tbody tr").length).toBeGreaterThan(0);
    }
    const files = drawn.flatMap((name) => ["csv", "png", "svg"].map((kind) => `${name}.${kind}`));
    expect((await readdir(join(folder, "figures"))).sort()).toEqual(files.sort());
  });

  it("says what is needed to cite and to repeat it", () => {
    const text = page.body.textContent!;
    for (const { sha256, file } of record.inputs) {
      expect(text).toContain(sha256);
      expect(text).toContain(file);
    }
    expect(text).toContain(
      "a table; file_name = image, label; not read: width; labels with a probability above 0.5",
    );
    expect(text).toContain(record.command);
    expect(text).toContain(record.program);
    expect(text).toContain("seed 1");
    for (const limit of record.evaluation!.limits) expect(text).toContain(limit);
  });

  it("ranks no proposer, and puts it last in the headline", () => {
    const rows = [...page.querySelectorAll("#headline ~ div tbody tr")].map((row) =>
      [...row.querySelectorAll("th, td")].map((cell) => cell.textContent),
    );
    expect(rows).toHaveLength(names.length);
    expect(rows.at(-1)!.slice(0, 2)).toEqual(["–", "model-3 (proposer)"]);
    expect(rows[0]![0]).toMatch(/^1 \(\d to \d\)$/);
  });

  it("ranks with and without the correction by an audit sample, proposers among them", () => {
    const one = { model: "model-3", proposer: true, real: 0.84, rank: 1 };
    const corrected = {
      corrected: 0.79,
      correctedInterval: [0.75, 0.83] as [number, number],
      correctedRank: 2,
    };
    const auditSample = { audited: 500, images: 1000, strata: 4, models: [{ ...one, ...corrected }] };
    const { document } = new JSDOM(renderEvaluationPage({ ...record, auditSample }, [])).window;
    const row = [...document.querySelectorAll("#audited ~ div tbody tr :is(th, td)")];
    expect(row.map(({ textContent }) => textContent?.replace(/(?<=84.00 %).*/, ""))).toEqual([
      ...["model-3 (proposer)", "84.00 %", "1", "79.00 % (75.00 to 83.00)", "2", "\u22125.00"],
    ]);
    expect(document.body.textContent).toContain("500 of 1,000 images in 4 strata");
    expect(page.getElementById("audited")).toBeNull();
  });

  it("gives the paper's margin as a column of its own name only", () => {
    const heads = [...page.querySelectorAll("th")].filter(({ textContent }) => /printed/.test(textContent!));
    expect(heads.map(({ textContent }) => textContent)).toEqual(["as printed in the paper"]);
    expect(page.body.textContent!.match(/as printed in the paper/g)).toHaveLength(1);
  });
});

it("says where labels of a release come from, and how they were made", async () => {
  const other = await mkdtemp(join(tmpdir(), "report-"));
  try {
    await writeEvaluationReport(
      {
        ...record,
        labelSource: {
          kind: "release",
          project: "Birds",
          number: 3,
          name: "third",
          sha256: "c".repeat(64),
          at: "2026-01-01T00:00:00.000Z",
          protocol: { settings: { overlap: 2 }, humanHours: 12.5 },
        },
      },
      { folder: other },
    );
    const text = new JSDOM(await readFile(join(other, "index.html"), "utf8")).window.document.body
      .textContent!;
    expect(text).toContain("release 3, “third”, of Birds");
    expect(text).toContain("Settings: overlap");
    expect(text).toContain("12.5");
    expect(text).not.toContain("How they were made is not recorded");
  } finally {
    await rm(other, { recursive: true, force: true });
  }
});

it("reports a table of accuracies alone", async () => {
  const other = await mkdtemp(join(tmpdir(), "report-"));
  try {
    const metrics = record.evaluation!.regression;
    const labelSource = { kind: "none", reason: "only a table of accuracies was given" } as const;
    await writeEvaluationReport({ ...record, evaluation: null, metrics, labelSource }, { folder: other });
    const text = await readFile(join(other, "index.html"), "utf8");
    expect(text.match(/<figure /g)).toHaveLength(1);
    expect(text).not.toMatch(/NaN|undefined/);
  } finally {
    await rm(other, { recursive: true, force: true });
  }
});

it("cites itself in a file that programs read", async () => {
  const text = await readFile(join(folder, "CITATION.cff"), "utf8");
  for (const key of [
    "cff-version: 1.2.0",
    "message: ",
    "type: dataset",
    "title: ",
    "authors:",
    "date-released: ",
  ]) {
    expect(text).toMatch(new RegExp(`^${key}`, "m"));
  }
  expect(text).toContain(`"sha256:${record.inputs[0]!.sha256}"`);
  // Strings are quoted, whatever is in them.
  for (const value of text.matchAll(/(?:title|value|url|description|abstract): (.*)$/gm)) {
    expect(typeof JSON.parse(value[1]!)).toBe("string");
  }
});

it("draws pictures with words in them", async () => {
  const path = join(folder, "figures", "accuracy-by-label-count.png");
  const { width = 0, height = 0 } = await sharp(path).metadata();
  expect(width).toBe(1640);
  expect(height).toBeGreaterThan(200);
  // Where the models' names are.
  const { data } = await sharp(path)
    .extract({ left: 0, top: 140, width: 200, height: height - 220 })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect(data.filter((value) => value < 100).length).toBeGreaterThan(300);
});

describe("in a browser", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  it.each(["light", "dark"] as const)("keeps nobody from reading it, %s", async (colorScheme) => {
    const context = await browser.newContext({ colorScheme, javaScriptEnabled: true, offline: true });
    const sheet = await context.newPage();
    const asked: string[] = [];
    sheet.on("request", (request) => asked.push(request.url()));
    const address = pathToFileURL(join(folder, "index.html")).href;
    await sheet.goto(address);
    expect(asked).toEqual([address]);
    for (const details of await sheet.locator("details").all())
      await details.evaluate((one) => one.setAttribute("open", ""));
    await expectAccessible(sheet);
    // Figures and tables scroll by themselves; the page never does.
    await sheet.setViewportSize({ width: 390, height: 800 });
    expect(await sheet.evaluate("document.documentElement.scrollWidth")).toBe(390);
    await context.close();
  });
});
