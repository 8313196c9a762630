import { readFile } from "node:fs/promises";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Installation, installSamples, logins } from "./setup/installation.ts";
import { openStored } from "./setup/stored.ts";
import { expectAccessible, launchBrowser, signIn, takeLooks, visit } from "./setup/visitor.ts";

let installation: Installation;
let browser: Browser;

beforeAll(async () => {
  installation = await installSamples();
  browser = await launchBrowser();
}, 5 * 60_000);
afterAll(async () => {
  await browser?.close();
  await installation?.remove();
});

it("a lead sees what an audit found, and what they say of it stays", { timeout: 120_000 }, async () => {
  const lead = await visit(browser);
  const { page } = lead;
  await signIn(lead, installation.url, logins.lead);
  await page.getByRole("link", { name: "Audit", exact: true }).click();
  await page.getByRole("heading", { name: "Audit", exact: true }).waitFor();
  const findings = page.getByRole("list", { name: "Findings" }).getByRole("listitem");
  // The audit is made by a process of its own.
  await findings.first().waitFor({ timeout: 60_000 });
  expect(await page.getByText("Made from: embedding efficientnet-lite0").isVisible()).toBe(true);
  await expectAccessible(page);
  await takeLooks(page, "audit");

  const saved = page.waitForEvent("download");
  await page.getByRole("link", { name: "Save all lists as CSV" }).click();
  const csv = await readFile(await (await saved).path(), "utf8");
  expect(csv).toMatch(/^kind,place,image,other,given,suggested,score,reason,said,asked\r?\nduplicates,1,/);

  await findings
    .first()
    .getByRole("button", { name: /^Similar images of/ })
    .press("Enter");
  const dialog = page.getByRole("dialog", { name: /^Images similar to/ });
  await expect.poll(() => dialog.getByRole("listitem").count()).toBe(12);
  await takeLooks(page, "audit-similar");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });

  const boxes = findings.getByRole("checkbox");
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  await page.getByText("2 chosen").waitFor();
  await page.getByRole("button", { name: "Mark as fine" }).click();
  await page.getByText("Of the first 2 verdicts, 0 are issues (0 %, 95 % interval 0 to").waitFor();
  await boxes.nth(0).check();
  await page.getByRole("button", { name: "Mark as issue" }).click();
  await page.getByText("Of the first 2 verdicts, 1 is an issue (50 %").waitFor();
  await page.reload();
  await expect.poll(() => findings.nth(0).textContent()).toContain("Issue");
  await expect.poll(() => findings.nth(1).textContent()).toContain("Fine");
  await takeLooks(page, "audit-marked");
  await page.getByLabel("Only without a verdict").check();
  await expect.poll(() => findings.first().textContent()).not.toContain("Issue");

  const stored = openStored(installation.data);
  expect(stored.all(`SELECT verdict FROM auditMark ORDER BY verdict`)).toEqual([
    { verdict: "fine" },
    { verdict: "issue" },
  ]);
  stored.close();

  await page.getByRole("link", { name: /^Doubted labels/ }).click();
  await page.getByRole("region", { name: "Doubted labels" }).waitFor();
  await takeLooks(page, "audit-doubted");

  await page.getByRole("link", { name: "Images", exact: true }).click();
  await page.getByRole("list", { name: "Images, in the order" }).getByRole("link").first().click();
  await page.getByRole("button", { name: "Find similar images" }).click();
  const similar = page.getByRole("region", { name: "Similar images" }).getByRole("listitem");
  await expect.poll(() => similar.count()).toBe(12);
  await similar.first().getByRole("link").click();
  // It is another image's page now, where nobody has asked yet.
  await page.getByRole("button", { name: "Find similar images" }).waitFor();
  expect(lead.troubles).toEqual([]);
});

it("a map shows all images, and those inside a line are chosen for what the list can do", {
  timeout: 120_000,
}, async () => {
  const lead = await visit(browser);
  const { page } = lead;
  await signIn(lead, installation.url, logins.lead);
  await page.getByRole("link", { name: "Images", exact: true }).click();
  await page.getByRole("link", { name: "Map", exact: true }).click();
  const map = page.getByRole("img", { name: /^A map of 30 images/ });
  await map.waitFor({ timeout: 60_000 });
  await expect.poll(() => map.locator("canvas").evaluate(countDrawn)).toBeGreaterThan(30);
  await expectAccessible(page);
  await takeLooks(page, "map");

  await page.getByRole("combobox", { name: "Colour" }).click();
  await page.getByRole("option", { name: "Original label" }).click();
  await page.getByRole("button", { name: /^Other labels/ }).waitFor();
  // What stands above the map may still move it, and what stands beside it make it larger, while the line is drawn.
  const choose = async () => {
    await map.scrollIntoViewIfNeeded();
    const { x, y, width, height } = (await map.boundingBox())!;
    const [left, top, right, bottom] = [x + 4, y + 4, x + width - 4, y + height - 4];
    await page.mouse.move(left, top);
    await page.mouse.down();
    await page.mouse.move(right, top, { steps: 3 });
    await page.mouse.move(right, bottom, { steps: 3 });
    await page.mouse.move(left, bottom, { steps: 3 });
    await page.mouse.up();
    const said = page.getByText(/^\d+ images? chosen/);
    return said.textContent({ timeout: 5_000 }).catch(() => null);
  };
  await expect.poll(choose, { interval: 500 }).toContain("30 images chosen");
  await takeLooks(page, "map-chosen");
  expect(
    await page
      .getByRole("list", { name: /^Chosen images/ })
      .getByRole("link")
      .count(),
  ).toBe(30);

  // What is hidden is not chosen.
  const others = page.getByRole("button", { name: /^Other labels/ });
  const left = 30 - Number((await others.textContent())!.match(/\d+$/)![0]);
  await others.click();
  await page.getByRole("button", { name: "Choose none" }).click();
  await expect.poll(choose, { interval: 500 }).toContain(`${left} images chosen`);
  await page.getByRole("button", { name: "Send to refinement" }).click();
  await page.getByRole("textbox", { name: "Why" }).fill("They look alike.");
  await page.getByRole("dialog").getByRole("button", { name: "Send to refinement" }).click();
  await page.getByText(/sent: refinement/).waitFor();
  expect(lead.troubles).toEqual([]);
});

/** Pixels of a canvas that are not empty. */
function countDrawn(canvas: SVGElement | HTMLElement): number {
  const { width, height } = canvas as HTMLCanvasElement;
  if (width === 0 || height === 0) return 0;
  const { data } = (canvas as HTMLCanvasElement).getContext("2d")!.getImageData(0, 0, width, height);
  return data.filter((value, at) => at % 4 === 3 && value > 0).length;
}
