import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, it } from "vitest";
import { assignBatches } from "../../src/actions/assignBatches.ts";
import type { Context } from "../../src/actions/context.ts";
import { getNextWork } from "../../src/actions/getNextWork.ts";
import { saveAnnotation } from "../../src/actions/saveAnnotation.ts";
import { openDatabase } from "../../src/db/openDatabase.ts";
import { startServer } from "../../src/server/serve.ts";
import { makeAccount, testPassword } from "../../src/server/testServer.ts";
import { makeDraft, makePerson, makeProject, makeSave } from "../factories.ts";
import { expectAccessible, launchBrowser, signIn, takePicture, visit } from "./visitor.ts";

const samples = join(import.meta.dirname, "../../samples");
const photos = [
  "exemplars/n01443537/goldfish.jpg",
  "exemplars/n01514859/hens.jpg",
  "exemplars/n01694178/common-chameleon.jpg",
];
const login = (name: string) => ({ email: `${name}@example.org`, password: testPassword });

let browser: Browser;
let url: string;
let project: string;
let ctx: Context;
const cleanUps: (() => Promise<unknown>)[] = [];

/** Gives all images of a stage no label. */
async function answerNone(person: string, stage: "annotate" | "refine"): Promise<void> {
  while (true) {
    const { current } = await getNextWork(ctx, { project, stage, person });
    if (!current) return;
    const save = makeSave(makeDraft([], { noneOfThese: true, comment: "none" }));
    await saveAnnotation(ctx, { person, assignment: current.id, ...save });
  }
}

beforeAll(async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), "multilabelfy-review-"));
  const address = { kind: "sqlite" as const, file: join(dataFolder, "multilabelfy.sqlite") };
  const db = await openDatabase(address);
  ctx = { db, address, dialect: "sqlite", dataFolder, now: () => new Date() };
  ({ project } = await makeProject(ctx, {
    images: Object.fromEntries(photos.map((key, at) => [key, [at]])),
  }));
  await db.updateTable("importRoot").set({ path: samples }).where("projectId", "=", project).execute();
  for (const key of photos) {
    const bytes = await readFile(join(samples, key));
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    await db.updateTable("image").set({ sha256, bytes: bytes.length }).where("key", "=", key).execute();
  }
  for (const name of ["eve", "fay"]) {
    await makeAccount(ctx, { ...login(name), projectId: project, roles: ["expert"] });
  }
  await makeAccount(ctx, { ...login("lead"), projectId: project, roles: ["lead"] });
  const annotators = [
    await makePerson(ctx, project, "ann", ["annotator"]),
    await makePerson(ctx, project, "ben", ["annotator"]),
  ];
  await assignBatches(ctx, { project, annotators, batches: 1, overlap: 2, seed: 1 });
  for (const person of annotators) await answerNone(person, "annotate");
  const server = await startServer({ ctx, host: "127.0.0.1", port: 0 });
  url = server.url;
  browser = await launchBrowser();
  cleanUps.push(
    () => browser.close(),
    server.close,
    () => db.destroy(),
    () => rm(dataFolder, { recursive: true, force: true }),
  );
}, 180_000);

afterAll(async () => {
  for (const cleanUp of cleanUps) await cleanUp();
});

const menuOf = (page: Page) => page.getByRole("navigation", { name: "Pages of the project" });
it("shows the lead that no image has ended without a label yet", async () => {
  const visitor = await visit(browser, {});
  await signIn(visitor, url, login("lead"));
  await menuOf(visitor.page).getByRole("link", { name: "No label" }).click();
  await visitor.page.getByText("No image has ended without a label").waitFor();
  await expectAccessible(visitor.page);
  await takePicture(visitor.page, "no-label-empty");
  await visitor.page.context().close();
});
