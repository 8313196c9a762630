import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { makeDraft, makeModel, makePerson, makeProject, makeSave } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import type { SaveSheetBody, SheetView } from "../../contract/contains/sheet.ts";
import { countSelections } from "../../core/contains/countSelections.ts";
import { statusOfImage } from "../../core/contains/statusOfImage.ts";
import { findCandidates } from "../../db/classify/candidate.ts";
import { listEvents } from "../../db/event.ts";
import { listImageFacts } from "../../db/images/imageFacts.ts";
import { listFewWritten } from "../../db/images/imageList.ts";
import { listFlags } from "../../db/inbox.ts";
import { newId } from "../../db/sql/newId.ts";
import { readContainsAnswers } from "../../files/contains/readContainsAnswers.ts";
import { writeContainsAnswers } from "../../files/contains/writeContainsAnswers.ts";
import { temporaryFolder } from "../../files/testing/temporaryFolder.ts";
import { countSelections as countSheets } from "../../server/countSelections.ts";
import { giveCandidates } from "../classify/giveCandidates.ts";
import type { Context } from "../context.ts";
import { keepFindings } from "../findings/keepFindings.ts";
import { addGold } from "../gold/addGold.ts";
import { listHistory } from "../images/listHistory.ts";
import { mergeLabels } from "../labels/mergeLabels.ts";
import { changeSettings } from "../project/changeSettings.ts";
import { countWaiting } from "../tasks/countWaiting.ts";
import { getNextWork } from "../tasks/getNextWork.ts";
import { saveAnnotation } from "../tasks/saveAnnotation.ts";
import { closePlan } from "./closePlan.ts";
import { describeContains } from "./describeContains.ts";
import { exportContains } from "./exportContains.ts";
import { getContainsReport } from "./getContainsReport.ts";
import { getNextSheets } from "./getNextSheets.ts";
import { getSheet } from "./getSheet.ts";
import { listContainsImages } from "./listContainsImages.ts";
import { defaultWishes, makeSheets, planContains, type SheetWishes } from "./planContains.ts";
import { readSelections } from "./readSelections.ts";
import { saveSheet } from "./saveSheet.ts";
import { setContainsRules } from "./setContainsRules.ts";

const folder = temporaryFolder();

/** A person's answer: the keys that they tick on each sheet's label. */
type Ticks = (key: string, label: number) => boolean;

