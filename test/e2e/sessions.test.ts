import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeAccount, testPassword } from "../../src/server/testServer.ts";
import { makeProject } from "../factories.ts";
import { type OwnServer, openOwnServer } from "./setup/ownServer.ts";
import {
  expectAccessible,
  expectAccessibleInBoth,
  signIn,
  takeLooks,
  takePicture,
  type Visitor,
  visit,
} from "./setup/visitor.ts";

/** Where one is signed in, and the password that is asked for again. */
describe("sessions in a real browser", () => {
  let own: OwnServer;
  let here: Visitor;
  let elsewhere: Visitor;
  let project: string;
  const login = { email: "lead@example.org", password: testPassword };

  beforeAll(async () => {
    own = await openOwnServer({ networks: ["127.0.0.1"] });
    ({ project } = await makeProject(own.ctx, { images: { "a.jpg": [0] } }));
    await makeAccount(own.ctx, { email: login.email, roles: ["lead"], projectId: project });
    await makeAccount(own.ctx, { email: "ann@example.org", roles: ["annotator"], projectId: project });
    here = await visit(own.browser, { withServiceWorker: true });
    elsewhere = await visit(own.browser, { colorScheme: "dark", isPhone: true });
    for (const visitor of [here, elsewhere]) await signIn(visitor, own.url, login);
  }, 300_000);
  afterAll(() => own?.close());

  it("lists them, and signs out another browser", async () => {
    const { page } = elsewhere;
    await page.goto(`${own.url}/account`);
    await page.getByText(", this browser").waitFor();
    await takePicture(page, "account-sessions-phone-dark");
    await here.page.goto(`${own.url}/account`);
    await here.page.getByText(", this browser").waitFor();
    await expectAccessibleInBoth(here.page);
    await takePicture(here.page, "account-sessions");
    await here.page.getByRole("button", { name: /^Sign out Chrome/ }).click();
    await here.page.getByRole("button", { name: /^Sign out Chrome/ }).waitFor({ state: "detached" });
    await page.goto(`${own.url}/account`);
    await page.getByLabel("Password", { exact: true }).waitFor();
  });

  it("makes a token for a program, shows it once, and revokes it", async () => {
    const { page } = here;
    await page.goto(`${own.url}/account`);
    const panel = page.getByRole("region", { name: "Programs that act for you" });
    await panel.getByLabel("What it is for").fill("nightly export");
    await panel.getByRole("button", { name: "Make a token" }).click();
    const token = (await panel.getByText(/^mlf_/).textContent()) ?? "";
    const ask = () =>
      fetch(`${own.url}/api/v1/projects/${project}/overview`, {
        headers: { authorization: `Bearer ${token}` },
      });
    expect((await ask()).status).toBe(200);
    await panel.scrollIntoViewIfNeeded();
    await takeLooks(page, "account-token");
    await expectAccessible(page);
    await page.reload();
    await panel.getByText(/^Read · ends .* · last used/).waitFor();
    expect(await panel.getByText(/^mlf_/).count()).toBe(0);
    const revoke = panel.getByRole("button", { name: "Revoke the token “nightly export”" });
    await revoke.click();
    await revoke.waitFor({ state: "detached" });
    expect((await ask()).status).toBe(401);

    await page.goto(`${own.url}/api/v1/reference`);
    await page.getByRole("heading", { name: /^Multilabelfy/ }).waitFor();
    await page.getByRole("link", { name: "Releases", exact: true }).waitFor();
    await takePicture(page, "api-reference");
    expect(here.troubles).toEqual([]);
  });

  it("has a program told what happens, shows how that went, and sends it again", async () => {
    const { page } = here;
    let answer = 500;
    const receiver = createServer((_, reply) => void reply.writeHead(answer).end());
    receiver.listen(0, "127.0.0.1");
    await once(receiver, "listening");
    const address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/labels`;
    await page.goto(`${own.url}/p/${project}/settings`);
    await page.getByRole("link", { name: "Webhooks" }).click();
    const add = page.getByRole("region", { name: "Add a webhook" });
    await add.getByLabel("Address").fill("https://[::1]/labels");
    await add.getByRole("button", { name: "Add" }).click();
    await add.getByText("::1 is in a private network.").waitFor();
    await add.getByLabel("Address").fill(address);
    await add.getByLabel("Job ended").check();
    await add.getByRole("button", { name: "Add" }).click();
    await add.getByText(/^whsec_/).waitFor();
    const webhook = page.getByRole("region", { name: address, exact: true });
    await webhook.getByRole("button", { name: `Send a test to ${address}` }).click();
    await webhook.getByText("The answer was 500. Tried again").waitFor();
    answer = 200;
    // It need not be waited for.
    await own.ctx.db.updateTable("webhookDelivery").set({ nextAt: "2026-01-01" }).execute();
    await webhook.getByText("Delivered, after 2 attempts (200)").waitFor();
    await takeLooks(page, "webhooks");
    await expectAccessibleInBoth(page);
    await webhook.getByRole("button", { name: /^Send again: Test/ }).click();
    await webhook.getByText("Delivered (200)").waitFor();
    await webhook.getByRole("button", { name: `Remove ${address}` }).click();
    await page.getByRole("button", { name: "Remove", exact: true }).click();
    await page.getByText("Nobody is told yet.").waitFor();
    receiver.close();
    expect(here.troubles.splice(0)).toEqual([expect.stringContaining("400")]);
  });

  it("asks for the password again before a role changes hands, and goes on by itself", async () => {
    const old = new Date(Date.now() - 3_600_000).toISOString();
    await own.ctx.db.updateTable("session").set({ createdAt: old }).execute();
    const { page } = here;
    await page.goto(`${own.url}/p/${project}/history?area=security`);
    await page.getByRole("listitem").filter({ hasText: "signed in" }).first().waitFor();
    await takeLooks(page, "history");
    await expectAccessible(page);
    await page.getByRole("link", { name: "People", exact: true }).click();
    await page.getByRole("button", { name: "Invite" }).first().click();
    const invite = page.getByRole("dialog");
    await invite.getByLabel("E-mail").fill("new@example.org");
    await invite.getByLabel("Annotator").check();
    await invite.getByRole("button", { name: /link/i }).click();
    const again = page.getByRole("dialog", { name: "Your password again" });
    await again.waitFor();
    await again.getByLabel("Password", { exact: true }).fill("not the password");
    await again.getByRole("button", { name: "Go on" }).click();
    await again.getByText("The current password is not right.").waitFor();
    await takePicture(page, "password-again");
    await again.getByLabel("Password", { exact: true }).fill(testPassword);
    await again.getByRole("button", { name: "Go on" }).click();
    await again.waitFor({ state: "detached" });
    await page
      .getByText(/\/invitation\?token=/)
      .or(page.locator("input[value*='invitation?token=']"))
      .first()
      .waitFor();
    expect(here.troubles.filter((text) => !/403|Forbidden/.test(text))).toEqual([]);
  });
});
