import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeAccount, testPassword } from "../../src/server/testServer.ts";
import { appCode } from "../attacks/appCode.ts";
import { makeProject } from "../factories.ts";
import { type OwnServer, openOwnServer } from "./setup/ownServer.ts";
import { expectAccessible, takePicture, type Visitor, visit } from "./setup/visitor.ts";

/** Codes and passkeys, from the page that a lead is led to until the next sign-in. */
describe("a second factor in a real browser", () => {
  let own: OwnServer;
  let url: string;
  let project: string;
  const email = "lead@example.org";

  beforeAll(async () => {
    own = await openOwnServer({ secondFactor: "leads" });
    // A passkey belongs to a name, not to a number.
    url = own.url.replace("127.0.0.1", "localhost");
    ({ project } = await makeProject(own.ctx, { images: { "a.jpg": [0] } }));
    for (const [address, role] of [
      [email, "lead"],
      ["key@example.org", "lead"],
    ] as const)
      await makeAccount(own.ctx, { email: address, roles: [role], projectId: project });
  }, 300_000);
  afterAll(() => own?.close());

  async function givePassword({ page }: Visitor, address = email) {
    await page.goto(`${url}/sign-in`);
    await page.getByLabel("E-mail").fill(address);
    await page.getByLabel("Password", { exact: true }).fill(testPassword);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
  }
  const isLead = ({ page }: Visitor) => page.getByRole("link", { name: "People" }).first().waitFor();

  it("is set up by a lead who is asked for it, and asked for at the next sign-in", async () => {
    const here = await visit(own.browser);
    const { page } = here;
    await givePassword(here);
    // Wherever they wanted to go.
    await page.getByText("This installation asks you for a second step").waitFor();
    await page.goto(`${url}/p/${project}/people`);
    await page.waitForURL(`${url}/account`);
    await expectAccessible(page);
    await takePicture(page, "second-factor-needed");
    await page.getByRole("button", { name: "Set up an app" }).click();
    await page.getByLabel("Your password", { exact: true }).fill("not the password");
    await page.getByRole("button", { name: "Go on" }).click();
    await page.getByText("The current password is not right.").waitFor();
    await page.getByLabel("Your password", { exact: true }).fill(testPassword);
    await page.getByRole("button", { name: "Go on" }).click();
    await page.getByRole("img", { name: "QR code for the app" }).waitFor();
    const secret = (await page.locator("form code").innerText()).replaceAll(" ", "");
    await expectAccessible(page);
    await takePicture(page, "second-factor-qr");
    await page.getByLabel("Code that the app shows").fill("1");
    await page.getByRole("button", { name: "Turn on" }).click();
    await page.getByText("six digits").waitFor();
    await page.getByLabel("Code that the app shows").fill(appCode(secret));
    await page.getByRole("button", { name: "Turn on" }).click();
    await page.getByText("Your backup codes").waitFor();
    const codes = await page.locator("li code").allInnerTexts();
    expect(codes).toHaveLength(10);
    await takePicture(page, "second-factor-backup-codes");
    await page.getByRole("button", { name: "I have kept them" }).click();
    await page.getByText("10 backup codes are left").waitFor();
    await page.goto(url);
    await isLead(here);

    const there = await visit(own.browser, { colorScheme: "dark", isPhone: true });
    await givePassword(there);
    await there.page.getByLabel("Code", { exact: true }).fill("000000");
    await there.page.getByRole("button", { name: "Sign in", exact: true }).click();
    await there.page.getByText("That code is not right").waitFor();
    await expectAccessible(there.page);
    await takePicture(there.page, "second-factor-code-phone-dark");
    await there.page.getByLabel("Code", { exact: true }).fill(appCode(secret, 1));
    await there.page.getByRole("button", { name: "Sign in", exact: true }).click();
    await there.page.waitForURL((address) => address.pathname !== "/sign-in");
    await there.page.goto(`${url}/account`);
    await there.page.getByText("10 backup codes are left").waitFor();
    await takePicture(there.page, "second-factor-account-phone-dark");

    const lost = await visit(own.browser);
    await givePassword(lost);
    await lost.page.getByLabel("Code", { exact: true }).fill(codes[3]!);
    await lost.page.getByRole("button", { name: "Sign in", exact: true }).click();
    await isLead(lost);
    for (const { troubles } of [here, there, lost]) expect(troubles).toEqual([]);
  });

  it("is a passkey that signs in alone, and is removed with the password", async () => {
    const visitor = await visit(own.browser);
    const { page } = visitor;
    const cdp = await page.context().newCDPSession(page);
    await cdp.send("WebAuthn.enable");
    const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await givePassword(visitor, "key@example.org");
    await page.getByText("This installation asks you for a second step").waitFor();
    await page.getByLabel("Name for a new one").fill("Phone");
    await page.getByRole("button", { name: "Add a passkey" }).click();
    await page.getByRole("button", { name: "Remove Phone" }).waitFor();
    const { credentials } = await cdp.send("WebAuthn.getCredentials", { authenticatorId });
    expect(credentials.map(({ rpId, isResidentCredential }) => [rpId, isResidentCredential])).toEqual([
      ["localhost", true],
    ]);
    await takePicture(page, "second-factor-passkey");
    await page.goto(url);
    await isLead(visitor);

    await page.context().clearCookies();
    await page.goto(`${url}/sign-in`);
    await takePicture(page, "second-factor-sign-in");
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await isLead(visitor);

    // Without a finger, a face or a PIN it is no second factor.
    await page.context().clearCookies();
    await cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
    await page.goto(`${url}/sign-in`);
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await page.getByRole("alert").waitFor();
    await cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: true });

    // With the password alone there are no lead's rights, and nothing of the passkey is changed.
    await givePassword(visitor, "key@example.org");
    await page.getByText("You signed in with your password alone").waitFor();
    expect(await page.getByRole("button", { name: "Remove Phone" }).isDisabled()).toBe(true);
    await takePicture(page, "second-factor-locked");

    await page.getByRole("button", { name: "Sign out", exact: true }).first().click();
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await isLead(visitor);
    await own.ctx.db
      .updateTable("session")
      .set({ createdAt: new Date(Date.now() - 3_600_000).toISOString() })
      .execute();
    await page.goto(`${url}/account`);
    await page.getByRole("button", { name: "Remove Phone" }).click();
    const again = page.getByRole("dialog", { name: "Your password again" });
    await again.getByLabel("Password", { exact: true }).fill(testPassword);
    await again.getByRole("button", { name: "Go on" }).click();
    await page.getByRole("button", { name: "Remove Phone" }).waitFor({ state: "detached" });
    // The last one: what it opened has a lead's rights no more.
    await page.getByText("This installation asks you for a second step").waitFor();
    expect(visitor.troubles.filter((text) => !/403/.test(text))).toEqual([]);
  });
});
