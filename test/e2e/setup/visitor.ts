import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, chromium, type Page } from "playwright-core";
import { expect } from "vitest";
import { ensureChromium, findChromium } from "../../../scripts/findChromium.ts";
import type { Login } from "./installation.ts";

/** Pictures are for people to look at; taking them costs as much time as the tests. */
const pictures = process.env.MULTILABELFY_PICTURES ? join(import.meta.dirname, "../pictures") : undefined;

/** Chromium must not look for its maker's hosts, and has no sandbox where it runs as root. */
export function launchBrowser(environment: NodeJS.ProcessEnv = {}): Promise<Browser> {
  return chromium.launch({
    env: { ...process.env, ...environment } as Record<string, string>,
    executablePath: findChromium() ?? ensureChromium(),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** A person at a browser of their own. */
export interface Visitor {
  page: Page;
  /** The body of every API reply so far that is text, by path. */
  replies: { path: string; body: string }[];
  /** Everything that went wrong in the page: errors, refused styles and scripts. */
  troubles: string[];
}

export async function visit(
  browser: Browser,
  options: {
    colorScheme?: "light" | "dark";
    width?: number;
    height?: number;
    isPhone?: boolean;
    /**
     * As everybody has it: for what becomes of a page without its server. It fetches every file of the program first,
     * which costs more than most tests do, and what it asks for does not show in `page.route`.
     */
    withServiceWorker?: boolean;
  } = {},
): Promise<Visitor> {
  const { colorScheme = "light", isPhone = false } = options;
  const { width = isPhone ? 390 : 1440, height = isPhone ? 844 : 900 } = options;
  const context = await browser.newContext({
    colorScheme,
    viewport: { width, height },
    isMobile: isPhone,
    hasTouch: isPhone,
    acceptDownloads: true,
    serviceWorkers: options.withServiceWorker ? "allow" : "block",
  });
  // What is refused and caught is not on the console by itself.
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile }) =>
      console.error(`refused: ${violatedDirective} ${blockedURI} in ${sourceFile}`),
    );
  });
  const page = await context.newPage();
  // Ends what hangs: how fast the machine is just now is not what is tested.
  page.setDefaultTimeout(60_000);
  const visitor: Visitor = { page, replies: [], troubles: [] };
  page.on("pageerror", (error) => visitor.troubles.push(String(error)));
  page.on("console", (message) => {
    const text = message.text();
    // A refused sign-in is answered with 401, which Chromium reports by itself.
    if (message.type() === "error" && !text.includes("401 (Unauthorized)")) visitor.troubles.push(text);
  });
  page.on("response", async (response) => {
    const { pathname } = new URL(response.url());
    const isText = /json|text|csv/.test(response.headers()["content-type"] ?? "");
    if (!pathname.startsWith("/api/") || !isText) return;
    const body = await response.text().catch(() => "");
    visitor.replies.push({ path: pathname, body });
  });
  return visitor;
}

/** Until the browser could open the page without the server. */
export async function untilHeld(page: Page): Promise<void> {
  // A service worker takes over once it holds every file.
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

export async function signIn(
  { page }: Pick<Visitor, "page">,
  url: string,
  { email, password }: Login,
): Promise<void> {
  await page.goto(url);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/p\//);
}

/** Opens a page as somebody who has signed in before: the page to sign in on is not what is looked at. */
export async function enter(
  { page }: Pick<Visitor, "page">,
  address: string,
  { email, password }: Login,
): Promise<void> {
  const { origin } = new URL(address);
  const reply = await page.request.post(`${origin}/api/auth/sign-in/email`, {
    data: { email, password },
    headers: { origin },
  });
  expect(reply.ok(), `${email} cannot sign in: ${reply.status()}`).toBe(true);
  await page.goto(address);
}

/** A picture of the page as it is, for people to look at, where `MULTILABELFY_PICTURES` is set. */
export async function takePicture(page: Page, name: string): Promise<void> {
  if (!pictures) return;
  await mkdir(pictures, { recursive: true });
  // Images below the window may be left to wait until they are scrolled to, and hidden ones are never asked for.
  await page.waitForFunction(() =>
    [...document.images].every(
      (image) =>
        image.complete ||
        image.getClientRects().length === 0 ||
        (image.loading === "lazy" && image.getBoundingClientRect().top > window.innerHeight),
    ),
  );
  await page.screenshot({ path: join(pictures, `${name}.png`), animations: "disabled" });
}

/** Pictures of the page by day, by night, and as wide as a phone, as `takePicture` does. */
export async function takeLooks(page: Page, name: string): Promise<void> {
  if (!pictures) return;
  const size = page.viewportSize();
  await takePicture(page, name);
  await page.emulateMedia({ colorScheme: "dark" });
  await takePicture(page, `${name}-dark`);
  await page.setViewportSize({ width: 390, height: 844 });
  await takePicture(page, `${name}-dark-phone`);
  await page.emulateMedia({ colorScheme: "light" });
  await takePicture(page, `${name}-phone`);
  if (size) await page.setViewportSize(size);
}

/** Opens a topic of a page that is folded at first. */
export const unfold = (page: Page, title: string): Promise<void> =>
  page.locator("summary", { has: page.getByRole("heading", { name: title, exact: true }) }).click();

/**
 * Nothing on the page keeps anybody from using it, as far as axe can tell.
 *
 * @param rules to be looked at alone
 */
export async function expectAccessible(page: Page, rules?: string[]): Promise<void> {
  // Text that is still fading in has less contrast than it will have.
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        ({ playState, effect }) =>
          playState !== "running" || effect?.getComputedTiming().iterations === Number.POSITIVE_INFINITY,
      ),
  );
  // No page has frames: the way that looks into frames of other sites opens a page more, for three times as long.
  // Whatever is right is counted, not described: that costs a quarter.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
  const { violations } = await (rules
    ? axe.withRules(rules)
    : axe.withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
  ).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`)).toEqual(
    [],
  );
}

/** The same by day and by night: in the other scheme only what its colours change is looked at. */
export async function expectAccessibleInBoth(page: Page): Promise<void> {
  await expectAccessible(page);
  const isDark = await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches);
  await page.emulateMedia({ colorScheme: isDark ? "light" : "dark" });
  await expectAccessible(page, ["color-contrast"]);
  await page.emulateMedia({ colorScheme: isDark ? "dark" : "light" });
}

/** Opens the search for labels; a key that comes while something else closes is not taken for it. */
export async function openSearch(page: Page) {
  const field = page.getByRole("combobox", { name: /^Search all/ });
  const isOpen = async () => {
    if (!(await field.isVisible())) await page.keyboard.press("/");
    return field.isVisible();
  };
  await expect.poll(isOpen, { interval: 250 }).toBe(true);
  return field;
}
