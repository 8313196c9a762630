import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assignBatches } from "../../src/actions/batches/assignBatches.ts";
import { addGold } from "../../src/actions/gold/addGold.ts";
import { saveGuideline } from "../../src/actions/guideline/saveGuideline.ts";
import { saveLabelNote } from "../../src/actions/labels/saveLabelNote.ts";
import { createRelease } from "../../src/actions/releases/createRelease.ts";
import { getNextReview } from "../../src/actions/review/getNextReview.ts";
import { saveReview } from "../../src/actions/review/saveReview.ts";
import { saveRuling } from "../../src/actions/rulings/saveRuling.ts";
import { getNextWork } from "../../src/actions/tasks/getNextWork.ts";
import { saveAnnotation } from "../../src/actions/tasks/saveAnnotation.ts";
import type { Stage } from "../../src/core/tasks/stage.ts";
import { newId } from "../../src/db/sql/newId.ts";
import { makeAccount, testPassword } from "../../src/server/testServer.ts";
import { hostileTexts } from "../attacks/hostileTexts.ts";
import { makeDraft, makeModel, makeProject, makeSave } from "../factories.ts";
import { type OwnServer, openOwnServer } from "./setup/ownServer.ts";
import { openSearch, signIn, type Visitor, visit } from "./setup/visitor.ts";

const minutes = 60_000;
const photo = join(import.meta.dirname, "../../samples/photos/clownfish.jpg");
const login = (name: string) => ({ email: `${name}@example.org`, password: testPassword });
const text = (at: number) => hostileTexts[at % hostileTexts.length]!;

