import type { Browser, CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openSmallStudy, type SmallStudy } from "./setup/smallStudy.ts";
import {
  enter,
  expectAccessible,
  expectAccessibleInBoth,
  launchBrowser,
  openSearch,
  signIn,
  takePicture,
  visit,
} from "./setup/visitor.ts";

const minutes = 60_000;
const photos = [
  "clownfish.jpg",
  "garden-lizard.jpg",
  "orange-dahlia.jpg",
  "castle-in-loch.jpg",
  "drum-kit-and-guitar.jpg",
  "clock-on-wall.jpg",
  "goat-on-ridge.jpg",
  "berlin-cathedral.jpg",
];
const proposals = [
  "goldfish",
  "coral reef",
  "macaw",
  "castle",
  "palace",
  "drum",
  "dragonfly",
  "bee",
  "hen",
  "bucket",
  "umbrella",
  "vase",
];

/** What the keys print on a French keyboard, as Chromium tells it. */
const azerty = { KeyQ: "a", KeyW: "z", KeyA: "q", KeyZ: "w", KeyX: "x", KeyE: "e", KeyR: "r", Digit1: "&" };

describe("keys, whatever the keyboard", () => {
  let study: SmallStudy;
  let browser: Browser;
  let page: Page;
  let cdp: CDPSession;

  beforeAll(async () => {
    browser = await launchBrowser();
    study = await openSmallStudy({
      photos,
      proposals,
      people: { ann: ["annotator"], ben: ["annotator"] },
      annotators: ["ann", "ben"],
    });
    ({ page } = await visit(browser));
    cdp = await page.context().newCDPSession(page);
    await signIn({ page }, study.url, study.login.ann!);
  }, 2 * minutes);

  afterAll(async () => {
    await browser?.close();
    await study?.remove();
  });

  beforeEach(open);

  async function open(): Promise<void> {
    await page.goto(`${study.url}/p/${study.project}/annotate`);
    await page.getByRole("checkbox").first().waitFor();
  }
  /** What was submitted has arrived, so that the page opens at the next image. */
  async function movesOn(before: string | null): Promise<void> {
    await expect.poll(image).not.toBe(before);
    await page.getByText("Saved", { exact: true }).waitFor();
  }
  const image = () => page.getByRole("img", { name: "The one to label" }).getAttribute("src");
  const ticked = () => page.getByRole("checkbox", { checked: true }).count();
  const group = () => page.getByRole("tab", { selected: true }).textContent();
  const none = () =>
    page
      .getByRole("button", { name: /^None of these/ })
      .first()
      .getAttribute("aria-pressed");

  /** A key press as an operating system with another layout or an input method sends it. */
  async function pressed(
    code: string,
    key: string,
    { keyCode = 0, autoRepeat = false, modifiers = 0 } = {},
  ): Promise<void> {
    const event = { code, key, windowsVirtualKeyCode: keyCode, autoRepeat, modifiers };
    await cdp.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...event });
    if (!autoRepeat) await cdp.send("Input.dispatchKeyEvent", { type: "keyUp", ...event });
  }

  it("n ticks in the first group take n + 1 presses", async () => {
    const before = await image();
    await page.evaluate(() => {
      document.addEventListener(
        "keydown",
        () => {
          document.body.dataset.presses = String(Number(document.body.dataset.presses ?? 0) + 1);
        },
        true,
      );
    });
    for (const digit of ["1", "3", "5"]) await page.keyboard.press(digit);
    expect(await ticked()).toBe(3);
    await page.keyboard.press("Enter");
    await movesOn(before);
    expect(await page.evaluate(() => document.body.dataset.presses)).toBe("4");
  });

  it("what was ticked by mouse is submitted by Enter, however soon after the image came", async () => {
    // In the page itself: no message from outside is as soon.
    const [first, second] = await page.evaluate(async () => {
      const shown = () => document.querySelector<HTMLImageElement>('img[alt="The one to label"]')?.src;
      const frame = () => new Promise(requestAnimationFrame);
      const answer = async () => {
        document.querySelector<HTMLElement>('[role="checkbox"]')!.click();
        await frame();
        const enter = { code: "Enter", key: "Enter", bubbles: true, cancelable: true };
        document.body.dispatchEvent(new KeyboardEvent("keydown", enter));
      };
      const before = shown();
      await answer();
      while (shown() === before || !document.querySelector('[role="checkbox"]')) await frame();
      const after = shown();
      await frame();
      await answer();
      return [before, after];
    });
    expect(second).not.toBe(first);
    await movesOn(new URL(second!).pathname);
  });

  it("an image is submitted by Tab, Space and Enter alone", async () => {
    const before = await image();
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute("role"));
    const name = () => page.evaluate(() => document.activeElement?.textContent ?? "");
    for (let step = 0; (await focused()) !== "checkbox"; step++) {
      expect(step).toBeLessThan(40);
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Space");
    expect(await ticked()).toBe(1);
    await page.keyboard.press("Space");
    expect(await ticked()).toBe(0);
    await page.keyboard.press("Space");
    expect(await ticked()).toBe(1);
    expect(await group()).toContain("1–5");
    for (let step = 0; !(await name()).startsWith("Submit"); step++) {
      expect(step).toBeLessThan(60);
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Enter");
    await movesOn(before);
  });

  it("Space opens the next group from the page, after a click on a card too, and presses a focused button", async () => {
    await page.keyboard.press("Space");
    expect(await group()).toContain("6–10");
    await page.getByRole("checkbox").first().click();
    expect(await ticked()).toBe(1);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Space");
    expect(await group()).toContain("11–12");

    // With the focus in the list, the next group's card has it, and Space is that card's.
    await page.getByRole("checkbox").first().focus();
    await page.keyboard.press("KeyQ");
    const focused = page.locator("[role=checkbox]:focus");
    const was = await focused.getAttribute("aria-checked");
    await page.keyboard.press("Space");
    expect(await focused.getAttribute("aria-checked")).not.toBe(was);
    expect(await group()).toContain("1–5");

    await page.getByRole("button", { name: /^Flag/ }).focus();
    await page.keyboard.press("Space");
    await page.getByRole("dialog", { name: "Flag this image for the lead" }).waitFor();
    await page.keyboard.press("Escape");
    expect(await group()).toContain("1–5");
  });

  it("with Shift a label is added and the search goes on, with what often stands beside it", async () => {
    const added = (name: string) => page.getByRole("button", { name: `Remove ${name}` });
    const options = page.getByRole("dialog").getByRole("option");
    // Faster than the list can follow: the digit is a choice from what was typed, and no part of it.
    await openSearch(page);
    await cdp.send("Emulation.setCPUThrottlingRate", { rate: 20 });
    await page.keyboard.type("tl");
    // As it is printed where Shift makes digits signs.
    await pressed("Digit1", "!", { keyCode: 49, modifiers: 8 });
    await cdp.send("Emulation.setCPUThrottlingRate", { rate: 1 });
    await page.getByText("Added: table lamp.").waitFor();
    await options.first().getByText("lampshade", { exact: true }).waitFor();
    await page.keyboard.press("Digit1");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    for (const name of ["table lamp", "lampshade"]) {
      await added(name).click();
      await added(name).waitFor({ state: "hidden" });
    }
  });

  it("nothing happens while typing or composing, nor when a key is held down", async () => {
    const before = await Promise.all([image(), ticked(), none()]);
    const comment = page.getByRole("textbox", { name: "Comment" });
    await comment.focus();
    await page.keyboard.type("x q s 1 ?");
    await cdp.send("Input.imeSetComposition", { text: "ㅂ", selectionStart: 1, selectionEnd: 1 });
    await pressed("Digit2", "Process", { keyCode: 229 });
    await pressed("Enter", "Process", { keyCode: 229, modifiers: 2 });
    await cdp.send("Input.insertText", { text: "바" });
    expect(await comment.inputValue()).toBe("x q s 1 ?바");
    expect(await Promise.all([image(), ticked(), none()])).toEqual(before);
    await page.keyboard.press("Escape");

    const first = page.getByRole("checkbox").first();
    const was = await first.getAttribute("aria-checked");
    await pressed("Digit1", "1");
    for (let times = 0; times < 3; times++) await pressed("Digit1", "1", { autoRepeat: true });
    expect(await first.getAttribute("aria-checked")).toBe(was === "true" ? "false" : "true");
  });

  it("a Korean layout and its input method work by the places of the keys", async () => {
    await page.keyboard.press("Space");
    await pressed("KeyQ", "ㅂ", { keyCode: 81 });
    expect(await group()).toContain("1–5");
    await pressed("KeyE", "Process", { keyCode: 229 });
    expect(await group()).toContain("11–12");
    await pressed("KeyQ", "Process", { keyCode: 229 });
    const before = await ticked();
    await pressed("Digit4", "Process", { keyCode: 229 });
    expect(Math.abs((await ticked()) - before)).toBe(1);
    await pressed("KeyU", "ㅕ", { keyCode: 85 });
    expect(await ticked()).toBe(before);
    const shown = await image();
    if ((await ticked()) === 0) await pressed("Digit2", "2", { keyCode: 50 });
    await pressed("Enter", "Enter", { keyCode: 13 });
    await movesOn(shown);
  });

  it("a French layout works by places too, and the sheet shows what it prints, where the browser tells", async () => {
    await page.addInitScript((layout) => {
      const getLayoutMap = async () => new Map(Object.entries(layout));
      Object.defineProperty(navigator, "keyboard", { value: { getLayoutMap }, configurable: true });
    }, azerty);
    await open();
    const before = await ticked();
    await pressed("Digit1", "&", { keyCode: 49 });
    await pressed("Digit2", "é", { keyCode: 50 });
    expect(Math.abs((await ticked()) - before)).toBe(2);
    await pressed("KeyW", "z", { keyCode: 90 });
    expect(await group()).toContain("6–10");
    await pressed("KeyQ", "a", { keyCode: 65 });
    expect(await group()).toContain("1–5");
    // Where ? is typed there: Shift and the key left of right Shift.
    await pressed("KeyM", "?", { keyCode: 188, modifiers: 8 });
    const sheet = page.getByRole("dialog", { name: "Keys" });
    await sheet.waitFor();
    const row = (label: string) => sheet.getByRole("listitem").filter({ hasText: label }).locator("kbd");
    expect(await row("Group 1").textContent()).toBe("A");
    expect(await row("Group 2").textContent()).toBe("Z");
    expect(await row("Tick the card").textContent()).toBe("1–5");
    expect(await sheet.getByText("does not tell what your keyboard prints").count()).toBe(0);
    await expectAccessibleInBoth(page);

    await page.addInitScript(() => {
      Object.defineProperty(navigator, "keyboard", { value: undefined, configurable: true });
    });
    await open();
    await page.keyboard.press("Shift+Slash");
    await sheet.getByText("does not tell what your keyboard prints").waitFor();
    expect(await row("Group 1").textContent()).toBe("Q");
    await takePicture(page, "keys-layout-unknown");
    await expectAccessible(page);
  });

  it("single keys can be changed and turned off; the buttons and the other keys stay", async () => {
    await page.keyboard.press("Shift+Slash");
    const sheet = page.getByRole("dialog", { name: "Keys" });
    await sheet.getByRole("button", { name: "Change the key: Group 2" }).click();
    await page.keyboard.press("KeyB");
    await page.keyboard.press("Escape");
    await page.keyboard.press("KeyW");
    expect(await group()).toContain("1–5");
    await page.keyboard.press("KeyB");
    expect(await group()).toContain("6–10");

    await page.keyboard.press("Shift+Slash");
    await sheet.getByRole("button", { name: "Usual keys" }).click();
    await sheet.getByRole("checkbox").uncheck();
    await page.keyboard.press("Escape");
    const before = await ticked();
    for (const key of ["Digit1", "KeyX", "KeyQ", "KeyS", "/"]) await page.keyboard.press(key);
    expect(await page.getByRole("dialog").count()).toBe(0);
    expect(await ticked()).toBe(before);
    expect(await group()).toContain("6–10");
    await page.keyboard.press("Space");
    expect(await group()).toContain("11–12");
    await page
      .getByRole("button", { name: /^Keys|^Help|shortcuts/i })
      .first()
      .click();
    await sheet.getByRole("checkbox").check();
  });

  it("by touch, a tap ticks, holding opens the exemplars, and groups and Submit stay within reach", async () => {
    const context = await browser.newContext({
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    const phone = await context.newPage();
    await enter({ page: phone }, `${study.url}/p/${study.project}/annotate`, study.login.ben!);
    const first = phone.getByRole("checkbox", { name: "goldfish" });
    await first.tap();
    await phone.getByRole("checkbox", { name: "goldfish", checked: true }).waitFor();

    const submit = phone.getByRole("button", { name: /^Submit/ });
    for (const target of [submit, phone.getByRole("tab").first()]) {
      const box = await target.boundingBox();
      expect(box?.height).toBeGreaterThanOrEqual(44);
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(844);
    }
    await phone.getByRole("checkbox").nth(2).scrollIntoViewIfNeeded();
    expect((await submit.boundingBox())?.y).toBeLessThan(844);

    await first.scrollIntoViewIfNeeded();
    const { x, y } = (await first.boundingBox())!;
    const touch = await context.newCDPSession(phone);
    const point = { x: x + 60, y: y + 20 };
    await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [point] });
    await phone
      .getByRole("region", { name: /goldfish/ })
      .or(phone.getByRole("dialog"))
      .first()
      .waitFor();
    await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await takePicture(phone, "phone-exemplars");
    await phone.keyboard.press("Escape");
    await phone.getByRole("checkbox", { name: "goldfish", checked: true }).waitFor();
    await expectAccessibleInBoth(phone);
    await context.close();
  });

  it("in German where somebody chose it before the sign-in, also in another browser", async () => {
    const first = await visit(browser);
    await first.page.goto(`${study.url}/sign-in`);
    await first.page.getByRole("combobox", { name: "Language" }).selectOption("Deutsch");
    await first.page.getByLabel("E-Mail").fill(study.login.ben!.email);
    await first.page.getByLabel("Passwort", { exact: true }).fill(study.login.ben!.password);
    await first.page.getByRole("button", { name: "Anmelden", exact: true }).click();
    await first.page.waitForURL(/\/p\//);
    await first.page.goto(`${study.url}/p/${study.project}/annotate`);
    await first.page.getByRole("checkbox", { name: "coral reef" }).click();
    await first.page.keyboard.press("f");
    await first.page.getByRole("button", { name: "Anstößig oder privat" }).click();
    await first.page.keyboard.press("Enter");
    await first.page.getByText("Gespeichert: ").waitFor();
    expect(await first.page.locator("html").getAttribute("lang")).toBe("de");
    await expectAccessible(first.page);
    // Leads read reasons, and count them: they are the same in every language.
    const drafts = await study.ctx.db.selectFrom("annotation").select("draftJson").execute();
    expect(drafts.map(({ draftJson }) => JSON.parse(draftJson).flag)).toContain("Offensive or private");

    const second = await visit(browser);
    await signIn(second, study.url, study.login.ben!);
    await second.page.getByRole("heading", { name: "Meine Arbeit" }).waitFor();
    await second.page.getByText("Gemeldet: Anstößig oder privat").waitFor();

    // Whoever had the tab before chose another: it is not ben's.
    await first.page.context().clearCookies();
    await first.page.goto(`${study.url}/sign-in`);
    await first.page.getByRole("combobox", { name: "Sprache" }).selectOption("English");
    await first.page.getByRole("combobox", { name: "Language" }).waitFor();
    await signIn(first, study.url, study.login.ben!);
    await first.page.getByRole("heading", { name: "Meine Arbeit" }).waitFor();
    expect(
      await first.page.evaluate(() => sessionStorage.getItem("multilabelfy-language-chosen")),
    ).toBeNull();
    expect([...first.troubles, ...second.troubles]).toEqual([]);
    await first.page.context().close();
    await second.page.context().close();
  });
});
