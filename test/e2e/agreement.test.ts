import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assignBatches } from "../../src/actions/batches/assignBatches.ts";
import type { Context } from "../../src/actions/context.ts";
import { createRelease } from "../../src/actions/releases/createRelease.ts";
import { getNextWork } from "../../src/actions/tasks/getNextWork.ts";
import { saveAnnotation } from "../../src/actions/tasks/saveAnnotation.ts";
import { seededRandom } from "../../src/core/seededRandom.ts";
import { newId } from "../../src/db/sql/newId.ts";
import { insertAssignments } from "../../src/db/tasks/assignment.ts";
import { makeAccount, testPassword } from "../../src/server/testServer.ts";
import { makeDraft, makePerson, makeProject, makeSave } from "../factories.ts";
import { type OwnServer, openOwnServer } from "./setup/ownServer.ts";
import {
  expectAccessible,
  signIn,
  takeLooks,
  takePicture,
  unfold,
  type Visitor,
  visit,
} from "./setup/visitor.ts";

const samples = join(import.meta.dirname, "../../samples/photos");
const photos = [
  "castle-in-loch.jpg",
  "clownfish.jpg",
  "ginger-kitten.jpg",
  "orange-dahlia.jpg",
  "rocket-at-dusk.jpg",
];
const people = 14;

