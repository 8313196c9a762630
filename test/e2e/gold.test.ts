import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Context } from "../../src/actions/context.ts";
import { getNextWork } from "../../src/actions/tasks/getNextWork.ts";
import { saveAnnotation } from "../../src/actions/tasks/saveAnnotation.ts";
import type { Stage } from "../../src/core/tasks/stage.ts";
import { makeAccount, testPassword } from "../../src/server/testServer.ts";
import { makeDraft, makeProject, makeSave } from "../factories.ts";
import { type OwnServer, openOwnServer } from "./setup/ownServer.ts";
import {
  enter,
  expectAccessible,
  expectAccessibleInBoth,
  signIn,
  takePicture,
  visit,
} from "./setup/visitor.ts";

const login = (name: string) => ({ email: `${name}@example.org`, password: testPassword });

let ctx: Context;
let browser: Browser;
let url: string;
let project: string;
const ids: Record<string, string> = {};
let own: OwnServer;

beforeAll(async () => {
  own = await openOwnServer();
  ({ ctx, url, browser } = own);
  const keys = Array.from({ length: 12 }, (_, at) => [`photo-${at}.jpg`, [0]] as [string, number[]]);
  const settings = { annotationMode: "pull", goldShare: 0.5 } as const;
  ({ project } = await makeProject(ctx, { images: Object.fromEntries(keys), settings }));
  for (const [name, roles] of [
    ["ann", ["annotator"]],
    ["ben", ["annotator"]],
    ["eva", ["expert"]],
    ["lead", ["lead"]],
  ] as const) {
    ids[name] = await makeAccount(ctx, { email: login(name).email, projectId: project, roles: [...roles] });
  }
}, 120_000);

afterAll(async () => {
  await own?.close();
});

/** Somebody answers all that is left for them, or so many images. */
async function work(name: string, stage: Stage, labels: number[], images = 100): Promise<void> {
  const person = ids[name] ?? "";
  const draft = makeDraft(labels, stage === "refine" ? { unsure: [9] } : {});
  for (let done = 0; done < images; done++) {
    const { current } = await getNextWork(ctx, { project, stage, person });
    if (!current) return;
    await saveAnnotation(ctx, { person, assignment: current.id, ...makeSave(draft) });
  }
}

it("a lead makes images gold, an expert answers them, and only the lead learns how people do", async () => {
  const lead = await visit(browser, {});
  await signIn(lead, url, login("lead"));
  await lead.page.getByRole("link", { name: "Gold", exact: true }).click();
  await lead.page.getByText("There are no gold images yet.").waitFor();
  await expectAccessible(lead.page);
  await takePicture(lead.page, "gold-empty");
  await lead.page.getByLabel("How many").fill("4");
  await lead.page.getByRole("button", { name: "Make them gold" }).click();
  await lead.page.getByText("4 images are gold and wait for an expert.").waitFor();
  expect(await lead.page.getByRole("cell", { name: "Waits for an expert" }).count()).toBe(4);

  const expert = await visit(browser, {});
  await enter(expert, `${url}/p/${project}/refine`, login("eva"));
  await expert.page.getByText("A gold image: annotators are measured by what you answer.").waitFor();
  await takePicture(expert.page, "gold-expert");
  await expectAccessibleInBoth(expert.page);
  await work("eva", "refine", [0, 1]);

  const annotator = await visit(browser, {});
  await enter(annotator, `${url}/p/${project}/annotate`, login("ann"));
  await annotator.page.getByText("label 0", { exact: true }).first().waitFor();
  await work("ann", "annotate", [0, 1], 6);
  await work("ben", "annotate", [0, 2], 8);
  await annotator.page.goto(`${url}/p/${project}/work`);
  await annotator.page.getByRole("heading", { name: "My work" }).waitFor();
  expect(annotator.replies.length).toBeGreaterThan(3);
  for (const { path, body } of annotator.replies)
    expect([path, body]).toEqual([path, expect.not.stringMatching(/gold/i)]);
  const asked = await annotator.page.request.get(`${url}/api/projects/${project}/gold`);
  expect(asked.status()).toBe(403);

  await lead.page.reload();
  const row = lead.page.getByRole("row", { name: /^ben/ });
  await row.waitFor();
  expect(await row.textContent()).toMatch(/50 %/);
  await expectAccessible(lead.page);
  await takePicture(lead.page, "gold-light");
  await lead.page.goto(`${url}/p/${project}/people`);
  expect(await lead.page.getByRole("row", { name: /^ann/ }).textContent()).toMatch(/100 %/);
  await takePicture(lead.page, "gold-people");
  await lead.page.getByRole("link", { name: "ben", exact: true }).click();
  const accuracy = lead.page.getByRole("region", { name: "How well this person does on gold images" });
  await accuracy.getByRole("row", { name: /^Right, of those chosen 50 %/ }).waitFor();
  await takePicture(lead.page, "gold-person");
  await expectAccessible(lead.page);
  await lead.page.goto(`${url}/p/${project}/pace`);
  await lead.page.getByRole("heading", { name: "Gold images right, in percent" }).waitFor();
}, 240_000);

it("shows gold on a narrow screen in the dark, and says what is wrong with a list", async () => {
  const lead = await visit(browser, { colorScheme: "dark", width: 390, height: 844 });
  await enter(lead, `${url}/p/${project}/gold`, login("lead"));
  await lead.page.getByLabel("Choose", { exact: true }).selectOption("keys");
  await lead.page.getByLabel("Keys, one a line").fill("no-such-image.jpg");
  await lead.page.getByRole("button", { name: "Make them gold" }).click();
  await lead.page.getByText("None of these images can become gold").waitFor();
  await expectAccessible(lead.page);
  await takePicture(lead.page, "gold-dark-narrow");
  const middle = await visit(browser, { colorScheme: "dark", width: 1024, height: 700 });
  await enter(middle, `${url}/p/${project}/gold`, login("lead"));
  await middle.page
    .getByRole("button", { name: /^Take out of use/ })
    .first()
    .click();
  await middle.page.getByText("Nobody gets it any more.").waitFor();
  await takePicture(middle.page, "gold-dark");
}, 240_000);
