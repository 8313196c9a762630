import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { livePath } from "../../src/contract/live.ts";
import { openSmallStudy, type SmallStudy } from "./setup/smallStudy.ts";
import { enter, launchBrowser, signIn, visit } from "./setup/visitor.ts";

/** A lead looks on while others work. */
describe("open pages in a real browser", () => {
  let study: SmallStudy;
  let browser: Browser;

  beforeAll(async () => {
    study = await openSmallStudy({
      photos: ["castle-in-loch.jpg", "clownfish.jpg", "ginger-kitten.jpg"],
      proposals: ["castle", "lakeside", "tabby", "tiger cat", "anemone fish"],
      people: { lead: ["lead"], ann: ["annotator"], ben: ["annotator"] },
      annotators: ["ann", "ben"],
    });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await study?.remove();
  });

  /** The lead's tabs; nothing happens in them every so many seconds unless `polls`. */
  async function openTabs(pages: string[], { polls }: { polls: boolean }): Promise<Page[]> {
    const visitor = await visit(browser);
    const context = visitor.page.context();
    if (!polls) await context.addInitScript("window.setInterval = () => 0");
    else await context.route(`**${address}`, (route) => route.abort());
    await signIn(visitor, study.url, study.login.lead!);
    return Promise.all(
      pages.map(async (name) => {
        const page = await context.newPage();
        const notice = page.waitForResponse(`**${address}`).catch(() => {});
        await page.goto(`${study.url}/p/${study.project}/${name}`);
        if (!polls) await notice;
        return page;
      }),
    );
  }

  /** Ticks the first card of the next images and submits, as an annotator does. */
  async function annotate(name: string, images: number): Promise<void> {
    const visitor = await visit(browser);
    const { page } = visitor;
    await enter(visitor, `${study.url}/p/${study.project}/annotate`, study.login[name]!);
    for (let done = 0; done < images; done++) {
      await page.getByRole("img", { name: "The one to label" }).waitFor();
      await page.getByRole("checkbox", { name: "castle", exact: true }).waitFor();
      await page.keyboard.press("1");
      await page.getByRole("button", { name: "Remove castle", exact: true }).waitFor();
      const submitted = page.waitForResponse((response) =>
        /"state":"submitted"/.test(response.request().postData() ?? ""),
      );
      await page.keyboard.press("Enter");
      expect((await submitted).status()).toBe(200);
    }
    await page.context().close();
  }

  const address = livePath.replace(":project", "*");
  const step = (page: Page, name: string) =>
    page
      .getByRole("list", { name: "How far the images are" })
      .getByRole("listitem")
      .filter({ hasText: name });

  it("follow what annotators do, without being loaded again and without asking again and again", async () => {
    const [overview, images] = (await openTabs(["overview", "images?status=agreed"], { polls: false })) as [
      Page,
      Page,
    ];
    await images.getByRole("heading", { name: "No image is like this" }).waitFor();
    await step(overview, "Agreed").getByText("0", { exact: true }).waitFor();
    await overview.evaluate("window.same = true");

    await annotate("ann", 1);
    await step(overview, "Annotated").getByText("1 once").waitFor();
    await annotate("ben", 1);
    await step(overview, "Agreed").getByText("1", { exact: true }).waitFor();
    await expect
      .poll(() =>
        images
          .getByRole("list", { name: /^Images/ })
          .getByRole("link")
          .count(),
      )
      .toBe(1);
    expect(await overview.evaluate("window.same")).toBe(true);
    await overview.context().close();
  });

  it("ask now and then where nobody tells them, and listen again as soon as that can be", async () => {
    const [overview] = (await openTabs(["overview"], { polls: true })) as [Page];
    await step(overview, "Annotated").getByText("1", { exact: true }).waitFor();
    await annotate("ann", 1);
    await annotate("ben", 1);
    await step(overview, "Annotated").getByText("2", { exact: true }).waitFor();

    const notice = overview.waitForResponse(`**${address}`);
    await overview.context().unroute(`**${address}`);
    expect((await notice).status()).toBe(200);
    await overview.context().close();
  });
});
