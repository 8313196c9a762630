import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { assignBatches } from "../../src/actions/batches/assignBatches.ts";
import type { Context } from "../../src/actions/context.ts";
import { changeSettings } from "../../src/actions/project/changeSettings.ts";
import { getSettings } from "../../src/actions/project/getSettings.ts";
import { getNextWork } from "../../src/actions/tasks/getNextWork.ts";
import { saveAnnotation } from "../../src/actions/tasks/saveAnnotation.ts";
import { seededRandom } from "../../src/core/seededRandom.ts";
import { listOpenAssignments } from "../../src/db/tasks/assignment.ts";
import { makeAccount, testPassword } from "../../src/server/testServer.ts";
import { makeDraft, makePerson, makeProject, makeSave } from "../factories.ts";
import { type OwnServer, openOwnServer } from "./setup/ownServer.ts";
import { enter, expectAccessible, signIn, takeLooks, takePicture, visit } from "./setup/visitor.ts";

const dayMs = 24 * 3600 * 1000;
const lead = { email: "lead@example.org", password: testPassword };

/** Three weeks of fourteen people, who differ in pace and in how many labels they choose. */
async function workForWeeks(ctx: Context, project: string, annotators: readonly string[]): Promise<void> {
  const random = seededRandom("weeks");
  for (let ago = 20; ago >= 0; ago--) {
    const at = new Date(Date.now() - ago * dayMs);
    if (at.getUTCDay() === 0 || at.getUTCDay() === 6) continue;
    const then = { ...ctx, now: () => at };
    for (const [who, person] of annotators.entries()) {
      const open = await listOpenAssignments(ctx.db, {
        project,
        stage: "annotate",
        person,
        limit: 1 + (who % 2),
      });
      for (const { id } of open) {
        const extra = random() < who / 20 ? [1] : [];
        const annotation = makeDraft([0, ...extra], { activeMs: (8 + who + 12 * random() + ago / 3) * 1000 });
        annotation.activeMs = Math.round(annotation.activeMs);
        await saveAnnotation(then, { ...makeSave(annotation), person, assignment: id });
      }
    }
  }
}

let browser: Browser;
let url: string;
let project: string;
let own: OwnServer;

beforeAll(async () => {
  own = await openOwnServer();
  const { ctx } = own;
  ({ url, browser } = own);
  const keys = Array.from({ length: 300 }, (_, at) => [`${at}.jpg`, [0]] as [string, number[]]);
  ({ project } = await makeProject(ctx, { images: Object.fromEntries(keys) }));
  const annotators: string[] = [];
  for (let at = 1; at <= 14; at++) {
    annotators.push(await makePerson(ctx, project, `Annotator ${at}`, ["annotator"]));
  }
  await makePerson(ctx, project, "Expert", ["expert"]);
  await makeAccount(ctx, { email: lead.email, projectId: project, roles: ["lead"] });
  await assignBatches(ctx, { project, annotators, batches: 14, overlap: 2, seed: 1 });
  await workForWeeks(ctx, project, annotators);
  const empty = await makeProject(ctx, { images: {} });
  await makeAccount(ctx, { email: "other@example.org", projectId: empty.project, roles: ["lead"] });
}, 120_000);

afterAll(async () => {
  await own?.close();
});

it("shows the lead how people work by week, and when it ends", async () => {
  const visitor = await visit(browser, {});
  const { page } = visitor;
  await signIn(visitor, url, lead);
  await page.getByRole("navigation").getByRole("link", { name: "Pace" }).click();
  await page.getByRole("heading", { name: "Pace", level: 1 }).waitFor();
  const ends = page.getByRole("row", { name: /^Annotation/ }).first();
  expect(await ends.textContent()).toMatch(/between \d+ \w+ and \d+ \w+/);
  const figure = page.getByRole("region", { name: "Seconds per image, a figure" });
  expect(await figure.getByText("Annotator 14").count()).toBe(1);
  await expectAccessible(page);
  await takePicture(page, "pace-light");

  await page.locator("summary").first().click();
  await page.locator("details[open] tr", { hasText: "Annotator 14" }).nth(2).waitFor();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "CSV", exact: true }).first().click();
  expect((await download).suggestedFilename()).toBe("seconds-per-image.csv");

  const dark = await visit(browser, { colorScheme: "dark", width: 390, height: 844 });
  await enter(dark, `${url}/p/${project}/pace`, lead);
  await dark.page.getByRole("heading", { name: "Pace", level: 1 }).waitFor();
  await expectAccessible(dark.page);
  await takePicture(dark.page, "pace-dark-narrow");
  expect([...visitor.troubles, ...dark.troubles]).toEqual([]);
});

it("plans what a project takes, as numbers are typed", async () => {
  const visitor = await visit(browser, {});
  const { page } = visitor;
  await enter(visitor, `${url}/p/${project}/pace`, lead);
  const plan = page.getByRole("region", { name: "What it takes" });
  await plan.getByLabel("Images", { exact: true }).fill("10000");
  await plan.getByLabel("Seconds to annotate from").fill("36");
  await plan.getByLabel("Seconds to annotate to").fill("72");
  const row = plan.getByRole("row", { name: /^Annotation/ });
  expect(await row.textContent()).toMatch(/20,000.*200 to 400/);
  await plan.getByLabel("Annotators", { exact: true }).fill("");
  await plan.getByText("Give each number a value above 0.").waitFor();
  await takePicture(page, "pace-plan-error");
});

it("says in an empty project what it will show", async () => {
  const visitor = await visit(browser, {});
  const { page } = visitor;
  await signIn(visitor, url, { email: "other@example.org", password: testPassword });
  await page.getByRole("link", { name: "Pace" }).click();
  await page.getByText("Nobody has submitted an image yet.").waitFor();
  await expectAccessible(page);
  await takePicture(page, "pace-empty");
});