/** Every text that people and files bring in is markup, code or a trap: pages show it, and nothing more. */
describe("hostile text in a real browser", () => {
  let own: OwnServer;
  let project: string;
  let imageIds: string[];
  const people: Record<string, string> = {};

  beforeAll(async () => {
    expect(new Set(hostileTexts).size).toBe(93);
    own = await openOwnServer();
    await fill();
  }, 10 * minutes);
  afterAll(() => own?.close());

  /** A project in which every field that holds text holds one of the texts, and all labels and images together all. */
  async function fill(): Promise<void> {
    const { ctx } = own;
    const { db } = ctx;
    const keys = hostileTexts.map((_, at) => `${at}.jpg`);
    const made = await makeProject(ctx, {
      images: Object.fromEntries(keys.map((key, at) => [key, [at % 20]])),
    });
    ({ project } = made);
    imageIds = keys.map((key) => made.imageIds[key]!);
    await fillLabels();
    await fillImages();

    const roles = { lead: "lead", ann: "annotator", ben: "annotator", eva: "expert", fay: "expert" } as const;
    for (const [name, role] of Object.entries(roles))
      people[name] = await makeAccount(ctx, { ...login(name), projectId: project, roles: [role] });
    for (const [at, id] of Object.values(people).entries())
      await db
        .updateTable("person")
        .set({ name: text(at * 7) })
        .where("id", "=", id)
        .execute();

    const lead = people.lead!;
    await saveGuideline(ctx, { project, person: lead, version: 1, markdown: hostileTexts.join("\n\n") });
    for (let at = 0; at < hostileTexts.length; at++) {
      await saveLabelNote(ctx, { project, label: at, person: lead, version: 0, text: text(at + 1) });
      const kind = (["same-both", "same-one", "is-a", "part-of", "exclude"] as const)[at % 5]!;
      const labels: [number, number] = [at, (at + 1) % hostileTexts.length];
      const ruling = { labels, kind, text: text(at + 2), examples: [keyOf(at)] };
      await saveRuling(ctx, { project, person: lead, version: at, ...ruling });
    }
    await addGold(ctx, { project, person: lead, keys: [keyOf(3), keyOf(4)] });
    const annotators = [people.ann!, people.ben!];
    await assignBatches(ctx, { project, annotators, batches: 1, overlap: 2, seed: 1 });
    // They agree, disagree, find nothing, or leave it open.
    await answerSome(people.ann!, "annotate", 60, (at) => (at % 3 === 2 ? [] : [at % 20]));
    await answerSome(people.ben!, "annotate", 58, (at) => (at % 3 === 2 ? [] : [at % 20, 5 + (at % 3)]));
    await answerSome(people.eva!, "refine", 20, (at) => (at % 2 === 0 ? [] : [at % 20]));
    await reviewSome();
    const rankings = Object.fromEntries(keys.map((key, at) => [key, [at % 20, 3, 4]]));
    await makeModel(ctx, made.imageIds, text(17), rankings);
    await makeModel(ctx, made.imageIds, text(16), rankings);
    await createRelease(ctx, { project, name: text(0), allowPending: true, person: lead });
    await db
      .updateTable("project")
      .set({ name: text(18) })
      .where("id", "=", project)
      .execute();
  }

  const keyOf = (at: number) => `${text(at)}.jpg`;

  async function fillLabels(): Promise<void> {
    const { db } = own.ctx;
    const { labelSpaceId } = await db
      .selectFrom("project")
      .select("labelSpaceId")
      .where("id", "=", project)
      .executeTakeFirstOrThrow();
    await db.deleteFrom("label").where("labelSpaceId", "=", labelSpaceId).execute();
    const rows = hostileTexts.map((name, index) => ({
      labelSpaceId,
      index,
      key: index === 0 ? text(20) : `k${index}`,
      name,
      synonymsJson: JSON.stringify([text(index + 30)]),
      definition: text(index + 10),
      hypernymsJson: JSON.stringify([text(index + 50)]),
    }));
    await db.insertInto("label").values(rows).execute();
    await db
      .updateTable("labelSpace")
      .set({ name: text(2), source: text(3), licence: text(4) })
      .where("id", "=", labelSpaceId)
      .execute();
  }

  async function fillImages(): Promise<void> {
    const { db } = own.ctx;
    const bytes = await readFile(photo);
    await db
      .updateTable("importRoot")
      .set({ path: join(photo, "..") })
      .where("projectId", "=", project)
      .execute();
    const file = { path: "clownfish.jpg", bytes: bytes.length };
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    for (const [at, id] of imageIds.entries())
      await db
        .updateTable("image")
        .set({ ...file, sha256, key: keyOf(at) })
        .where("id", "=", id)
        .execute();
  }

  async function answerSome(person: string, stage: Stage, count: number, yesOf: (at: number) => number[]) {
    for (let at = 0; at < count; at++) {
      const { current } = await getNextWork(own.ctx, { project, stage, person });
      if (!current) return;
      const yes = yesOf(imageIds.indexOf(current.image.id));
      const shown = current.cards.map(({ label, how }, position) => ({
        label,
        how,
        position,
        shownMs: 1000,
        answer: yes.includes(label) ? ("yes" as const) : null,
      }));
      const rest = {
        noneOfThese: yes.length === 0,
        comment: text(at),
        flag: at % 4 === 0 ? text(at + 5) : null,
      };
      const draft = { ...makeDraft(yes, rest), cards: shown };
      const groupsOpened = Array.from({ length: Math.ceil(shown.length / 5) }, (_, group) => group);
      const save = makeSave({ ...draft, groupsOpened });
      await saveAnnotation(own.ctx, { person, assignment: current.id, ...save });
    }
  }

  /** Two who differ on one image, and one who is ahead. */
  async function reviewSome(): Promise<void> {
    for (const [name, cause, count] of [
      ["eva", "uncommon", 3],
      ["fay", "fine-grained", 1],
    ] as const) {
      for (let at = 0; at < count; at++) {
        const person = people[name]!;
        const { current } = await getNextReview(own.ctx, { project, person });
        if (!current) break;
        const draft = { cause, verdict: "agree", comment: text(at + 60), found: null, activeMs: 0 } as const;
        const save = { operation: newId(), revision: 0, state: "submitted" as const, draft };
        await saveReview(own.ctx, { ...save, person, review: current.id });
      }
    }
  }

  /** Somebody whose browser tells of everything that a text could have done. */
  async function arrive(name: string): Promise<Visitor & { done: string[] }> {
    const visitor = await visit(own.browser);
    const { page } = visitor;
    const done: string[] = [];
    const context = page.context();
    await context.addInitScript(() => {
      Object.assign(window, { hacked: () => console.error("a script ran") });
    });
    page.on("dialog", (dialog) => {
      done.push(`a dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on("popup", () => done.push("a window was opened"));
    context.on("request", (request) => {
      if (!request.url().startsWith(own.url) && !/^(data|blob):/.test(request.url()))
        done.push(`it asked ${request.url()}`);
    });
    await signIn(visitor, own.url, login(name));
    return { ...visitor, done };
  }

  /** Looks at a page, and for the texts that must be on it as they were written. */
  async function look(
    { page, done, troubles }: Awaited<ReturnType<typeof arrive>>,
    path: string,
    texts: string[],
  ) {
    await page.goto(`${own.url}${path}`);
    await page.getByRole("heading").or(page.getByRole("checkbox")).first().waitFor();
    // What is still loading could hide what a text does.
    await expect.poll(() => page.locator("[aria-busy=true]").count()).toBe(0);
    const shown = async () => plain((await page.locator("body").textContent()) ?? "");
    for (const wanted of texts) await expect.poll(shown, { message: path }).toContain(plain(wanted));
    expect([path, await listMarkup(page), done, troubles]).toEqual([path, [], [], []]);
    return shown();
  }

  it(
    "is text on every page of a lead",
    async () => {
      const lead = await arrive("lead");
      const name = text(18);
      const image = imageIds[3]!;
      const p = `/p/${project}`;
      const paths: Record<string, string[]> = {
        [`${p}/overview`]: [name],
        [`${p}/releases`]: [name, text(0)],
        [`${p}/models`]: [text(17), text(16)],
        [`${p}/models?view=proposals`]: [],
        [`${p}/labels`]: [text(0), text(1)],
        ...Object.fromEntries(
          [0, 21, 40, 62, 92].map((at) => [`${p}/labels/${at}`, [text(at), text(at + 1)]]),
        ),
        [`${p}/labels/rulings`]: [text(2), text(40)],
        [`${p}/labels/rulings?first=5&second=6`]: [text(5), text(6)],
        [`${p}/pace`]: [],
        [`${p}/agreement`]: [],
        [`${p}/images`]: [],
        [`${p}/images?comment=any`]: [],
        [`${p}/images/${image}`]: [keyOf(3)],
        [`${p}/images/${imageIds[5]}`]: [keyOf(5)],
        [`${p}/images/${imageIds[20]}`]: [keyOf(20)],
        [`${p}/batches`]: [],
        [`${p}/batches/pilot`]: [],
        [`${p}/settings`]: [],
        [`${p}/gold`]: [keyOf(3)],
        [`${p}/no-label`]: [],
        [`${p}/audit`]: [],
        [`${p}/guideline`]: [],
        [`${p}/people`]: [text(7), text(14)],
        [`${p}/people/${people.ann}`]: [text(7)],
        "/account": [],
        "/": [],
      };
      const seen: string[] = [];
      for (const [path, texts] of Object.entries(paths))
        seen.push(await look(lead, path, path.startsWith(p) ? [name, ...texts] : texts));
      expect(hostileTexts.filter((wanted) => !seen.some((page) => page.includes(plain(wanted))))).toEqual([]);
      await lead.page.context().close();
    },
    5 * minutes,
  );

  it(
    "is text to annotators, in the guideline and the search too",
    async () => {
      const ann = await arrive("ann");
      await look(ann, `/p/${project}/work`, []);
      await look(ann, `/p/${project}/tutorial`, []);
      await look(ann, `/p/${project}/practice`, []);
      await look(ann, `/p/${project}/annotate`, [text(0), text(1)]);
      const { page } = ann;
      for (const key of ["q", "w", "e", "r", "g"]) {
        await page.keyboard.press(key);
        expect([key, await listMarkup(page), ann.done, ann.troubles]).toEqual([key, [], [], []]);
      }
      // The guideline may still be on its way: a key that comes before it is not meant for it.
      const guideline = page.getByRole("dialog");
      await guideline.waitFor();
      await page.keyboard.press("Escape");
      await guideline.waitFor({ state: "hidden" });
      for (const wanted of ["hacked", "<svg", "{{constructor"]) {
        const field = await openSearch(page);
        await field.fill(wanted);
        await page.getByRole("option").first().waitFor();
        expect([wanted, await listMarkup(page), ann.done, ann.troubles]).toEqual([wanted, [], [], []]);
        await page.keyboard.press("Escape");
        await field.waitFor({ state: "hidden" });
      }
      await page.context().close();
    },
    3 * minutes,
  );

  it(
    "is text to experts who refine and review",
    async () => {
      const eva = await arrive("eva");
      await look(eva, `/p/${project}/refine`, []);
      await look(eva, `/p/${project}/review`, []);
      await eva.page.context().close();
    },
    3 * minutes,
  );
});

const plain = (written: string) => written.normalize("NFC").replace(/\s+/g, " ");

/** Elements that only a text can have brought. */
const listMarkup = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const handlers = (element: Element) => element.getAttributeNames().some((name) => /^on/i.test(name));
    const address = (element: Element) =>
      ["href", "src", "action", "formaction", "data", "srcdoc"].some((name) =>
        /^\s*(javascript:|vbscript:|data:text|(https?:)?\/\/evil)/i.test(element.getAttribute(name) ?? ""),
      );
    const kinds =
      "iframe, object, embed, base, marquee, portal, template, isindex, [data-hostile], script:not([src])";
    return [...document.querySelectorAll("*")]
      .filter((element) => handlers(element) || address(element) || element.matches(kinds))
      .map((element) => element.outerHTML.slice(0, 200));
  });
