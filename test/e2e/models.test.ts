import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { drawAuditSample } from "../../src/actions/auditSample/drawAuditSample.ts";
import type { Context } from "../../src/actions/context.ts";
import { createRelease } from "../../src/actions/releases/createRelease.ts";
import { seededRandom } from "../../src/core/seededRandom.ts";
import { insertEvent } from "../../src/db/event.ts";
import { insertJob } from "../../src/db/jobs.ts";
import { makeAccount, testPassword } from "../../src/server/testServer.ts";
import { makeFinal, makeModel, makeProject } from "../factories.ts";
import { type OwnServer, openOwnServer } from "./setup/ownServer.ts";
import {
  expectAccessible,
  expectAccessibleInBoth,
  signIn,
  takeLooks,
  takePicture,
  unfold,
  type Visitor,
  visit,
} from "./setup/visitor.ts";

const photo = join(import.meta.dirname, "../../samples/photos/clownfish.jpg");
const login = { email: "lead@example.org", password: testPassword };
const names = ["steady", "swift", "old", "tiny"];

/** The lead's page on models: evaluated by a release, figures, and the images behind them. */
describe("models in a real browser", () => {
  let browser: Browser;
  let url: string;
  let own: OwnServer;
  let lead: Visitor;
  const projects = { many: "", empty: "", one: "" };

  beforeAll(async () => {
    own = await openOwnServer();
    ({ url, browser } = own);
    const { ctx } = own;
    const { db } = ctx;
    projects.many = await makeEvaluated(ctx, { images: 80, models: names });
    await auditRelease(ctx, projects.many);
    projects.one = await makeEvaluated(ctx, { images: 12, models: ["steady"] });
    projects.empty = (await makeProject(ctx, { images: { "one.jpg": [0] } })).project;
    await insertEvent(db, {
      project: projects.many,
      at: new Date().toISOString(),
      person: null,
      kind: "probe-learned",
      after: {
        name: "probe of steady",
        embeddings: "steady",
        images: 80,
        decided: 12,
        figures: [1, 3, 5, 10, 20].map((k) => ({
          k,
          found: 60,
          images: 80,
          share: 0.75,
          interval: [0.645, 0.832],
        })),
      },
    });
    const person = await makeAccount(ctx, {
      email: login.email,
      projectId: projects.many,
      roles: ["lead"],
    });
    await db
      .insertInto("membership")
      .values(
        [projects.one, projects.empty].map((projectId) => ({
          projectId,
          personId: person,
          role: "lead" as const,
          createdAt: new Date().toISOString(),
        })),
      )
      .execute();
    lead = await visit(browser);
    await signIn(lead, `${url}/p/${projects.many}/models`, login);
  });
  afterAll(async () => {
    await own?.close();
  });

  it("ranks models by the newest release and draws the report's figures", async () => {
    const { page } = lead;
    const answer = page.getByRole("region", { name: "What the evaluation says" });
    await answer.getByText("Best model").waitFor();
    expect(await answer.textContent()).toMatch(
      /Best modelsteady.*valid label on \d+ % of \d+ images \(95\s% interval/,
    );
    expect(await page.getByLabel("Evaluated by").inputValue()).toBe("1");
    await takeLooks(page, "models-evaluation");
    const audited = page.getByRole("table", {
      name: "Models by ReaL accuracy corrected by the audit sample",
    });
    await audited.scrollIntoViewIfNeeded();
    expect(await audited.getByRole("row").count()).toBe(names.length + 1);
    expect(await audited.getByRole("row").nth(1).textContent()).toMatch(/%.*to.*[+\u2212]\d/);
    await takeLooks(page, "models-audited");
    await expectAccessible(page);
    for (const topic of ["ReaL against top-1", "Accuracy by number of labels", "Classes"]) {
      await unfold(page, topic);
      await takePicture(page, `models-${topic.toLowerCase().replaceAll(" ", "-")}`);
    }
    await page.getByRole("heading", { name: "ReaL accuracy against top-1 accuracy" }).waitFor();
  });

  it("lists the images behind a cell, by pointer and by keyboard", async () => {
    const { page } = lead;
    const panel = page
      .getByRole("region", { name: "Top-1 accuracy by number of labels", exact: true })
      .first();
    await panel.locator("[data-row]").nth(2).click();
    const drawer = page.getByRole("dialog");
    await drawer.getByText(/images? with .* valid labels? that \w+ predicted/).waitFor();
    await drawer.getByText("All", { exact: true }).click();
    await drawer.getByRole("listitem").first().waitFor();
    expect(await drawer.getByRole("listitem").first().locator("dt").allTextContents()).toEqual([
      "original",
      "valid",
      expect.stringMatching(/^(steady|swift|old|tiny)$/),
    ]);
    await takePicture(page, "models-images");
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await drawer.waitFor({ state: "hidden" });

    await panel.getByText(/^The numbers/).click();
    await panel.getByRole("button", { name: "2", exact: true }).first().focus();
    await page.keyboard.press("Enter");
    await drawer.getByText(/images? with 2 valid labels that \w+ predicted/).waitFor();
    await page.keyboard.press("Escape");
  });

  it("downloads a figure as SVG, PNG and CSV, without what only the page needs", async () => {
    const { page } = lead;
    const panel = page
      .getByRole("region", { name: "ReaL accuracy against top-1 accuracy", exact: true })
      .first();
    const contents = [];
    for (const format of ["SVG", "PNG", "CSV"]) {
      const download = page.waitForEvent("download");
      await panel.getByRole("button", { name: format, exact: true }).click();
      contents.push(await readFile(await (await download).path()));
    }
    expect(contents[0]!.toString()).toMatch(/^<svg/);
    expect(contents[0]!.toString()).not.toContain("data-row");
    expect(contents[1]!.subarray(1, 4).toString()).toBe("PNG");
    expect(contents[2]!.toString()).toMatch(/^model,proposer,top1,real/);
  });

  it("has experts rate errors that are drawn, and shows how many of a model's are major mistakes", async () => {
    const { page } = lead;
    const expert = { email: "expert@example.org", password: testPassword };
    await makeAccount(own.ctx, { email: expert.email, projectId: projects.many, roles: ["expert"] });
    const panel = page.getByRole("region", { name: "Have experts rate errors" });
    await unfold(page, "Have experts rate errors");
    await panel.getByLabel("Model").selectOption({ label: "old" });
    await panel.getByLabel("Errors to draw").fill("2");
    await panel.getByRole("button", { name: "Draw errors" }).click();
    await panel.getByText(/^2 errors of \d+ drawn/).waitFor();

    const rater = await visit(browser);
    await signIn(rater, `${url}/p/${projects.many}/work`, expert);
    const { page: rating } = rater;
    await rating.getByRole("region", { name: "Errors to rate" }).getByRole("link").click();
    await rating.getByRole("heading", { name: "This was said about the image" }).waitFor();
    expect(await rating.getByText("old", { exact: true }).count()).toBe(0);
    await rating.getByRole("img", { name: "The one to label" }).waitFor();
    await rating.keyboard.press("Enter");
    await rating.getByText("Say how bad it is first.").waitFor();
    await rating.keyboard.press("Digit1");
    await rating.keyboard.press("KeyE");
    expect(await rating.getByRole("radio", { name: /^Major/ }).isChecked()).toBe(true);
    await expectAccessibleInBoth(rating);
    await takeLooks(rating, "severity");
    await rating.keyboard.press("Enter");
    await rating.getByText("Saved: Major").waitFor();
    // Said anew by whoever said it, then on by the mouse.
    await rating.keyboard.press("KeyB");
    await rating.getByRole("radio", { name: /^Major/, checked: true }).waitFor();
    await rating.getByRole("radio", { name: /^Minor/ }).click();
    await rating.getByRole("button", { name: /^Submit/ }).click();
    await rating.getByText("Saved: Minor").waitFor();
    await rating.getByRole("radio", { name: /^Major/ }).click();
    await rating.getByRole("button", { name: /^Submit/ }).click();
    await rating.getByRole("heading", { name: "All done." }).waitFor();
    expect(rater.troubles).toEqual([]);
    await rating.context().close();

    await page.reload();
    await unfold(page, "Have experts rate errors");
    await panel.getByText("2 of 2", { exact: true }).waitFor();
    await takePicture(page, "models-severity");
    await page.getByRole("heading", { name: "Severity of errors" }).waitFor();
    const href = await panel.getByRole("link", { name: "Save as CSV" }).getAttribute("href");
    const table = await (await page.request.get(url + href)).text();
    expect(table.trim().split("\n")).toEqual([
      "image,label,severity,cause,comment",
      expect.stringMatching(/,minor,spurious,$/),
      expect.stringMatching(/,major,,$/),
    ]);
  });

  it("evaluates by the labels so far, and compares proposals beside", async () => {
    const { page } = lead;
    await page.getByLabel("Evaluated by").selectOption("so-far");
    await page.getByText("These labels still change.").waitFor();
    await page.getByRole("tab", { name: "Proposals" }).click();
    await page.getByRole("rowheader", { name: "probe of steady" }).waitFor();
    await page.getByRole("heading", { name: "Models together" }).waitFor();
    await takePicture(page, "models-proposals");
    await expectAccessible(page);
  });

  it("is reached from a release, and says what is missing", async () => {
    const { page } = lead;
    await page.goto(`${url}/p/${projects.many}/releases`);
    await page.getByRole("link", { name: "Models evaluated by this release" }).click();
    await page.getByRole("heading", { name: "Ranking", exact: true }).waitFor();
    expect(new URL(page.url()).searchParams.get("by")).toMatch(/1/);
    await page.goto(`${url}/p/${projects.empty}/models`);
    await page.getByRole("heading", { name: "No model has predictions yet" }).waitFor();
    await takePicture(page, "models-empty");
    await expectAccessible(page);
    await page.goto(`${url}/p/${projects.one}/models`);
    await unfold(page, "ReaL against top-1");
    await page.getByRole("heading", { name: "ReaL accuracy against top-1 accuracy" }).waitFor();
    await takePicture(page, "models-one");
  });

  it("has the machine do long work, and keeps what it makes", async () => {
    const { page } = lead;
    const { ctx } = own;
    await page.goto(`${url}/p/${projects.one}/jobs`);
    await page.getByText("No job has run in this project yet.").waitFor();
    await takeLooks(page, "jobs-none");
    await seedJobs(ctx, projects.many);
    await page.goto(`${url}/p/${projects.many}/jobs`);
    await page.getByRole("button", { name: "Cancel: Compute embeddings" }).waitFor();
    await takeLooks(page, "jobs");
    await expectAccessibleInBoth(page);
    await page.getByRole("button", { name: "Cancel: Audit images and labels" }).click();
    await page.getByRole("button", { name: "Try again: Audit images and labels" }).waitFor();
    // What runs nowhere ends no more.
    await ctx.db.updateTable("job").set({ state: "cancelled" }).where("state", "=", "running").execute();

    await page.getByLabel("Job", { exact: true }).selectOption("Add a model of one's own");
    await page.getByText("may allow that by the setting MULTILABELFY_MODEL_UPLOADS").waitFor();
    ctx.imports = { outside: undefined, roots: [], models: true };
    await page.reload();
    await page.getByLabel("Job", { exact: true }).selectOption("Add a model of one's own");
    for (const [button, name] of [
      ["ONNX file", "tiny.onnx"],
      ["Card (JSON)", "tiny.json"],
    ] as const) {
      const chooser = page.waitForEvent("filechooser");
      await page.getByRole("button", { name: button }).click();
      await (await chooser).setFiles({ name, mimeType: "", buffer: Buffer.from("{}") });
    }
    await takeLooks(page, "jobs-model");
    await expectAccessibleInBoth(page);
    await page.getByRole("button", { name: "Start" }).click();
    // The process that does it has the settings of the environment.
    await page
      .getByText("This installation takes no models in the browser. Whoever", { exact: false })
      .waitFor();
    ctx.imports = undefined;

    await page.getByLabel("Job", { exact: true }).selectOption("Add a model's scores");
    await takeLooks(page, "jobs-scores");
    await expectAccessibleInBoth(page);
    const images = await ctx.db
      .selectFrom("image")
      .select("key")
      .where("projectId", "=", projects.many)
      .execute();
    const text = `image,label,score\n${images.map(({ key }) => `${key},1,.5\n${key},2,.25`).join("\n")}\n`;
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "File" }).click();
    await (await chooser).setFiles({ name: "convnext.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
    await page.getByRole("checkbox", { name: /Add them even/ }).check();
    await page.getByRole("button", { name: "Start" }).click();
    await page.getByText(/^convnext\.csv: csv/).waitFor();
    expect(await page.getByText(/images got scores/).count()).toBe(1);
    await page.getByLabel("Job", { exact: true }).selectOption("Propose labels");
    await page.getByLabel("Proposed by").selectOption("scores that were added");
    await page.getByLabel("Whose scores").waitFor();
    await takePicture(page, "jobs-propose-by-scores");

    await page.getByLabel("Job", { exact: true }).selectOption("Export a release");
    await page.getByLabel("Format").selectOption({ value: "csv" });
    await page.getByRole("button", { name: "Start" }).click();
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: /^Download/ }).click();
    expect(await readFile(await (await download).path(), "utf8")).toMatch(/^image,/);
    await takePicture(page, "jobs-export");
  });

  it("is readable in the dark and on a phone", async () => {
    for (const [name, options] of [
      ["dark", { colorScheme: "dark", width: 1024, height: 700 }],
      ["phone", { width: 390, height: 844 }],
    ] as const) {
      const visitor = await visit(browser, options);
      const { page } = visitor;
      await signIn(visitor, `${url}/p/${projects.many}/models`, login);
      await unfold(page, "Accuracy by number of labels");
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      await takePicture(page, `models-evaluation-${name}`);
      await page
        .getByRole("heading", { name: "Top-1 accuracy by number of labels", exact: true })
        .scrollIntoViewIfNeeded();
      await takePicture(page, `models-heatmap-${name}`);
      if (name === "dark") await expectAccessible(page);
      expect(visitor.troubles).toEqual([]);
      await page.context().close();
    }
    expect(lead.troubles).toEqual([]);
  });
});