it("learns from people who err together when asking may end, and shows what that does", async () => {
  const { ctx } = own;
  const keys = Array.from({ length: 48 }, (_, at) => [`${at}.jpg`, [0]] as [string, number[]]);
  const { project: pulled, imageIds } = await makeProject(ctx, {
    images: Object.fromEntries(keys),
    settings: { annotationMode: "pull", agreementRule: { kind: "exact" }, overlap: 2 },
  });
  const [ann, ben] = await Promise.all(
    ["Ann", "Ben"].map((name) => makePerson(ctx, pulled, name, ["annotator"])),
  );
  const expert = await makePerson(ctx, pulled, "Eve", ["expert"]);
  const right = (at: number) => at % 3;
  /** On one image of ten both take the same wrong label; on another one of ten only the second does. */
  const chosen = (at: number, person: string) =>
    at % 10 === 0 || (at % 10 === 5 && person === ben) ? 19 : right(at);
  const work = async (person: string, stage: "annotate" | "refine", images: number) => {
    for (let image = 0; image < images; image++) {
      const { current } = await getNextWork(ctx, { project: pulled, stage, person });
      const at = Number(
        Object.entries(imageIds)
          .find(([, id]) => id === current!.image.id)![0]
          .slice(0, -4),
      );
      const label = stage === "refine" ? right(at) : chosen(at, person);
      const save = makeSave(makeDraft([label], { activeMs: 20_000, comment: "As I see it." }));
      await saveAnnotation(ctx, { ...save, person, assignment: current!.id });
    }
  };
  const email = "pull@example.org";
  await makeAccount(ctx, { email, projectId: pulled, roles: ["lead"] });
  const visitor = await visit(browser, {});
  const { page } = visitor;
  await enter(visitor, `${url}/p/${pulled}/pace`, { email, password: testPassword });
  const panel = page.getByRole("region", { name: "Fewer answers" });
  await panel.getByText("0 images of at least 30 have all their answers.").waitFor();
  await panel.getByRole("button", { name: "Learn when asking may end" }).click();
  await panel.getByRole("alert").getByText("0 of at least 30 images have all").waitFor();
  await panel.scrollIntoViewIfNeeded();
  await takePicture(page, "pace-fewer-refused");

  await work(ann!, "annotate", 44);
  await work(ben!, "annotate", 44);
  const { images: disputed } = await ctx.db
    .selectFrom("agreement")
    .select(({ fn }) => fn.countAll<number>().as("images"))
    .where("projectId", "=", pulled)
    .where("agreed", "=", 0)
    .executeTakeFirstOrThrow();
  await work(expert, "refine", Number(disputed));
  await page.reload();
  await panel.getByText("44 images have all their answers.").waitFor();
  await panel.getByRole("button", { name: "Learn when asking may end" }).click();
  const used = panel.getByRole("row", { name: /^Answers that are asked for/ });
  await used.waitFor();
  // Whom one answer convinces, the second would not have: half of the answers at least, and fewer than all.
  const share = Number.parseFloat((await used.getByRole("cell").first().textContent())!);
  expect(share).toBeGreaterThanOrEqual(50);
  expect(share).toBeLessThan(90);
  await panel.getByText("Everybody is still asked.").waitFor();
  await panel.getByText("Images that nobody has begun would need 8 pages").waitFor();
  await expectAccessible(page);
  await panel.scrollIntoViewIfNeeded();
  await takeLooks(page, "pace-fewer");

  const { version } = await getSettings(ctx, { project: pulled });
  const changes = { fewestAnswers: 1, fullShare: 0 };
  await changeSettings(ctx, { project: pulled, person: null, version, changes });
  await work(ann!, "annotate", 4);
  await page.reload();
  await panel
    .getByText(/^Asking has ended early on \d images?, after 1.0 of 2 answers on average\.$/)
    .waitFor();
  expect(visitor.troubles.filter((trouble) => !trouble.includes("409"))).toEqual([]);
}, 120_000);

it("leads anywhere in the project by what it is called", async () => {
  const visitor = await visit(browser, {});
  const { page } = visitor;
  await enter(visitor, `${url}/p/${project}/pace`, lead);
  await page.getByRole("heading", { name: "Pace", level: 1 }).waitFor();
  const field = page.getByRole("combobox", { name: "Go to a page, label, person or image" });
  const goTo = async (text: string, name: RegExp) => {
    await page.keyboard.press("Control+k");
    await field.fill(text);
    await page.getByRole("option", { name }).waitFor();
    await takeLooks(page, `go-to-${text.replaceAll(/\W/g, "-")}`);
    await page.getByRole("option", { name }).click();
    await field.waitFor({ state: "hidden" });
  };
  await page.keyboard.press("Control+k");
  await field.waitFor();
  await expectAccessible(page);
  await field.fill("models");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/models$/);
  await goTo("label 7", /^label 7.*Label$/);
  await page.getByRole("heading", { name: "label 7", level: 1 }).waitFor();
  await goTo("Annotator 14", /^Annotator 14.*Person$/);
  await page.getByRole("heading", { name: "Annotator 14", level: 1 }).waitFor();
  await goTo("17.jpg", /^17\.jpg.*Image$/);
  await page.getByRole("heading", { name: "17.jpg", level: 1 }).waitFor();
  await page.getByRole("button", { name: /^Go to/ }).click();
  await field.fill("nothing at all");
  await page.getByText("Nothing is called so.").waitFor();
  await page.keyboard.press("Escape");
  await field.waitFor({ state: "hidden" });
}, 120_000);
