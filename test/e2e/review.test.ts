import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page, Route } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { assignBatches } from "../../src/actions/batches/assignBatches.ts";
import type { Context } from "../../src/actions/context.ts";
import { getNextWork } from "../../src/actions/tasks/getNextWork.ts";
import { saveAnnotation } from "../../src/actions/tasks/saveAnnotation.ts";
import { makeAccount, testPassword } from "../../src/server/testServer.ts";
import { makeDraft, makePerson, makeProject, makeSave } from "../factories.ts";
import { layCable } from "./setup/layCable.ts";
import { type OwnServer, openOwnServer } from "./setup/ownServer.ts";
import {
  enter,
  expectAccessible,
  expectAccessibleInBoth,
  signIn,
  takePicture,
  untilHeld,
  visit,
} from "./setup/visitor.ts";

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
let own: OwnServer;

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
  own = await openOwnServer();
  ({ ctx, url, browser } = own);
  const { db } = ctx;
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
}, 180_000);

afterAll(async () => {
  await own?.close();
});

const menuOf = (page: Page) => page.getByRole("navigation", { name: "Pages of the project" });
const radio = (page: Page, name: RegExp) => page.getByRole("radio", { name });
const submittedCount = async () =>
  (await ctx.db.selectFrom("review").select("id").where("state", "=", "submitted").execute()).length;
const personOf = (name: string) =>
  ctx.db.selectFrom("person").select("id").where("email", "=", login(name).email).executeTakeFirstOrThrow();
const submit = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
  const saved = page.waitForResponse(
    (reply) => reply.request().method() === "PUT" && reply.url().includes("/reviews/"),
  );
  await page.keyboard.press("Enter");
  await saved;
};

it("shows the lead that no image has ended without a label yet", async () => {
  const visitor = await visit(browser, {});
  await signIn(visitor, url, login("lead"));
  await menuOf(visitor.page).getByRole("link", { name: "No label" }).click();
  await visitor.page.getByText("No image has ended without a label").waitFor();
  await expectAccessible(visitor.page);
  await takePicture(visitor.page, "no-label-empty");
  await visitor.page.context().close();
});