/** A project with a release of images with none to five labels, and models that are right more or less often. */
/** Experts label some images of a project's release anew: half of them have one more label. */
async function auditRelease(ctx: Context, project: string): Promise<void> {
  await drawAuditSample(ctx, {
    ...{ project, number: 1, budget: 40, looks: 1, maxPerImage: 6 },
    by: ["provenance"],
  });
  const rows = await ctx.db
    .selectFrom("auditSampleImage")
    .innerJoin("releaseImage", "releaseImage.imageId", "auditSampleImage.imageId")
    .select(["auditSampleImage.imageId", "releaseImage.labelsJson"])
    .orderBy("auditSampleImage.position")
    .execute();
  for (const [at, { imageId, labelsJson }] of rows.entries()) {
    const labels = new Set([...(JSON.parse(labelsJson) as number[]), ...(at % 2 === 0 ? [39] : [])]);
    await ctx.db
      .updateTable("auditSampleImage")
      .set({ labelsJson: JSON.stringify([...labels].sort((a, b) => a - b)) })
      .where("imageId", "=", imageId)
      .execute();
  }
}

async function makeEvaluated(
  ctx: Context,
  { images, models }: { images: number; models: string[] },
): Promise<string> {
  const random = seededRandom("models");
  const pick = (count: number) => Math.floor(random() * count);
  const rows = Array.from({ length: images }, (_, image) => {
    const original = pick(6);
    const count = image % 20 === 0 ? 0 : 1 + pick(5);
    const valid = [...new Set([original, ...Array.from({ length: 5 }, () => pick(40))])].slice(0, count);
    return {
      key: `photo_${String(image).padStart(3, "0")}.jpg`,
      original,
      valid: valid.sort((a, b) => a - b),
    };
  });
  const { project, imageIds } = await makeProject(ctx, {
    images: Object.fromEntries(rows.map(({ key, original }) => [key, [original]])),
  });
  for (const { key, valid } of rows) await makeFinal(ctx, imageIds[key]!, valid);
  for (const [at, name] of models.entries()) {
    const ranking = ({ original, valid }: (typeof rows)[number]) => {
      const first = random() < 0.8 - at / 8 ? original : random() < 0.6 ? (valid.at(-1) ?? 39) : pick(40);
      return [...new Set([first, ...valid, ...Array.from({ length: 10 }, () => pick(40))])].slice(0, 10);
    };
    await makeModel(ctx, imageIds, name, Object.fromEntries(rows.map((row) => [row.key, ranking(row)])));
  }
  const sha256 = createHash("sha256")
    .update(await readFile(photo))
    .digest("hex");
  await ctx.db
    .updateTable("importRoot")
    .set({ path: join(photo, "..") })
    .where("projectId", "=", project)
    .execute();
  await ctx.db
    .updateTable("image")
    .set({ path: "clownfish.jpg", sha256 })
    .where("projectId", "=", project)
    .execute();
  await createRelease(ctx, { project, name: "first", allowPending: true, person: null });
  return project;
}

/** A job of each state. */
async function seedJobs({ db }: Context, project: string): Promise<void> {
  const at = new Date().toISOString();
  const person = (await db.selectFrom("person").select("id").executeTakeFirstOrThrow()).id;
  const outcome = {
    counts: [{ what: "read", count: 1234 }],
    refused: { count: 1, first: [{ file: "torn.jpg", reason: "The file ends too early. Copy it again." }] },
    file: null,
  };
  for (const job of [
    { kind: "verify", state: "done", outcomeJson: JSON.stringify(outcome) },
    { kind: "propose", state: "failed", message: "The model resnet50 knows the labels of other-labels." },
    { kind: "import-images", state: "done" },
    { kind: "embed", state: "running", step: "Computing embeddings", done: 1280, total: 10_000 },
    { kind: "audit", state: "queued" },
  ] as const) {
    const { kind } = job;
    const isOfBrowser = kind !== "import-images";
    const work = { kind, ...((kind === "embed" || kind === "propose") && { model: null }) };
    await insertJob(db, {
      ...{ projectId: project, startedAt: at, updatedAt: at, done: 0, total: 0, message: "" },
      ...(isOfBrowser && { personId: person, inputJson: JSON.stringify(work) }),
      ...job,
    });
  }
}
