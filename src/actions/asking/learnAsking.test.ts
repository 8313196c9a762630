import { describe, expect, it } from "vitest";
import { makeDraft, makePerson, makeProject, makeSave } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import type { AnnotationDraft } from "../../contract/tasks/annotationDraft.ts";
import { type ProjectSettings, paperSettings, realSettings } from "../../core/project/settings.ts";
import { listEndings } from "../../db/asking.ts";
import { findAgreementOf } from "../../db/outcome/agreement.ts";
import { changeSettings, previewSettings } from "../project/changeSettings.ts";
import { getSettings } from "../project/getSettings.ts";
import { describeProtocol } from "../releases/describeProtocol.ts";
import { getNextWork } from "../tasks/getNextWork.ts";
import { saveAnnotation } from "../tasks/saveAnnotation.ts";
import { settleVotes } from "../votes/settleVotes.ts";
import { getAsking } from "./getAsking.ts";
import { learnAsking } from "./learnAsking.ts";

/** Images that a rule is learned from, and those added later, of which the first and the fourth are hard. */
const [known, more] = [42, 6];
type NextWork = Awaited<ReturnType<typeof getNextWork>>["current"];
const codes = { n: "no", m: "unsure", y: "yes" } as const;

onBothDatabases("asking that ends early", (use) => {
  let project: string;
  let imageIds: Record<string, string>;
  let people: Record<string, string>;
  let time = Date.parse("2026-01-01T09:00:00.000Z");
  const ctx = () => ({
    ...use(),
    now() {
      time += 1000;
      return new Date(time);
    },
  });
  const keyOf = (image: string) => Object.entries(imageIds).find(([, id]) => id === image)![0];

  const begin = async (settings: Partial<ProjectSettings>) => {
    ({ project, imageIds } = await makeProject(use(), {
      images: Object.fromEntries(Array.from({ length: known }, (_, at) => [`${at}`, [0]])),
      settings: { annotationMode: "pull", fewestAnswers: 1, fullShare: 0, goldShare: 0, ...settings },
    }));
    people = {};
    for (const name of ["ann", "ben", "cem"])
      people[name] = await makePerson(use(), project, name, ["annotator"]);
  };
  const stage = () =>
    getSettings(use(), { project }).then(({ settings }) =>
      settings.preset === "real" ? "vote" : "annotate",
    );
  const take = async (name: string) =>
    (await getNextWork(ctx(), { project, stage: await stage(), person: people[name]! })).current;
  const submit = (name: string, assignment: string, annotation: AnnotationDraft, revision = 0) =>
    saveAnnotation(ctx(), { person: people[name]!, assignment, ...makeSave(annotation, { revision }) });
  /** People work in turns, each on one image, until nobody gets another. */
  const workAll = async (answer: (name: string, key: string, labels: number[]) => AnnotationDraft) => {
    const asked: Record<string, number> = {};
    // A submission brings its person the next image.
    const held = new Map<string, NextWork>();
    for (;;) {
      for (const name of Object.keys(people)) if (!held.get(name)) held.set(name, await take(name));
      if (![...held.values()].some((view) => view)) break;
      for (const [name, view] of held) {
        if (!view) continue;
        const key = keyOf(view.image.id);
        asked[key] = (asked[key] ?? 0) + 1;
        const labels = view.cards.map(({ label }) => label);
        const { next } = await submit(name, view.id, answer(name, key, labels));
        held.set(name, next?.current ?? null);
      }
    }
    return asked;
  };
  const addImages = async () => {
    const other = await makeProject(use(), {
      images: Object.fromEntries(Array.from({ length: more }, (_, at) => [`${known + at}`, [0]])),
    });
    await use()
      .db.updateTable("image")
      .set({ projectId: project })
      .where("projectId", "=", other.project)
      .execute();
    Object.assign(imageIds, other.imageIds);
  };
  const endings = async () => {
    const found = await listEndings(use().db, Object.values(imageIds));
    return Object.fromEntries([...found].map(([image, { answers }]) => [keyOf(image), answers]));
  };

  describe("in votes", () => {
    const ballot = (letters: Record<number, string>, labels: number[]) =>
      makeDraft([], {
        activeMs: 30_000,
        cards: labels.map((label, position) => ({
          ...{ label, position, how: "proposal", shownMs: 1000 },
          answer: codes[letters[label] as keyof typeof codes],
        })),
      });
    /** Odd images show label 0, and all say so. On every third, ann doubts label 1, and the others are right. */
    const answer = (name: string, key: string, labels: number[]) => {
      const isOdd = Number(key) % 2 === 1;
      const isHard = Number(key) % 3 === 0;
      const first = isOdd ? "y" : "n";
      return ballot({ 0: first, 1: !isHard ? "n" : name === "ann" ? "m" : first, 2: "n" }, labels);
    };

    it("asks everybody as long as nothing was learned, and says what is lacking", async () => {
      await begin({
        ...realSettings,
        voteMethod: "majority",
        refineUnlabelled: false,
        votedLabels: 3,
        overlap: 3,
        fewestAnswers: 1,
        fullShare: 0,
        originalAlwaysProposed: false,
      });
      await expect(learnAsking(ctx(), { project, person: null })).rejects.toMatchObject({
        code: "not-ready",
        message: "0 of at least 30 images have all their answers and final labels.",
      });
      const asked = await workAll(answer);
      expect(new Set(Object.values(asked))).toEqual(new Set([3]));
      expect(await endings()).toEqual({});
      await settleVotes(ctx(), { project, person: null });
      expect(await getAsking(use(), { project })).toMatchObject({
        by: "labels",
        isOn: true,
        rule: null,
        toLearnFrom: { images: known },
        toCome: null,
      });
    });

    it("asks on about what is in doubt alone, and ends where no answer is worth it", async () => {
      const view = await learnAsking(ctx(), { project, person: null });
      expect(view.rule).toMatchObject({ version: 1, isCurrent: true, measured: { images: known } });
      expect(view.rule!.measured.used.mean).toBeLessThan(0.6);
      expect(view.rule!.measured.missed.mean + view.rule!.measured.wrong.mean).toBeLessThan(0.05);
      await addImages();
      expect((await getAsking(use(), { project })).toCome).toMatchObject({ pages: 3 * more });

      const pages: Record<string, number[][]> = {};
      await workAll((_, key, labels) => {
        const before = [...(pages[key] ?? []), labels.toSorted()];
        pages[key] = before;
        // Whoever comes first doubts label 1 of hard images.
        return answer(before.length === 1 ? "ann" : "ben", key, labels);
      });
      const ended = await endings();
      for (const at of [43, 44, 46, 47]) expect(ended[at]).toBe(1);
      for (const key of ["42", "45"]) {
        expect(pages[key]!.slice(0, 2)).toEqual([[0, 1, 2], [1]]);
        expect(ended[key]).toBe(pages[key]!.length);
      }
      // Nobody has any of them left to do, settled or not.
      expect(await getAsking(use(), { project })).toMatchObject({
        ended: { images: more },
        toCome: { pages: 0 },
      });
    });

    it("gives images their labels from what is known by then", async () => {
      await settleVotes(ctx(), { project, person: null });
      expect(await findAgreementOf(use().db, imageIds["43"]!)).toMatchObject({ agreed: true, labels: [0] });
      expect(await findAgreementOf(use().db, imageIds["44"]!)).toMatchObject({ agreed: true, labels: [] });
      const { endedEarly } = await describeProtocol(use().db, project, { images: 48, agreed: 48 });
      expect(endedEarly).toMatchObject({ images: more, rules: 1 });
    });

    it("goes on where an answer changes, and stays ended whatever is learned later", async () => {
      const view = (
        await use().db.selectFrom("assignment").selectAll().where("imageId", "=", imageIds["43"]!).execute()
      )[0]!;
      const who = Object.entries(people).find(([, id]) => id === view.personId)![0];
      const changed = ballot({ 0: "m", 1: "n", 2: "n" }, [0, 1, 2]);
      await submit(who, view.id, changed, 1);
      expect((await endings())["43"]).toBeUndefined();
      const before = (await listEndings(use().db, [imageIds["44"]!])).get(imageIds["44"]!);
      await learnAsking(ctx(), { project, person: null });
      expect((await listEndings(use().db, [imageIds["44"]!])).get(imageIds["44"]!)).toEqual(before);
      expect((await getAsking(use(), { project })).rule).toMatchObject({ version: 2 });
    });

    it("learns only from images that nothing chose", async () => {
      // All later images may have continued because they were in doubt, and none is asked about in full.
      expect((await getAsking(use(), { project })).toLearnFrom.images).toBe(known);
    });

    it("keeps a budget, and refuses one that the first answers are more than", async () => {
      const set = async (changes: Partial<ProjectSettings>) => {
        const { version } = await getSettings(use(), { project });
        await changeSettings(use(), { project, person: null, version, changes });
      };
      await set({ answersBudget: 0.4 });
      expect((await getAsking(use(), { project })).rule!.isCurrent).toBe(false);
      const { rule } = await learnAsking(ctx(), { project, person: null });
      expect(rule!.measured.used.mean).toBeLessThanOrEqual(0.4);
      await set({ fewestAnswers: 2 });
      await expect(learnAsking(ctx(), { project, person: null })).rejects.toMatchObject({
        message:
          "Even 2 of 3 answers an image are more than 40 % of all. Raise answersBudget, or lower fewestAnswers.",
      });
    });
  });

  describe("in annotation", () => {
    const answer = (key: string) => makeDraft([Number(key) % 3]);

    it("takes what the first person says where a second is not worth it", async () => {
      await begin({
        ...paperSettings,
        annotationMode: "pull",
        fewestAnswers: 1,
        fullShare: 0,
        agreementRule: { kind: "exact" },
      });
      await workAll((_, key) => answer(key));
      await learnAsking(ctx(), { project, person: null });
      await addImages();
      const asked = await workAll((_, key) => answer(key));
      expect(asked).toEqual(
        Object.fromEntries(Array.from({ length: more }, (_, at) => [`${known + at}`, 1])),
      );
      expect(await findAgreementOf(use().db, imageIds["43"]!)).toEqual({
        agreed: true,
        labels: [1],
        reasons: [],
      });
    });

    it("asks everybody again once the rules say so", async () => {
      const { version } = await getSettings(use(), { project });
      const changes = { fewestAnswers: 0 };
      // Endings stay; further images are asked about in full.
      expect((await previewSettings(use(), { project, changes })).moves.total).toBe(0);
      await changeSettings(use(), { project, person: null, version, changes });
      expect((await getAsking(use(), { project })).isOn).toBe(false);
      expect(Object.keys(await endings())).toHaveLength(more);
    });
  });

  it("is refused where it cannot be", async () => {
    await begin({ ...paperSettings, annotationMode: "pull", fewestAnswers: 0 });
    const change = async (changes: Partial<ProjectSettings>) => {
      const { version } = await getSettings(use(), { project });
      return changeSettings(use(), { project, person: null, version, changes });
    };
    await expect(change({ fewestAnswers: 3 })).rejects.toThrow("cannot end after 3");
    await expect(change({ fewestAnswers: 1, annotationMode: "batches" })).rejects.toThrow(
      "handed out one by one",
    );
    await expect(change({ fewestAnswers: 1, overlap: 13 })).rejects.toThrow("at most 12 answers");
  });

  it("never ends on images that are asked about in full", async () => {
    await begin({
      ...paperSettings,
      annotationMode: "pull",
      fewestAnswers: 1,
      fullShare: 1,
      agreementRule: { kind: "exact" },
    });
    await workAll((_, key) => makeDraft([Number(key) % 3]));
    await learnAsking(ctx(), { project, person: null });
    await addImages();
    const asked = await workAll((_, key) => makeDraft([Number(key) % 3]));
    expect(new Set(Object.values(asked))).toEqual(new Set([2]));
    expect((await getAsking(use(), { project })).toLearnFrom.images).toBe(known + more);
  });
});