it("lets two experts review with the keyboard, differ, and settle it; the lead sees what they found", async () => {
  await answerNone(await makePerson(ctx, project, "refiner", ["expert"]), "refine");
  const [eve, fay] = await Promise.all([
    visit(browser, {}),
    visit(browser, { colorScheme: "dark", withServiceWorker: true }),
  ]);
  await signIn(eve, url, login("eve"));
  await eve.page.getByText("3 images left.").waitFor();
  await takePicture(eve.page, "review-my-work");
  await eve.page.getByRole("link", { name: "Start" }).click();
  await eve.page.getByRole("heading", { name: "Original label" }).waitFor();
  await expectAccessibleInBoth(eve.page);
  await takePicture(eve.page, "review-begin");
  await eve.page.keyboard.press("Enter");
  await eve.page.getByRole("alert").getByText("Choose why the image has no label").waitFor();
  await takePicture(eve.page, "review-missing");
  // A draft is kept without being submitted.
  const kept = eve.page.waitForResponse((reply) => reply.request().method() === "PUT");
  await eve.page.keyboard.press("3");
  await eve.page.keyboard.press("q");
  expect(await radio(eve.page, /fine-grained/).isChecked()).toBe(true);
  await kept;
  await eve.page.reload();
  await radio(eve.page, /^Agree/).waitFor();
  expect(await radio(eve.page, /^Agree/).isChecked()).toBe(true);
  await submit(eve.page);
  // Undo brings it back with its answers.
  await eve.page.getByText("1 of 3").waitFor();
  await eve.page.keyboard.press("u");
  await eve.page.getByText("0 of 3").waitFor();
  await expect.poll(() => radio(eve.page, /fine-grained/).isChecked()).toBe(true);
  // Keys pressed while the page still saves have their turn afterwards.
  const slow = (route: Route) => setTimeout(() => route.continue(), 400);
  await eve.page.route("**/reviews/**", slow);
  for (const key of ["Enter", "u", "Enter", "Enter", "2"]) await eve.page.keyboard.press(key);
  await eve.page.getByText("1 of 3").waitFor();
  await expect.poll(() => radio(eve.page, /resolution/).isChecked()).toBe(true);
  await eve.page.getByText("1 of 3").waitFor();
  expect(await submittedCount()).toBe(1);
  // Letters typed while an answer comes are all there, on the image that is shown then.
  for (const key of ["1", "w", "Enter", "c"]) await eve.page.keyboard.press(key);
  await eve.page.keyboard.type("none of it is lost", { delay: 60 });
  await eve.page.getByText("2 of 3").waitFor();
  await expect.poll(() => eve.page.getByLabel("Comment").inputValue()).toBe("none of it is lost");
  await eve.page.keyboard.press("Escape");
  await eve.page.unroute("**/reviews/**", slow);
  await submit(eve.page, "4", "e");
  await eve.page.getByText("All done.").waitFor();

  const cable = await layCable(() => Number(new URL(url).port));
  await enter(fay, `${cable.url}/p/${project}/review`, login("fay"));
  await radio(fay.page, /resolution/).waitFor();
  expect(await fay.page.getByText("Other reviewer").count()).toBe(0);
  await fay.page.getByLabel("Comment").fill("hardly more than a few pixels");
  await fay.page.keyboard.press("Escape");
  await submit(fay.page, "2", "e");
  await expect.poll(() => radio(fay.page, /resolution/).isChecked()).toBe(false);
  // Without a connection, a review is kept, also across a reload, and arrives once.
  await untilHeld(fay.page);
  cable.pull();
  await fay.page.context().setOffline(true);
  for (const key of ["1", "w", "Enter"]) await fay.page.keyboard.press(key);
  const waits = (page: Page) => page.getByRole("banner").getByText("Offline: 1 waiting").waitFor();
  await waits(fay.page);
  await fay.page.getByText("the next image comes once you are connected again").first().waitFor();
  await takePicture(fay.page, "review-offline-dark");
  await fay.page.reload();
  await waits(fay.page);
  // Another tab neither shows it as submitted nor sends it, and goes on when this one has.
  const second = await fay.page.context().newPage();
  await second.goto(`${cable.url}/p/${project}/review`);
  await second.getByRole("heading", { name: "Original label" }).waitFor();
  cable.plugIn();
  await fay.page.context().setOffline(false);
  await fay.page.getByText("2 of 4").waitFor();
  await second.getByText("2 of 4").waitFor();
  await second.close();
  const submissions = await ctx.db
    .selectFrom("event")
    .select("imageId")
    .where("kind", "=", "review-submitted")
    .where("personId", "=", (await personOf("fay")).id)
    .execute();
  expect(new Set(submissions.map(({ imageId }) => imageId)).size).toBe(submissions.length);
  expect(submissions).toHaveLength(2);
  await expect.poll(() => radio(fay.page, /^Disagree/).isChecked()).toBe(false);
  // The third holds a label after all.
  await fay.page.keyboard.press("/");
  await fay.page.getByRole("combobox").fill("label 33");
  await fay.page.keyboard.press("Enter");
  await fay.page.getByText("It holds: label 33").waitFor();
  await takePicture(fay.page, "review-found-dark");
  await submit(fay.page);

  await fay.page.getByRole("heading", { name: "Your answers differ" }).waitFor();
  await expectAccessibleInBoth(fay.page);
  await takePicture(fay.page, "review-differ-dark");
  await submit(fay.page, "3", "e");
  await fay.page.getByText("1 difference waits for the other reviewer").waitFor();
  await takePicture(fay.page, "review-done-dark");

  await eve.page.goto(`${url}/p/${project}/review`);
  await eve.page.getByText("suggests the answer below").waitFor();
  expect(await radio(eve.page, /fine-grained/).isChecked()).toBe(true);
  await eve.page.setViewportSize({ width: 1024, height: 700 });
  await takePicture(eve.page, "review-confirm-1024");
  await eve.page.setViewportSize({ width: 390, height: 844 });
  await takePicture(eve.page, "review-confirm-narrow");
  await eve.page.getByRole("button", { name: "Confirm" }).click();
  await eve.page.getByText("Settled together").waitFor();

  await cable.remove();
  const lead = await visit(browser, {});
  await signIn(lead, url, login("lead"));
  await menuOf(lead.page).getByRole("link", { name: "No label" }).click();
  const why = lead.page.getByRole("region", { name: "Why they have no label" }).first();
  await why.getByText("1 of 2").first().waitFor();
  const facts = await lead.page.locator("dl").first().innerText();
  expect(facts.replaceAll(/\s+/g, " ")).toMatch(
    /Without a label 2 of 2 images.* Reviewed 2 of 2 .* Settled together 1 of 2 .* Sent back 1 to refinement/,
  );
  await expectAccessible(lead.page);
  await takePicture(lead.page, "no-label");
  await lead.page.emulateMedia({ colorScheme: "dark" });
  await lead.page.setViewportSize({ width: 1024, height: 1900 });
  await takePicture(lead.page, "no-label-1024-dark");
  await lead.page.setViewportSize({ width: 390, height: 844 });
  await takePicture(lead.page, "no-label-narrow");
  // However long the project's name is, the menu of the person stays in its row.
  const tops = [
    lead.page.getByRole("link", { name: "Multilabelfy" }),
    lead.page.getByRole("button", { name: /^.*You: / }),
  ];
  const boxes = await Promise.all(tops.map((one) => one.boundingBox()));
  expect(boxes[1]!.y).toBeLessThan(boxes[0]!.y + boxes[0]!.height);
  const troubles = [...eve.troubles, ...fay.troubles, ...lead.troubles];
  expect(troubles.filter((trouble) => !trouble.includes("net::ERR_"))).toEqual([]);
}, 240_000);