/** The lead's page on agreement, and two releases beside each other, in a real browser. */
describe("agreement and releases in a real browser", () => {
  let ctx: Context;
  let browser: Browser;
  let url: string;
  let own: OwnServer;
  let lead: Visitor;
  const projects = { many: "", empty: "", alone: "" };

  beforeAll(async () => {
    own = await openOwnServer();
    ({ ctx, url, browser } = own);
    projects.many = await makeManyAnnotators(ctx);
    projects.empty = (await makeProject(ctx, { images: { "one.jpg": [0] } })).project;
    projects.alone = await makeOneAnnotator(ctx);
    await makeAccount(ctx, { email: "lead@example.org", projectId: projects.many, roles: ["lead"] });
    const { id } = await ctx.db
      .selectFrom("person")
      .select("id")
      .where("email", "=", "lead@example.org")
      .executeTakeFirstOrThrow();
    await ctx.db
      .insertInto("membership")
      .values(
        [projects.empty, projects.alone].map((projectId) => ({
          projectId,
          personId: id,
          role: "lead" as const,
          createdAt: new Date().toISOString(),
        })),
      )
      .execute();
    lead = await visit(browser);
    await signIn(lead, `${url}/p/${projects.many}/agreement`, {
      email: "lead@example.org",
      password: testPassword,
    });
  });
  afterAll(async () => {
    await own?.close();
  });

  const open = (page: Page, project: string, path = "agreement") => page.goto(`${url}/p/${project}/${path}`);

  it("shows rates, people against each other and disputes", async () => {
    const { page } = lead;
    await open(page, projects.many);
    await page.getByRole("heading", { name: "Annotators against each other" }).waitFor();
    const answer = page.getByRole("region", { name: "How far people agree" });
    expect(await answer.textContent()).toMatch(/Same labels chosen\d+ %.*95\s% interval \d+ to \d+/);
    await takeLooks(page, "agreement");
    await unfold(page, "Whole sets of labels");
    await page
      .getByRole("row", { name: /^Same set/ })
      .first()
      .waitFor();
    await expectAccessible(page);
    for (const heading of [
      "Annotators against each other",
      "Most disputed labels",
      "Labels that occur together",
    ]) {
      await page.getByRole("heading", { name: heading }).scrollIntoViewIfNeeded();
      if (heading.endsWith("together")) await unfold(page, heading);
      await takePicture(page, `agreement-${heading.toLowerCase().replaceAll(" ", "-")}`);
    }
    await page.getByText("Cohen’s kappa", { exact: true }).first().click();
    await page.getByText("pooled over all labels that both saw").waitFor();
  });

  it("lists the images behind a cell and behind a label", async () => {
    const { page } = lead;
    const cell = page.getByRole("button", { name: /Show those on which they differ/ }).first();
    await cell.click();
    const panel = page.getByRole("dialog");
    await panel.getByRole("listitem").first().waitFor();
    await page.waitForFunction(() =>
      [...document.querySelectorAll("[role=dialog] img")].some(
        (image) => (image as HTMLImageElement).naturalWidth > 0,
      ),
    );
    await takePicture(page, "agreement-images");
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "hidden" });
    await page
      .getByRole("region", { name: "Most disputed labels" })
      .getByRole("button", { name: /^label \d+$/ })
      .first()
      .click();
    await panel.getByText(/images? on which annotators differ about/).waitFor();
    const shown = await panel.getByRole("listitem").count();
    expect(shown).toBeGreaterThan(0);
    await page.keyboard.press("Escape");
  });

  it("downloads its figures as SVG, PNG and CSV", async () => {
    const { page } = lead;
    const panel = page.getByRole("region", { name: "Annotators against each other" }).first();
    const contents = [];
    for (const format of ["SVG", "PNG", "CSV"]) {
      const download = page.waitForEvent("download");
      await panel.getByRole("button", { name: format, exact: true }).click();
      contents.push(await readFile(await (await download).path()));
    }
    const [svg, png, csv] = contents;
    expect(svg!.toString()).toMatch(/^<svg.*Annotator 01/s);
    expect(png!.subarray(1, 4).toString()).toBe("PNG");
    expect(csv!.toString().split("\n")[0]).toBe(
      "annotator,other,images,same_set_count,same_set,same_set_low,same_set_high,jaccard,jaccard_low,jaccard_high,cohen_kappa,cohen_kappa_low,cohen_kappa_high,questions",
    );
  });

  it("compares two releases, protocol first", async () => {
    const { page } = lead;
    await open(page, projects.many, "releases");
    await page.getByRole("heading", { name: "How they were made differently" }).waitFor();
    await page.getByRole("heading", { name: "Compare two releases" }).scrollIntoViewIfNeeded();
    await takePicture(page, "releases-compared");
    // What lies half under the header where the page stands now is small there alone.
    await page.evaluate(() => window.scrollTo(0, 0));
    await expectAccessible(page);
    await page.getByRole("button", { name: /only in the second/ }).click();
    await page.getByRole("dialog").getByRole("listitem").first().waitFor();
    await page.keyboard.press("Escape");
  });

  it("says what is missing where nobody, or one person, has annotated", async () => {
    const { page } = lead;
    await open(page, projects.empty);
    await page.getByRole("heading", { name: "No image has two annotators yet" }).waitFor();
    await takePicture(page, "agreement-empty");
    await expectAccessible(page);
    await open(page, projects.alone);
    await page.getByText("So far only Ann has submitted answers.").waitFor();
    await takePicture(page, "agreement-alone");
  });

  it("is readable in the dark, in a small window and on a phone", async () => {
    for (const [name, options] of [
      ["dark", { colorScheme: "dark" }],
      ["small", { width: 1024, height: 700 }],
      ["phone", { width: 390, height: 844 }],
    ] as const) {
      const visitor = await visit(browser, options);
      await signIn(visitor, `${url}/p/${projects.many}/agreement`, {
        email: "lead@example.org",
        password: testPassword,
      });
      const { page } = visitor;
      await page.getByRole("heading", { name: "Annotators against each other" }).waitFor();
      const isNarrow = await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
      expect([name, isNarrow]).toEqual([name, true]);
      if (name === "dark") await expectAccessible(page);
      await takePicture(page, `agreement-${name}`);
      await page.getByRole("heading", { name: "Annotators against each other" }).scrollIntoViewIfNeeded();
      await page.mouse.wheel(0, 500);
      await takePicture(page, `agreement-matrix-${name}`);
      expect(visitor.troubles).toEqual([]);
      await page.context().close();
    }
    expect(lead.troubles).toEqual([]);
  });
});

