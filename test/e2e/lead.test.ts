import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openLivedInStudy, today } from "../gallery/livedInStudy.ts";
import { isOnTwo } from "./setup/place.ts";
import type { SmallStudy } from "./setup/smallStudy.ts";
import { launchBrowser, visit } from "./setup/visitor.ts";

/** What docs/lead/clicks.md says that each job costs, from *Overview* on. */
const stated = new Map(
  readFileSync(join(import.meta.dirname, "../../docs/lead/clicks.md"), "utf8")
    .split("\n")
    .flatMap((line) => {
      const [, job, clicks] = /^\| (.+?) \| .+ \| (\d+) \|$/.exec(line) ?? [];
      return job ? [[job, Number(clicks)] as const] : [];
    }),
);

let study: SmallStudy;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [study, browser] = await Promise.all([openLivedInStudy(), launchBrowser()]);
  ({ page } = await visit(browser));
  await page.clock.setFixedTime(today);
  await page.addInitScript(() =>
    addEventListener(
      "pointerdown",
      () => sessionStorage.setItem("clicks", String(Number(sessionStorage.getItem("clicks")) + 1)),
      true,
    ),
  );
  await page.request.post(`${study.url}/api/auth/sign-in/email`, {
    data: study.login.lead!,
    headers: { origin: study.url },
  });
});

afterAll(async () => {
  await browser?.close();
  await study?.remove();
});

const button = (name: string | RegExp) => page.getByRole("button", { name, exact: true });
const link = (name: string | RegExp) => page.getByRole("link", { name, exact: true });
const inbox = () => link(/^Inbox/).click();
const images = () => page.getByRole("list", { name: /^Images/ }).getByRole("link");
const matter = (text: string) => page.getByRole("listitem").filter({ hasText: text }).first();

/** The jobs, as a lead does them who stands on *Overview*; what is typed is no click. */
const jobs: Record<string, () => Promise<unknown>> = {
  "See the state of the work": () => page.getByText("Same labels, last 7 days").waitFor(),
  "See who waits, and for what": async () => {
    await inbox();
    await matter("Away").waitFor();
  },
  "See why an image went to refinement": async () => {
    await link("People chose different labels").click();
    await images().first().click();
    await page.getByText("The annotators do not agree:").waitFor();
  },
  "Go through such images, one by one": async () => {
    await link("People chose different labels").click();
    await images().first().click();
    await page.getByText(/^1 of \d+$/).waitFor();
    await page.keyboard.press("ArrowRight");
    await page.getByText(/^2 of \d+$/).waitFor();
  },
  "Find an image, a label or a person": async () => {
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").fill("ginger-kitten");
    await page.getByRole("option", { name: /ginger-kitten/ }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "ginger-kitten.jpg" }).waitFor();
  },
  "Answer a flag": async () => {
    await inbox();
    await matter("Flagged").getByRole("button", { name: "Answer" }).click();
    await page.getByLabel(/^Your answer to/).fill("One label.");
    await button("Answer and settle").click();
    await page.getByText("finds your answer on My work").waitFor();
  },
  "Send a flagged image to an expert": async () => {
    await inbox();
    await matter("Flagged").getByRole("button", { name: "To refinement" }).click();
    await page.getByText(/^Sent to refinement|^It waits for an expert already/).waitFor();
  },
  "Give what somebody left to others": async () => {
    await link("Batches").click();
    await button(/^Reassign what cem/).click();
    await page.getByRole("dialog").getByLabel("ann").click();
    await button("Reassign").click();
    await page.getByText(/images? moved/).waitFor();
  },
  "Invite somebody": async () => {
    await link("People").click();
    await button("Invite").click();
    await page.getByLabel("E-mail").fill("new@example.org");
    await button("Make the link").click();
    // The study is older than a quarter of an hour, as its own server sees it; two servers have a clock of their own.
    if (!isOnTwo) {
      await page.getByLabel("Password", { exact: true }).fill(study.login.lead!.password);
      await page.keyboard.press("Enter");
    }
    await page.locator("dialog code").waitFor();
  },
  "Change a rule": async () => {
    await link("Settings").click();
    await page.getByLabel("Time to come back").click();
    await page.getByLabel("Time to come back").fill("90");
    await button("Review the change").click();
    await button("Save").click();
    await page.getByText("Saved.", { exact: true }).waitFor();
  },
  "Freeze the labels, and take them as CSV": async () => {
    await link("Releases").click();
    await page.getByLabel("Name").fill("Second half");
    const leaveOut = page.getByLabel(/^Leave out/);
    await leaveOut.click();
    await button("Create release").click();
    await page.getByRole("heading", { name: "Second half" }).waitFor();
    await Promise.all([page.waitForEvent("download"), link("CSV, a row per label").first().click()]);
  },
};

it("states a cost for every job, and no other", () => {
  expect([...stated.keys()]).toEqual(Object.keys(jobs));
});

it.each(Object.entries(jobs))("%s", async (job, work) => {
  await page.goto(`${study.url}/p/${study.project}/overview`);
  await page.getByRole("heading", { name: "Sample photos" }).waitFor();
  await page.evaluate(() => sessionStorage.removeItem("clicks"));
  await work();
  expect(await page.evaluate(() => Number(sessionStorage.getItem("clicks")))).toBe(stated.get(job));
});
