import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { saveAnnotation } from "../../src/contract/tasks/annotation.ts";
import { openSmallStudy, type SmallStudy } from "./setup/smallStudy.ts";
import { enter, launchBrowser, signIn, takeLooks, visit } from "./setup/visitor.ts";

/** The server answers, and cannot do what it is asked: its disk is full, or its database comes back in a while. */
describe("a server that cannot store", () => {
  let study: SmallStudy;
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchBrowser();
    study = await openSmallStudy({
      photos: ["clownfish.jpg", "garden-lizard.jpg", "orange-dahlia.jpg"],
      proposals: ["goldfish", "coral reef", "macaw", "castle", "palace", "drum"],
      people: { ann: ["annotator"], ben: ["annotator"] },
      annotators: ["ann", "ben"],
    });
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await study?.remove();
  });

  /** What the server says while its database is away. */
  const away = {
    status: 503,
    headers: { "retry-after": "1" },
    contentType: "application/json",
    body: JSON.stringify({
      code: "unavailable",
      message: "The database does not answer just now.",
      details: { retryAfterSeconds: 1 },
    }),
  };
  const submitted = async () =>
    (
      await study.ctx.db
        .selectFrom("assignment")
        .select("state")
        .where("personId", "=", study.personOf("ann"))
        .where("state", "=", "submitted")
        .execute()
    ).length;

  it("the page says so, keeps the work, goes on, and sends it once by itself", async () => {
    const { page } = await visit(browser, { withServiceWorker: true });
    await enter({ page }, `${study.url}/p/${study.project}/annotate`, study.login.ann!);
    await page.getByRole("checkbox").first().waitFor();
    const saves = new RegExp(`${saveAnnotation.path.replace(/:\w+/, "[^/]+")}$`);
    await page.route(saves, (route) => route.fulfill(away));
    const state = (text: string) => page.getByRole("banner").getByText(text, { exact: true }).waitFor();
    for (const waiting of [1, 2]) {
      await page.keyboard.press("1");
      await page.getByRole("button", { name: "Remove goldfish" }).waitFor();
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: "Remove goldfish" }).waitFor({ state: "hidden" });
      await state(`Not saved yet: ${waiting} waiting`);
    }
    await page
      .getByText(
        "Not saved yet: The database does not answer just now. Your work is kept here, and sent again by itself.",
      )
      .waitFor();
    await takeLooks(page, "server-away");
    expect(await submitted()).toBe(0);

    // It waits in the browser, over a reload too.
    await page.reload();
    await page.getByRole("checkbox").first().waitFor();
    await state("Not saved yet: 2 waiting");
    await page.unroute(saves);
    await state("Saved");
    expect(await submitted()).toBe(2);
    const events = await study.ctx.db
      .selectFrom("event")
      .select("operation")
      .where("kind", "=", "submitted")
      .execute();
    expect(events).toHaveLength(2);
    await page.context().close();
  });

  it("whoever cannot be signed out is told that they are still signed in, and why", async () => {
    const { page } = await visit(browser, { withServiceWorker: true });
    await signIn({ page }, study.url, study.login.ben!);
    await page.getByRole("button", { name: /^You: / }).click();
    await page.route("**/api/auth/sign-out", (route) => route.fulfill(away));
    await page.getByRole("button", { name: "Sign out" }).click();
    const notice = page.getByRole("alert");
    await notice.getByText("You are still signed in. The database does not answer just now.").waitFor();
    await takeLooks(page, "not-signed-out");
    await page.unroute("**/api/auth/sign-out");
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.waitForURL(/\/sign-in/);
    await page.context().close();
  });
});
