import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { Answer } from "./answers.ts";
import type { Stored } from "./stored.ts";
import { openSearch } from "./visitor.ts";

const groupSize = 5;
const groupKeys = ["q", "w", "e", "r"];
/** Longer than the 400 milliseconds after which a card counts as shown. */
const lookMs = 500;

/** The annotation page, worked by the keyboard as a practised annotator does. */
export function annotatePage(page: Page, stored: Stored) {
  const image = page.getByRole("img", { name: "The one to label" });

  /** The key of the image on screen; undefined where nothing is left to do. */
  async function currentImage(): Promise<string | undefined> {
    await image
      .or(page.getByRole("heading", { name: "All done." }))
      .waitFor()
      .catch(async (error: Error) => {
        const said = await page.evaluate(() => document.body.innerText).catch(() => "nothing");
        throw new Error(`${error.message}\n${page.url()} says: ${said}`);
      });
    if (!(await image.isVisible())) return undefined;
    const id = /images\/([^/]+)\//.exec((await image.getAttribute("src")) ?? "")?.[1] ?? "";
    return stored.keyOf.get(id);
  }

  /** Presses a key that moves on, and waits until the page has. */
  async function moveOn(press: () => Promise<void>): Promise<void> {
    const before = await currentImage();
    await press();
    await expect.poll(currentImage).not.toBe(before);
  }

  const card = (name: string) => page.getByRole("checkbox", { name, exact: true });
  const chip = (name: string) => page.getByRole("button", { name: `Remove ${name}`, exact: true });

  async function press(key: string, label: string, position: number): Promise<void> {
    const group = Math.floor(position / groupSize);
    if (group > 0) await page.keyboard.press(groupKeys[group] ?? "");
    await card(label).waitFor();
    await page.keyboard.press(key.replace("#", String((position % groupSize) + 1)));
  }

  async function addBySearch(label: string): Promise<void> {
    const field = await openSearch(page);
    await field.fill(label);
    await page.getByRole("option").first().getByText(label, { exact: true }).waitFor();
    await field.press("Enter");
    await field.waitFor({ state: "hidden" });
    await chip(label).waitFor();
  }

  return {
    currentImage,
    moveOn,
    card,
    chip,
    addBySearch,

    /** Answers the image on screen; groups that hold no label of the answer stay closed. */
    async answer(key: string, { yes, unsure = [], search = [] }: Answer): Promise<void> {
      if (yes.length + unsure.length === 0) {
        await page.keyboard.press("x");
        await page.getByRole("button", { name: /^None of these/, pressed: true }).waitFor();
        return;
      }
      const proposals = stored.proposalsOf(key);
      const place = (label: string) => proposals.indexOf(label);
      await page.waitForTimeout(lookMs);
      for (const label of yes.filter((name) => !search.includes(name)).sort((a, b) => place(a) - place(b))) {
        await press("Digit#", label, place(label));
        // A group that was just opened is looked at, too.
        if (place(label) >= groupSize) await page.waitForTimeout(lookMs);
      }
      for (const label of unsure) await press("Shift+Digit#", label, place(label));
      for (const label of search) await addBySearch(label);
    },

    /** For pictures: it says what was saved before, which tells nothing of this image. */
    toastIsGone: () =>
      page.getByRole("status").getByRole("button", { name: /^Undo/ }).waitFor({ state: "hidden" }),

    /** For an image that was answered: what it takes to be looked at has passed. */
    submit: () => moveOn(() => page.keyboard.press("Enter")),

    /** For an image as it came: not before an Enter is taken for its own. */
    submitAsIs: () =>
      moveOn(async () => {
        await page.waitForTimeout(lookMs);
        await page.keyboard.press("Enter");
      }),

    /** What stands on the cards of the open group. */
    async cardsShown(): Promise<string[]> {
      return page
        .getByRole("checkbox")
        .evaluateAll((cards) => cards.map((one) => one.querySelector("b")?.textContent ?? ""));
    },
  };
}
