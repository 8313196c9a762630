import { readFile } from "node:fs/promises";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { annotatePage } from "./setup/annotatePage.ts";
import { answers, skipped } from "./setup/answers.ts";
import { type Installation, installSamples, logins } from "./setup/installation.ts";
import { openStored, type Stored } from "./setup/stored.ts";
import {
  expectAccessible,
  expectAccessibleInBoth,
  launchBrowser,
  signIn,
  takePicture,
  type Visitor,
  visit,
} from "./setup/visitor.ts";

const minutes = 60_000;
const keys = Object.keys(answers);
const toRefine = keys.filter((key) => answers[key]!.reasons.length > 0);
const sorted = (labels: readonly string[]) => [...labels].sort();

/** Two annotators, an expert and a lead take the sample photos from proposals to a release, by pages alone. */
describe("the whole pipeline in a real browser", () => {
  let installation: Installation;
  let browser: Browser;
  let stored: Stored;
  const visitors: Visitor[] = [];

  beforeAll(async () => {
    installation = await installSamples();
    stored = openStored(installation.data);
    browser = await launchBrowser();
  }, 5 * minutes);

  afterAll(async () => {
    await browser?.close();
    stored?.close();
    await installation?.remove();
  });

  async function arrive(
    who: keyof typeof logins,
    options: Parameters<typeof visit>[1] = {},
  ): Promise<Visitor> {
    const visitor = await visit(browser, options);
    visitors.push(visitor);
    await signIn(visitor, installation.url, logins[who]);
    return visitor;
  }

  it("turns a wrong password away", async () => {
    const { page } = await visit(browser);
    await page.goto(installation.url);
    await page.getByLabel("E-mail").fill(logins.ann.email);
    await page.getByLabel("Password", { exact: true }).fill("not the password");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("alert").getByText("do not match").waitFor();
    await takePicture(page, "sign-in");
    await expectAccessible(page);
    await page.context().close();
  });

  it(
    "is annotated by the first person",
    async () => {
      const ann = await arrive("ann", { withServiceWorker: true });
      const { page } = ann;
      await page.getByRole("heading", { name: "My work" }).waitFor();
      await takePicture(page, "my-work-start");
      await page
        .getByRole("link", { name: /^(Start|Continue)/ })
        .or(page.getByRole("button", { name: /^(Start|Continue)/ }))
        .first()
        .click();
      const work = annotatePage(page, stored);

      let isFirst = true;
      for (let key = await work.currentImage(); key; key = await work.currentImage()) {
        const mine = answers[key]!.ann;
        if (key === "espresso-on-red-saucer.jpg") {
          expect(await work.cardsShown()).toEqual(stored.proposalsOf(key).slice(0, 5));
        }
        await work.answer(key, mine);
        if (key === "castle-in-loch.jpg") {
          await work.toastIsGone();
          await takePicture(page, "annotate");
          await expectAccessibleInBoth(page);
        }
        if (key === "garden-lizard.jpg") await takePicture(page, "annotate-unsure");
        if (key === "goat-on-ridge.jpg") await takePicture(page, "annotate-none-of-these");
        await work.submit();

        if (isFirst) {
          isFirst = false;
          // Undo goes back across images and finds everything as it was; submitting again is one submission.
          await work.moveOn(() => page.keyboard.press("u"));
          expect(await work.currentImage()).toBe(key);
          for (const label of mine.yes) await work.chip(label).waitFor();
          await work.submitAsIs();
        }
      }
      await takePicture(page, "annotate-all-done");
      await expectAccessibleInBoth(page);
      await page.getByRole("button", { name: "My work" }).first().click();
      await page.getByRole("heading", { name: "My work" }).waitFor();
      // Never the numbers from before the work, not even for a moment.
      expect(await page.getByText(/^0 of 30 done/).isVisible()).toBe(false);
      await page.getByText("All done. Thank you!").waitFor();
      await takePicture(page, "my-work-done");
      await expectAccessibleInBoth(page);
    },
    8 * minutes,
  );

  it(
    "is annotated by the second person, who skips an image and finds it again at the end",
    async () => {
      const { page } = await arrive("ben", { colorScheme: "dark" });
      await page.goto(page.url().replace(/\/work.*$/, "/annotate"));
      const work = annotatePage(page, stored);
      const order: string[] = [];
      for (let key = await work.currentImage(); key; key = await work.currentImage()) {
        order.push(key);
        if (key === skipped && order.indexOf(key) === order.length - 1) {
          await page.keyboard.press("s");
          await page.getByRole("dialog").waitFor();
          await takePicture(page, "annotate-skip-dark");
          // Where chance made it the last one, it comes again at once.
          const isLast = order.length === Object.keys(answers).length;
          const skip = () => page.keyboard.press("Digit1");
          if (isLast) await skip();
          else await work.moveOn(skip);
          await page.getByText("Skipped: it comes back at the end").first().waitFor();
          continue;
        }
        await work.answer(key, answers[key]!.ben);
        if (key === "castle-in-loch.jpg") {
          await work.toastIsGone();
          await takePicture(page, "annotate-dark");
          await expectAccessible(page);
          await page.keyboard.press("Shift+Slash");
          await page.getByRole("dialog").waitFor();
          await takePicture(page, "annotate-help-dark");
          await page.keyboard.press("Escape");
          await page.getByRole("dialog").waitFor({ state: "hidden" });
        }
        await work.submit();
      }
      expect(order.filter((key) => key === skipped)).toHaveLength(2);
      expect(order.at(-1)).toBe(skipped);
    },
    8 * minutes,
  );

  it("stores every decision, and how it came", () => {
    for (const key of keys) {
      for (const who of ["ann", "ben"] as const) {
        const { yes, unsure = [], search = [] } = answers[key]![who];
        const decisions = stored.decisionsOf(logins[who].email, "annotate", key);
        const answered = (answer: string) =>
          [...decisions].filter(([, decision]) => decision.answer === answer).map(([label]) => label);
        expect([key, who, sorted(answered("yes"))]).toEqual([key, who, sorted(yes)]);
        expect([key, who, answered("unsure")]).toEqual([key, who, unsure]);
        for (const [label, { how }] of decisions) {
          expect([key, label, how]).toEqual([key, label, search.includes(label) ? "search" : "proposal"]);
        }
      }
    }
  });

  it("stores a no for what was seen, and nothing for what was not", () => {
    const cat = "cat-asleep-at-desk.jpg";
    const ann = stored.decisionsOf(logins.ann.email, "annotate", cat);
    const ben = stored.decisionsOf(logins.ben.email, "annotate", cat);
    expect(ann.get("Egyptian cat")).toMatchObject({ answer: "no", how: "proposal", position: 12 });
    expect(ann.get("Egyptian cat")!.shownMs).toBeGreaterThanOrEqual(400);
    expect(ben.has("Egyptian cat")).toBe(false);
    expect(ben.size).toBe(5);
    const dahlia = stored.decisionsOf(logins.ann.email, "annotate", "orange-dahlia.jpg");
    expect([dahlia.size, new Set([...dahlia.values()].map(({ answer }) => answer))]).toEqual([
      20,
      new Set(["no"]),
    ]);
    const [annotation] = stored.all<{ noneOfThese: number; groupsOpenedJson: string; activeMs: number }>(
      `SELECT annotation.* FROM annotation JOIN assignment ON assignment.id = annotation.assignmentId
       JOIN image ON image.id = assignment.imageId WHERE image.key = 'orange-dahlia.jpg'`,
    );
    expect(annotation).toMatchObject({ noneOfThese: 1, groupsOpenedJson: "[0,1,2,3]" });
    expect(annotation!.activeMs).toBeGreaterThan(0);
  });

  it("finds agreement and every reason of disagreement", () => {
    for (const key of keys) {
      const { ann, reasons } = answers[key]!;
      expect([key, stored.agreementOf(key)]).toEqual([
        key,
        { agreed: reasons.length === 0, labels: reasons.length === 0 ? sorted(ann.yes) : [], reasons },
      ]);
    }
    const found = new Set(toRefine.flatMap((key) => answers[key]!.reasons));
    expect(sorted([...found])).toEqual(
      sorted(["unsure", "nobody-chose", "sets-differ", "original-rejected", "original-unseen"]),
    );
  });

  it("never shows annotators the original label, scores or each other's answers", () => {
    const replies = visitors.slice(0, 2).flatMap(({ replies }) => replies);
    expect(replies.filter(({ path }) => path.endsWith("/annotation")).length).toBeGreaterThan(
      keys.length * 2,
    );
    const hidden = [
      "original",
      "originals",
      "score",
      "scores",
      "marks",
      "prechecked",
      "refinement",
      "key",
      "path",
    ];
    for (const { path, body } of replies) {
      if (path.endsWith("/label-space")) continue;
      for (const name of hidden) expect([path, body.includes(`"${name}"`)]).toEqual([path, false]);
      for (const key of keys) expect([path, body.includes(key)]).toEqual([path, false]);
    }
  });

  it("shows the lead what waits for an expert", async () => {
    const { page } = await arrive("lead");
    await page.getByText(`${toRefine.length} images wait for an expert`).waitFor();
    await takePicture(page, "overview");
    await expectAccessible(page);
  });

  it(
    "is refined by an expert, who sees everybody's answers and says why they change",
    async () => {
      const { page } = await arrive("expert");
      await page.goto(page.url().replace(/\/work.*$/, "/refine"));
      const work = annotatePage(page, stored);
      const refined: string[] = [];
      for (let key = await work.currentImage(); key; key = await work.currentImage()) {
        refined.push(key);
        const { ann, ben, expert } = answers[key]!;
        const prechecked = new Set([...ann.yes, ...ben.yes]);
        for (const label of prechecked) await work.chip(label).waitFor();
        if (key === "chateau-over-river.jpg") {
          // Disputed first: one ticked it, the other saw it and did not.
          expect((await work.cardsShown())[0]).toBe("castle");
          const words = await page.locator("article", { has: work.card("castle") }).innerText();
          expect(words).toMatch(/[AB] ticked it/);
          expect(words).toMatch(/[AB] saw it and did not tick it/);
          await work.toastIsGone();
          await takePicture(page, "refine");
          await expectAccessibleInBoth(page);
        }
        if (prechecked.size === 0 && expert!.labels.length === 0) {
          await work.answer(key, { yes: [] });
        }
        for (const label of prechecked) {
          if (!expert!.labels.includes(label)) await work.chip(label).click();
        }
        for (const label of expert!.labels) {
          if (!prechecked.has(label)) await work.addBySearch(label);
        }
        const comment = expert!.comment;
        if (comment) {
          await page.keyboard.press("Enter");
          await page
            .getByText(/say why/i)
            .first()
            .waitFor();
          expect(await work.currentImage()).toBe(key);
          await takePicture(page, `refine-comment-${refined.length}`);
          await page.getByRole("textbox", { name: "Another reason" }).fill(comment);
          await work.moveOn(() => page.keyboard.press("Enter"));
        } else {
          await work.submitAsIs();
        }
      }
      expect(sorted(refined)).toEqual(sorted(toRefine));
      await takePicture(page, "refine-all-done");
    },
    8 * minutes,
  );

  it("stores the refinements, and how each label came", () => {
    for (const key of toRefine) {
      const decisions = stored.decisionsOf(logins.expert.email, "refine", key);
      const yes = [...decisions].filter(([, { answer }]) => answer === "yes").map(([label]) => label);
      expect([key, sorted(yes)]).toEqual([key, sorted(answers[key]!.expert!.labels)]);
    }
    const chateau = stored.decisionsOf(logins.expert.email, "refine", "chateau-over-river.jpg");
    expect(chateau.get("castle")).toMatchObject({ answer: "no", how: "precheck" });
    expect(chateau.get("palace")).toMatchObject({ answer: "yes", how: "precheck" });
    const boats = stored.decisionsOf(logins.expert.email, "refine", "boats-at-nagasaki.jpg");
    expect(boats.get("tile roof")).toMatchObject({ answer: "yes", how: "search" });
    const [chateauComment] = stored.all<{ comment: string; precheckedJson: string }>(
      `SELECT annotation.* FROM annotation JOIN assignment ON assignment.id = annotation.assignmentId
       JOIN image ON image.id = assignment.imageId
       WHERE assignment.stage = 'refine' AND image.key = 'chateau-over-river.jpg'`,
    );
    expect(chateauComment!.comment).toBe(answers["chateau-over-river.jpg"]!.expert!.comment);
    expect(JSON.parse(chateauComment!.precheckedJson)).toHaveLength(2);
  });

  it("is released by the lead, and downloaded", async () => {
    const { page } = await arrive("lead", { colorScheme: "dark" });
    await page.getByRole("link", { name: "Releases" }).first().click();
    await page.getByLabel("Name").fill("first labels");
    await page.getByRole("button", { name: "Create release" }).click();
    await page.getByRole("heading", { name: /first labels/ }).waitFor();
    await takePicture(page, "releases-dark");
    await expectAccessible(page);
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Multilabelfy JSON" }).click();
    const file = JSON.parse(await readFile(await (await download).path(), "utf8")) as Record<
      string,
      string[]
    >;

    const expected = keys.map((key) => {
      const { ann, expert } = answers[key]!;
      const indices = (expert?.labels ?? ann.yes).map((label) => stored.indexOf.get(label)!);
      return [key, indices.sort((a, b) => a - b).map(String)];
    });
    expect(file).toEqual(Object.fromEntries(expected));
    expect(Object.keys(file)).toEqual(sorted(keys));

    await page.getByRole("link", { name: "Models" }).first().click();
    await page.getByRole("heading", { name: "Models", level: 1 }).waitFor();
    await page.getByText("EfficientNet-Lite0").or(page.getByText("efficientnet-lite0")).first().waitFor();
    await takePicture(page, "models-dark");
    await expectAccessible(page);

    await page.getByRole("link", { name: "Overview" }).first().click();
    await page.getByText("Release 1, first labels, holds them.").waitFor();
    await takePicture(page, "overview-done-dark");
    await expectAccessible(page);
  });

  it("keeps what annotators submitted from changing once an expert has begun", async () => {
    const { page } = await arrive("ann", { width: 390, height: 844 });
    await page.getByRole("heading", { name: "My work" }).waitFor();
    await takePicture(page, "my-work-phone");
    const [row] = stored.all<{ id: string }>(
      `SELECT assignment.id FROM assignment JOIN image ON image.id = assignment.imageId
       JOIN person ON person.id = assignment.personId
       WHERE image.key = 'chateau-over-river.jpg' AND person.email = ?`,
      logins.ann.email,
    );
    await page.goto(page.url().replace(/\/work.*$/, `/annotate?assignment=${row!.id}`));
    await page
      .getByText(/can no longer change|no longer be changed/)
      .first()
      .waitFor();
    await takePicture(page, "annotate-locked-phone");
  });

  it("caused no error in any browser, and no refused style or script", () => {
    expect(visitors.flatMap(({ troubles }) => troubles)).toEqual([]);
  });
});