onBothDatabases("sheets", (use) => {
  let project: string;
  let imageIds: Record<string, string>;
  let keyOf: (id: string) => string;
  let ctx: Context;
  let minutes: number;
  let lead: string;

  /** Four images asked about labels 1, 2 and 25, and gold: one with label 1, one with label 3. */
  async function start(wishes: Partial<SheetWishes> = {}) {
    minutes = 0;
    const from = Date.now();
    let looks = 0;
    ctx = { ...use(), now: () => new Date(from + minutes * 60_000 + looks++) };
    const originals = {
      "a.jpg": [1],
      "b.jpg": [2],
      "c.jpg": [1],
      "d.jpg": [25],
      "g1.jpg": [1],
      "g2.jpg": [3],
    };
    ({ project, imageIds } = await makeProject(ctx, { images: originals }));
    keyOf = (id) => Object.keys(imageIds).find((key) => imageIds[key] === id) ?? id;
    lead = await makePerson(ctx, project, "lead", ["lead"]);
    const expert = await makePerson(ctx, project, "expert", ["expert"]);
    await addGold(ctx, { project, person: null, keys: ["g1.jpg", "g2.jpg"] });
    for (;;) {
      const { current } = await getNextWork(ctx, { project, stage: "refine", person: expert });
      if (!current) break;
      const draft = makeDraft([keyOf(current.image.id) === "g1.jpg" ? 1 : 3], { comment: "seen" });
      await saveAnnotation(ctx, { person: expert, assignment: current.id, ...makeSave(draft) });
    }
    await makeModel(ctx, imageIds, "one", {
      "a.jpg": [1, 2, 25],
      "b.jpg": [2, 1],
      "c.jpg": [1, 5],
      "d.jpg": [25],
    });
    return makeSheets(ctx, { project, ...small, ...wishes });
  }
  const small: SheetWishes = { ...defaultWishes, topK: 2, size: 6, controlShare: 0.34, workers: 2 };

  const annotator = (name: string) => makePerson(ctx, project, name, ["annotator"]);
  const next = (person: string) => getNextSheets(ctx, { project, person });

  const body = (view: SheetView, ticks: Ticks, changes: Partial<SaveSheetBody> = {}): SaveSheetBody => ({
    operation: newId(),
    revision: view.revision,
    state: "submitted",
    draft: {
      activeMs: 6000,
      marks: view.images.map(({ id }) => ({
        image: id,
        isTicked: ticks(keyOf(id), view.label),
        shownMs: 1000,
        changedMs: null,
        isMissing: false,
      })),
    },
    ...changes,
  });
  const put = (person: string, view: SheetView, ticks: Ticks, changes: Partial<SaveSheetBody> = {}) =>
    saveSheet(ctx, { person, sheet: view.id, ...body(view, ticks, changes) });

  /** Answers all sheets that a person gets. */
  async function answerAll(person: string, ticks: Ticks): Promise<SheetView[]> {
    const views: SheetView[] = [];
    for (let { current } = await next(person); current; ) {
      views.push(current);
      current = (await put(person, current, ticks)).next?.current ?? null;
    }
    return views;
  }
  const right: Ticks = (key, label) =>
    ({ "a.jpg": [1, 2], "b.jpg": [2], "c.jpg": [1], "d.jpg": [25], "g1.jpg": [1], "g2.jpg": [3] })[
      key
    ]!.includes(label);
  const wrong: Ticks = (key, label) => !right(key, label);

  describe("of a plan", () => {
    it("ask about original labels and what models named first, and hold controls from gold", async () => {
      const plan = await start();
      // 1: a b c; 2: a b; 5: c; 25: d.
      expect(plan).toMatchObject({
        plan: 1,
        images: 4,
        labels: 4,
        pairs: 7,
        sheets: 4,
        models: ["one"],
        onSheets: 0,
      });
      expect(plan.answers).toBe(plan.photos * 2);
      expect(plan.isMeasured).toBe(false);
      expect(plan.hours).toBeCloseTo((plan.answers * 1.25) / 3600);
      const [first] = await answerAll(await annotator("ann"), right);
      expect(first).toMatchObject({ label: 1, state: "open", revision: 0, locked: false });
      expect(first!.images.map(({ id }) => keyOf(id)).sort()).toEqual([
        "a.jpg",
        "b.jpg",
        "c.jpg",
        "g1.jpg",
        "g2.jpg",
      ]);
    });

    it("are planned again for what came later alone, by a plan that is seen first", async () => {
      await start({ images: ["a.jpg", "d.jpg"] });
      const { preview } = await planContains(ctx.db, project, small);
      // 1: b c; 2: b; 5: c; those of a and d are on sheets.
      expect(preview).toMatchObject({ images: 2, pairs: 4, onSheets: 3 });
      await expect(
        makeSheets(ctx, { project, ...small, expected: preview.sheets + 1 }),
      ).rejects.toMatchObject({ code: "conflict" });
      expect(await makeSheets(ctx, { project, ...small, expected: preview.sheets })).toMatchObject({
        plan: 2,
        pairs: 4,
      });
      await expect(makeSheets(ctx, { project, ...small })).rejects.toThrow("every image is on sheets");
      await expect(planContains(ctx.db, project, { ...small, images: ["z.jpg"] })).rejects.toThrow(
        "z.jpg: no such image",
      );
      await expect(planContains(ctx.db, project, { ...small, models: ["two"] })).rejects.toThrow(
        "no predictions of two",
      );
      const views = await answerAll(await annotator("ann"), right);
      const asked = views.flatMap(({ label, images }) =>
        // Without controls: gold, and images of other labels on the sheet of label 25.
        images.map(({ id }) => `${label} ${keyOf(id)}`).filter((pair) => !/ g|25 [abc]/.test(pair)),
      );
      expect(asked.sort()).toEqual([
        "1 a.jpg",
        "1 b.jpg",
        "1 c.jpg",
        "2 a.jpg",
        "2 b.jpg",
        "25 d.jpg",
        "5 c.jpg",
      ]);
    });
  });

  describe("of a person", () => {
    beforeEach(async () => void (await start()));

    it("tell nothing of controls, originals or other people's answers", async () => {
      const ann = await annotator("ann");
      await answerAll(ann, right);
      const position = await next(await annotator("ben"));
      const keys = new Set<string>();
      JSON.stringify(position, (key, value: unknown) => {
        keys.add(key);
        return value;
      });
      for (const hidden of ["control", "isGold", "original", "key", "isTicked"])
        expect(keys.has(hidden)).toBe(hidden === "isTicked");
      expect(JSON.stringify(position)).not.toContain(".jpg");
      expect(position.current?.draft.marks.every(({ isTicked }) => !isTicked)).toBe(true);
    });

    it("come one after the other with the next one ahead, each to as many people as are to have it", async () => {
      const [ann, ben, cay] = [await annotator("ann"), await annotator("ben"), await annotator("cay")];
      const position = await next(ann);
      expect(position).toMatchObject({ progress: { done: 0, left: 4 }, ahead: [{ label: 2 }] });
      expect(await next(ann)).toEqual(position);
      await next(ben);
      // Two people have the first two sheets.
      expect((await next(cay)).current?.label).toBe(5);
      minutes = 90;
      // People who leave a sheet lying lose the place, and keep what they began.
      expect((await answerAll(cay, right)).map(({ label }) => label)).toEqual([5, 25, 1, 2]);
      const late = await put(ann, position.current!, right);
      expect(late.saved.extra).toBe(false);
      const later = await put(
        ben,
        await getSheet(ctx, { sheet: (await openOf(ben, 1))!, person: ben }),
        right,
      );
      expect(later.saved).toMatchObject({ state: "submitted", extra: true });
      expect(
        (await readSelections(ctx.db, { project, images: [imageIds["a.jpg"]!] })).images[0]?.selections[0],
      ).toMatchObject({ asked: 2 });
    });

    const openOf = async (person: string, label: number) =>
      (
        await ctx.db
          .selectFrom("sheetAnswer")
          .innerJoin("sheet", "sheet.id", "sheetAnswer.sheetId")
          .select("sheetAnswer.id")
          .where("personId", "=", person)
          .where("labelIndex", "=", label)
          .executeTakeFirst()
      )?.id;

    it("are saved once for each operation, refused on a stale revision, and taken back", async () => {
      const ann = await annotator("ann");
      const { current } = await next(ann);
      const view = current!;
      const draft = body(view, () => false, { state: "draft" });
      const sent = { person: ann, sheet: view.id, ...draft };
      expect(await saveSheet(ctx, sent)).toEqual(await saveSheet(ctx, sent));
      await expect(saveSheet(ctx, { ...sent, state: "submitted" })).rejects.toMatchObject({
        code: "operation-reused",
      });
      await expect(put(ann, view, right)).rejects.toMatchObject({
        code: "conflict",
        details: { saved: { revision: 1, state: "open" }, draft: draft.draft },
      });
      await put(ann, { ...view, revision: 1 }, right);
      const stored = await getSheet(ctx, { sheet: view.id, person: ann });
      expect(stored).toMatchObject({ state: "submitted", revision: 2 });
      expect((await getContainsReport(ctx, { project })).answers).toBe(3);
      await put(ann, stored, right, { state: "draft" });
      expect((await getContainsReport(ctx, { project })).answers).toBe(0);
      expect((await next(ann)).current).toMatchObject({ id: view.id, state: "open", revision: 3 });
      const kinds = ["sheet-taken", "sheet-saved", "sheet-submitted", "sheet-taken-back"] as const;
      for (const kind of kinds) expect((await listEvents(ctx.db, project, kind)).length).toBeGreaterThan(0);
    });

    it("are nobody else's, and whole: each photo seen, no image of another sheet", async () => {
      const ann = await annotator("ann");
      const { current, ahead } = await next(ann);
      const other = await annotator("ben");
      await expect(put(other, current!, right)).rejects.toMatchObject({ code: "not-found" });
      await expect(put(ann, { ...current!, images: ahead[0]!.images }, right)).rejects.toMatchObject({
        code: "bad-request",
      });
      const unseen = body(current!, right);
      unseen.draft.marks[0] = { ...unseen.draft.marks[0]!, isTicked: false, shownMs: 0 };
      await expect(saveSheet(ctx, { person: ann, sheet: current!.id, ...unseen })).rejects.toMatchObject({
        code: "answer-needed",
      });
      unseen.draft.marks[0] = { ...unseen.draft.marks[0]!, isMissing: true };
      await saveSheet(ctx, { person: ann, sheet: current!.id, ...unseen });
    });

    it("stay as they are once their plan is closed, until it is opened again", async () => {
      const ann = await annotator("ann");
      const { current } = await next(ann);
      await put(ann, current!, right);
      await closePlan(ctx, { project, person: lead, plan: 1, isClosed: true });
      expect(await next(ann)).toMatchObject({ current: null, progress: { done: 1, left: 0 } });
      const stored = await getSheet(ctx, { sheet: current!.id, person: ann });
      expect(stored.locked).toBe(true);
      await expect(put(ann, stored, wrong)).rejects.toMatchObject({ code: "locked" });
      await closePlan(ctx, { project, person: lead, plan: 1, isClosed: false });
      await put(ann, stored, wrong);
      await expect(closePlan(ctx, { project, person: lead, plan: 1, isClosed: false })).rejects.toThrow(
        "no closed plan",
      );
    });

    it("are given to several at once to no more people than are to have them", async () => {
      const people = await Promise.all(Array.from({ length: 6 }, (_, at) => annotator(`p${at}`)));
      await Promise.all(people.map((person) => next(person)));
      const held = await ctx.db
        .selectFrom("sheetAnswer")
        .select("sheetId")
        .select(({ fn }) => fn.countAll().as("n"))
        .where("projectId", "=", project)
        .groupBy("sheetId")
        .execute();
      expect(held.map(({ n }) => Number(n))).toEqual([2, 2, 2, 2]);
    });
  });

  it("have photos flagged for the lead, who finds them like any others", async () => {
    await start();
    const ann = await annotator("ann");
    const view = (await next(ann)).current!;
    const image = view.images[0]!.id;
    const flagged = (flag: string | null, revision: number) => {
      const { draft } = body(view, right);
      const marks = draft.marks.map((mark) => (mark.image === image && flag ? { ...mark, flag } : mark));
      return put(ann, view, right, { revision, state: "draft", draft: { ...draft, marks } });
    };
    await flagged("It is broken", 0);
    expect(await listFlags(ctx.db, project)).toMatchObject([
      { name: "ann", key: keyOf(image), reason: "It is broken" },
    ]);
    expect((await getSheet(ctx, { sheet: view.id, person: ann })).draft.marks[0]).toMatchObject({
      ...{ image, flag: "It is broken" },
    });
    expect(await listFewWritten(ctx.db, project, "flag", 5)).toEqual([image]);
    const facts = await listImageFacts(ctx.db, [image]);
    expect(facts[0]).toMatchObject({ flags: 1 });
    await flagged("It is broken", 1);
    await flagged(null, 2);
    expect(await listFlags(ctx.db, project)).toEqual([]);
    const { entries } = await listHistory(ctx, { project, image, limit: 9 });
    const kinds = entries.map(({ kind }) => kind).filter((kind) => kind.startsWith("photo"));
    expect(kinds.sort()).toEqual(["photo-flagged", "photo-unflagged"]);
  });

  it("wait for people by their own name, and show each of them the photos in another order", async () => {
    await start({ controlShare: 0, size: 40 });
    const people = await Promise.all(["ann", "ben", "cay", "dan"].map(annotator));
    const waiting = async () => (await countWaiting(ctx, { person: people[0]! }))[0]!;
    expect(await waiting()).toMatchObject({ annotate: 0, sheets: 4 });
    // Enough keys that no two orders are equal by chance.
    const keys = Array.from({ length: 30 }, (_, at) => `${String(at).padStart(2, "0")}.jpg`);
    const other = await makeProject(ctx, { images: Object.fromEntries(keys.map((key) => [key, [1]])) });
    await makeSheets(ctx, {
      ...small,
      project: other.project,
      topK: 0,
      controlShare: 0,
      size: 40,
      workers: 4,
    });
    const views: SheetView[] = [];
    for (const name of ["eli", "fay", "gus"]) {
      const person = await makePerson(ctx, other.project, name, ["annotator"]);
      const first = (await getNextSheets(ctx, { project: other.project, person })).current!;
      expect((await getNextSheets(ctx, { project: other.project, person })).current).toEqual(first);
      views.push(first);
    }
    const orders = views.map(({ images }) => images.map(({ id }) => id));
    expect(new Set(orders.map(String)).size).toBe(3);
    for (const [at, order] of orders.entries()) {
      expect(order.toSorted()).toEqual(orders[0]!.toSorted());
      expect(views[at]!.draft.marks.map(({ image }) => image)).toEqual(order);
    }
    await put(people[0]!, (await next(people[0]!)).current!, right);
    expect(await waiting()).toMatchObject({ sheets: 3 });
  });

  it("are counted anew only where something has happened, and a release states what they came to", async () => {
    await start();
    const counts = keepFindings(ctx);
    const count = () => countSheets({ ctx, counts }, project);
    const before = await count();
    expect(await count()).toBe(before);
    await answerAll(await annotator("ann"), right);
    const after = await count();
    expect(after.report).toEqual(await getContainsReport(ctx, { project }));
    expect(after.report.answers).toBe(7);
    const page = await listContainsImages(ctx.db, after, { project, status: "ambiguous", from: 0 });
    expect(page).toMatchObject({ total: 4 });
    expect(page.images.map(({ key }) => key)).toEqual(["a.jpg", "b.jpg", "c.jpg", "d.jpg"]);
    expect(page.images[0]!.selections.find(({ label }) => label === 1)).toMatchObject({
      ticked: 1,
      asked: 1,
    });
    counts.close();
    expect(await describeContains(ctx.db, project)).toMatchObject({
      contains: {
        plans: [
          {
            number: 1,
            method: { topK: 2, controlShare: 0.34, seed: 1 },
            peoplePerSheet: 2,
            answered: 4,
            wanted: 8,
          },
        ],
        rules: { maxFailed: 0.25, minAnswers: 5 },
        ...{ people: 1, peopleLeftOut: 0, answers: 7, answersLeftOut: 0 },
        images: { onSheets: 4, answered: 4, withoutOriginal: 0 },
        statuses: { ambiguous: { count: 4, total: 4 } },
      },
    });
    const { project: bare } = await makeProject(ctx, { images: { "a.jpg": [1] } });
    expect(await describeContains(ctx.db, bare)).toEqual({});
  });

  describe("answered", () => {
    it("give frequencies, statuses and candidates, without who fails the controls", async () => {
      await start({ workers: 7 });
      const all = await Promise.all(["ann", "ben", "cay", "dan", "eve", "fay"].map(annotator));
      // a holds 2 as well, and half of the people see it; nobody sees 1 in c.
      for (const [at, person] of all.entries())
        await answerAll(person, (key, label) =>
          key === "a.jpg" && label === 2 ? at < 3 : key === "c.jpg" ? false : right(key, label),
        );
      const careless = await annotator("gus");
      await answerAll(careless, wrong);

      const report = await getContainsReport(ctx, { project });
      expect(report.people.map(({ isDropped }) => isDropped)).toEqual([
        false,
        false,
        false,
        false,
        false,
        false,
        true,
      ]);
      const gus = report.people[6]!;
      expect(gus.failed.count).toBe(gus.failed.total);
      expect(gus.missed + gus.wrong).toBe(gus.failed.count);
      expect(gus.missed).toBe(1);
      expect(report).toMatchObject({ images: 4, answered: 4, pairs: 7, answers: 42, answersLeftOut: 7 });
      const statusOf = Object.fromEntries(report.statuses.map(({ status, share }) => [status, share.count]));
      expect(statusOf).toEqual({ "follow-up": 1, easy: 2, ambiguous: 0, mistake: 1 });
      // Objects are marked among them.
      const changes = { objectsOverlap: 9, objectsCandidates: "given" as const };
      await changeSettings(ctx, { project, person: null, version: 1, changes });
      expect(await giveCandidates(ctx, { project, minAnswers: 5, easy: true })).toEqual({
        ...{ given: 3, kept: 0 },
        statuses: { "follow-up": 1, easy: 2, ambiguous: 0, mistake: 1 },
      });

      expect(await findCandidates(ctx.db, imageIds["a.jpg"]!)).toEqual([1, 2]);

      // They return under another rule: none of their answers was deleted.
      await setContainsRules(ctx, { project, person: lead, rules: { maxFailed: 1, minAnswers: 5 } });
      expect(await getContainsReport(ctx, { project })).toMatchObject({ answers: 49, answersLeftOut: 0 });
      await setContainsRules(ctx, { project, person: lead, rules: { maxFailed: 0.25, minAnswers: 7 } });
      const strict = await getContainsReport(ctx, { project });
      expect(strict.statuses.find(({ status }) => status === "ambiguous")?.share.count).toBe(4);
      expect(await getContainsReport(ctx, { project, rules: { minAnswers: 5 } })).toMatchObject({
        answers: 42,
      });
    });

    it("are written as a file that counts the same", async () => {
      await start({ workers: 5 });
      for (const name of ["ann", "ben", "cay"]) await answerAll(await annotator(name), right);
      await answerAll(await annotator("dan"), wrong);
      await answerAll(await annotator("eve"), (key) => key === "a.jpg" || key === "g1.jpg");
      const file = join(await folder, `${newId()}.csv`);
      await writeFile(file, writeContainsAnswers(await exportContains(ctx.db, project)));
      const { answers, originals } = await readContainsAnswers(file);
      const rules = { maxFailed: 0.25, minAnswers: 4 };
      const { byImage, dropped } = countSelections(answers, rules);
      const { images, people } = await readSelections(ctx.db, { project, rules });
      expect(dropped).toHaveLength(people.filter(({ isDropped }) => isDropped).length);
      expect(images.map(({ image }) => keyOf(image)).sort()).toEqual([...byImage.keys()].sort());
      for (const { image, selections, outcome } of images) {
        const key = keyOf(image);
        expect(selections).toEqual(byImage.get(key)!.toSorted((a, b) => Number(a.label) - Number(b.label)));
        expect(outcome).toMatchObject(statusOfImage(selections, originals.get(key)!, rules));
      }
    });

    it("on labels that became one count once for each person", async () => {
      await start();
      await answerAll(await annotator("ann"), right);
      await answerAll(await annotator("ben"), (key, label) => key === "a.jpg" && label === 1);
      await mergeLabels(ctx, { project, person: lead, label: 2, into: 1, version: 0 });
      const { images } = await readSelections(ctx.db, { project, images: [imageIds["a.jpg"]!] });
      expect(images[0]?.selections).toMatchObject([{ label: "1", ticked: 2, asked: 2 }]);
      const rows = await exportContains(ctx.db, project);
      const ofA = rows.filter(({ image, label }) => image === "a.jpg" && label === "1");
      expect(ofA.map(({ isTicked }) => isTicked)).toEqual([true, true]);
    });
  });
});