/** Fourteen annotators in seven pairs and a few more, who differ now and then; two releases. */
async function makeManyAnnotators(ctx: Context): Promise<string> {
  const random = seededRandom("agreement");
  const keys = Array.from(
    { length: 72 },
    (_, image) => `class-${image % 7}/photo_${String(image).padStart(3, "0")}.jpg`,
  );
  const { project } = await makeProject(ctx, { images: Object.fromEntries(keys.map((key) => [key, [0]])) });
  await showPhotos(ctx, project);
  const annotators: string[] = [];
  for (let person = 1; person <= people; person++) {
    annotators.push(
      await makePerson(ctx, project, `Annotator ${String(person).padStart(2, "0")}`, ["annotator"]),
    );
  }
  const expert = await makePerson(ctx, project, "Expert", ["expert"]);
  const images = await ctx.db
    .selectFrom("image")
    .select("id")
    .where("projectId", "=", project)
    .orderBy("key")
    .execute();
  // Two people share enough images for something to be said of them; all others have a few in common.
  const pairOf = (image: number) =>
    image < 32 ? [0, 1] : [image % people, (image + 1 + (Math.floor(image / people) % 6)) % people];
  await insertAssignments(
    ctx.db,
    images.flatMap(({ id }, position) =>
      pairOf(position).map((person) => ({
        id: newId(),
        projectId: project,
        stage: "annotate" as const,
        imageId: id,
        personId: annotators[person]!,
        batchId: null,
        position,
        createdAt: new Date().toISOString(),
      })),
    ),
  );
  const open = await ctx.db
    .selectFrom("assignment")
    .select(["id", "personId", "imageId"])
    .where("projectId", "=", project)
    .orderBy("imageId")
    .execute();
  for (const { id, personId, imageId } of open) {
    const ofImage = seededRandom(keys.length + imageId.charCodeAt(35));
    const yes = [
      0,
      ...(ofImage() < 0.4 ? [1] : []),
      ...(random() < 0.25 ? [2] : []),
      ...(random() < 0.15 ? [3] : []),
    ];
    const search = random() < 0.06 ? [25] : [];
    const notShown = random() < 0.3 ? [15, 16, 17, 18, 19] : [];
    const draft = makeDraft([...yes.filter((label) => label > 0 || random() < 0.92), ...search], {
      search,
      notShown,
    });
    await saveAnnotation(ctx, {
      person: personId,
      assignment: id,
      ...makeSave({ ...draft, noneOfThese: draft.cards.every(({ answer }) => answer === null) }),
    });
  }
  const release = (name: string) => createRelease(ctx, { project, name, allowPending: true, person: null });
  await release("agreed alone");
  for (let image = 0; image < 6; image++) {
    const { current } = await getNextWork(ctx, { project, stage: "refine", person: expert });
    if (!current) break;
    const cards = current.cards.map(({ label, how }, position) => ({
      label,
      how,
      position,
      shownMs: 1000,
      answer: label < 2 ? ("yes" as const) : null,
    }));
    const draft = { ...makeDraft([0, 1]), cards, comment: "looked closely" };
    await saveAnnotation(ctx, { person: expert, assignment: current.id, ...makeSave(draft) });
  }
  await release("some refined");
  return project;
}

/** One person has finished two images; nobody else has begun. */
async function makeOneAnnotator(ctx: Context): Promise<string> {
  const { project } = await makeProject(ctx, { images: { "a.jpg": [0], "b.jpg": [1] } });
  const ann = await makePerson(ctx, project, "Ann", ["annotator"]);
  const ben = await makePerson(ctx, project, "Ben", ["annotator"]);
  await assignBatches(ctx, { project, annotators: [ann, ben], batches: 1, overlap: 2, seed: 1 });
  const mine = await ctx.db.selectFrom("assignment").select("id").where("personId", "=", ann).execute();
  for (const { id } of mine)
    await saveAnnotation(ctx, { person: ann, assignment: id, ...makeSave(makeDraft([0])) });
  return project;
}

/** Gives a project's images the sample photos to show. */
async function showPhotos(ctx: Context, project: string): Promise<void> {
  await ctx.db.updateTable("importRoot").set({ path: samples }).where("projectId", "=", project).execute();
  const images = await ctx.db.selectFrom("image").select("id").where("projectId", "=", project).execute();
  const hashes = await Promise.all(
    photos.map(async (path) =>
      createHash("sha256")
        .update(await readFile(join(samples, path)))
        .digest("hex"),
    ),
  );
  for (const [at, { id }] of images.entries()) {
    const photo = at % photos.length;
    await ctx.db
      .updateTable("image")
      .set({ path: photos[photo]!, sha256: hashes[photo]! })
      .where("id", "=", id)
      .execute();
  }
}
