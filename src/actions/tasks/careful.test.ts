import { beforeEach, describe, expect, it } from "vitest";
import { makeDraft, makePerson, makeProject, makeSave } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import type { Failure } from "../../contract/failure.ts";
import type { AnnotationDraft, DraftCard } from "../../contract/tasks/annotationDraft.ts";
import { carefulSettings, type ProjectSettings } from "../../core/project/settings.ts";
import { findAgreementOf } from "../../db/outcome/agreement.ts";
import { findFinalLabelsOf, streamFinalLabels } from "../../db/outcome/finalLabels.ts";
import { newId } from "../../db/sql/newId.ts";
import { assignBatches } from "../batches/assignBatches.ts";
import { describeProtocol } from "../releases/describeProtocol.ts";
import { getAssignment } from "./getAssignment.ts";
import { getNextWork } from "./getNextWork.ts";
import { revealOriginal } from "./revealOriginal.ts";
import { saveAnnotation } from "./saveAnnotation.ts";
import { skipAssignment } from "./skipAssignment.ts";

/** No image is drawn unless a test says so: the draw follows the image's id, which is new each time. */
const undrawn = { ...carefulSettings, allGroupsShare: 0, blankShare: 0, twiceShare: 0 };
const proposed = 20;

onBothDatabases("the preset careful", (use) => {
  let project: string;
  let image: string;
  let ann: string;
  let ben: string;
  let expert: string;
  let other: string;

  async function begin(settings: Partial<ProjectSettings> = {}, originals = [1]) {
    const ctx = use();
    const made = await makeProject(ctx, {
      images: { "a.jpg": originals },
      settings: { ...undrawn, ...settings },
    });
    project = made.project;
    image = made.imageIds["a.jpg"]!;
    ann = await makePerson(ctx, project, "ann", ["annotator"]);
    ben = await makePerson(ctx, project, "ben", ["annotator"]);
    expert = await makePerson(ctx, project, "expert", ["expert"]);
    other = await makePerson(ctx, project, "other", ["expert"]);
    await assignBatches(ctx, { project, annotators: [ann, ben], batches: 1, overlap: 2, seed: 1 });
  }

  const mine = (person: string) =>
    use()
      .db.selectFrom("assignment")
      .selectAll()
      .where("personId", "=", person)
      .where("projectId", "=", project)
      .executeTakeFirstOrThrow();
  const view = async (person: string) =>
    getAssignment(use(), { assignment: (await mine(person)).id, person });
  const save = async (person: string, draft: AnnotationDraft, state: "draft" | "submitted" = "submitted") => {
    const { id } = await mine(person);
    const stored = await use()
      .db.selectFrom("annotation")
      .select("revision")
      .where("assignmentId", "=", id)
      .executeTakeFirst();
    return saveAnnotation(use(), {
      person,
      assignment: id,
      ...makeSave(draft, { state, revision: stored?.revision ?? 0 }),
    });
  };
  const skip = async (person: string) =>
    skipAssignment(use(), { assignment: (await mine(person)).id, person, operation: newId(), reason: "why" });
  const codeOf = (promise: Promise<unknown>) =>
    promise.then(
      () => "no failure",
      (failure: Failure) => failure.code,
    );
  const kinds = async () =>
    (
      await use()
        .db.selectFrom("event")
        .select("kind")
        .where("imageId", "=", image)
        .orderBy("at")
        .orderBy("id")
        .execute()
    ).map(({ kind }) => kind);
  const agreement = () => findAgreementOf(use().db, image);
  const asked = (label: number, answer: DraftCard["answer"]): DraftCard => ({
    label,
    answer,
    how: "question",
    position: proposed,
    shownMs: 900,
  });
  /** A page with an answer to the question about label 30. */
  const answering = (yes: number[], answer: DraftCard["answer"]) => {
    const draft = makeDraft(yes);
    return { ...draft, cards: [...draft.cards, asked(30, answer)], groupsOpened: [0, 1, 2, 3, 4] };
  };
  const found = () => makeDraft([1, 30], { search: [30] });

  describe("a label that one annotator found by search", () => {
    beforeEach(() => begin());

    it("is put to the other, who gets the image back; the image waits for the answer", async () => {
      await save(ann, makeDraft([1]));
      await save(ben, found());
      expect((await mine(ann)).state).toBe("open");
      expect((await mine(ben)).state).toBe("submitted");
      expect(await agreement()).toBeUndefined();
      const { current } = await getNextWork(use(), { project, stage: "annotate", person: ann });
      expect(current?.cards.at(-1)).toEqual({ label: 30, how: "question", decide: true });
      expect(current?.draft).toEqual(makeDraft([1]));

      await save(ann, answering([1, 30], "yes"));
      expect(await agreement()).toEqual({ agreed: true, labels: [1, 30], reasons: [] });
      expect(await kinds()).toContain("question-asked");
      const event = await use()
        .db.selectFrom("event")
        .selectAll()
        .where("kind", "=", "question-answered")
        .where("imageId", "=", image)
        .executeTakeFirstOrThrow();
      expect(JSON.parse(event.afterJson!)).toEqual({ label: 30, answer: "yes" });
      expect(event.personId).toBe(ann);
      const decision = await use()
        .db.selectFrom("decision")
        .selectAll()
        .where("assignmentId", "=", (await mine(ann)).id)
        .where("labelIndex", "=", 30)
        .executeTakeFirstOrThrow();
      expect(decision).toMatchObject({ answer: "yes", how: "question" });
      expect(await describeProtocol(use().db, project, { images: 0, agreed: 0 })).toMatchObject({
        questions: { asked: 1, yes: 1, no: 0 },
      });
    });

    it("is put to whoever finishes last at once, and a no sends the image to refinement", async () => {
      await save(ben, found());
      const { saved, next } = await save(ann, makeDraft([1]));
      expect(saved.state).toBe("submitted");
      expect(next?.current?.cards.at(-1)).toMatchObject({ label: 30, how: "question" });
      await save(ann, answering([1], "no"));
      expect((await agreement())?.reasons).toEqual(["sets-differ"]);
    });

    it("is asked again where work done offline does not know of the question", async () => {
      await save(ann, makeDraft([1]));
      await save(ben, found());
      await save(ann, makeDraft([1, 2]));
      expect((await mine(ann)).state).toBe("open");
      expect(await agreement()).toBeUndefined();
    });

    it("leaves no no behind where the question was on screen and not answered", async () => {
      await save(ann, makeDraft([1]));
      await save(ben, found());
      await save(ann, answering([1], null));
      expect((await mine(ann)).state).toBe("open");
      const about = await use()
        .db.selectFrom("decision")
        .select("answer")
        .where("assignmentId", "=", (await mine(ann)).id)
        .where("labelIndex", "=", 30)
        .execute();
      expect(about).toEqual([]);
    });

    it("is no longer asked once its finder takes it back, and the other's answer stands as it was", async () => {
      await save(ann, makeDraft([1]));
      await save(ben, found());
      await save(ben, makeDraft([1]));
      expect((await mine(ann)).state).toBe("submitted");
      expect(await agreement()).toEqual({ agreed: true, labels: [1], reasons: [] });
      expect(await kinds()).toContain("question-closed");
      await save(ben, found());
      expect((await mine(ann)).state).toBe("open");
      await save(ben, found(), "draft");
      expect((await mine(ann)).state).toBe("submitted");
    });

    it("can be put off once; the second time it is declined, and experts see that it was not seen", async () => {
      await save(ann, makeDraft([1]));
      await save(ben, found());
      expect((await skip(ann)).saved.state).toBe("skipped");
      expect(await agreement()).toBeUndefined();
      expect((await skip(ann)).saved.state).toBe("submitted");
      expect((await agreement())?.reasons).toEqual(["sets-differ", "exposure-differs"]);
      expect(await kinds()).toContain("question-declined");
    });

    it("is not put to a person who annotates no longer", async () => {
      await save(ann, makeDraft([1]));
      await use().db.deleteFrom("membership").where("personId", "=", ann).execute();
      await save(ben, found());
      expect((await mine(ann)).state).toBe("submitted");
      expect((await agreement())?.reasons).toEqual(["sets-differ", "exposure-differs"]);
    });

    it("keeps the place of the person who is asked: a third annotation does not count", async () => {
      await save(ann, makeDraft([1]));
      await save(ben, found());
      const late = await makePerson(use(), project, "late", ["annotator"]);
      const { id: _, ...row } = await mine(ann);
      await use()
        .db.insertInto("assignment")
        .values({ ...row, id: newId(), personId: late, state: "open" })
        .execute();
      expect((await save(late, makeDraft([1]))).saved.extra).toBe(true);
    });
  });

  it("asks nothing where the rule is off", async () => {
    await begin({ askAboutFound: false });
    await save(ann, makeDraft([1]));
    await save(ben, found());
    expect((await agreement())?.reasons).toEqual(["sets-differ", "exposure-differs"]);
  });

  it("wants all groups opened on a drawn image, and on no other", async () => {
    await begin({ allGroupsShare: 1 });
    expect((await view(ann)).allGroups).toBe(true);
    const early = makeDraft([1], { groupsOpened: [0] });
    expect(await codeOf(save(ann, early))).toBe("answer-needed");
    expect(await codeOf(save(ann, early, "draft"))).toBe("no failure");
    await save(ann, makeDraft([1], { groupsForced: [1, 2, 3] }));
    await begin();
    expect((await view(ann)).allGroups).toBe(false);
    await save(ann, early);
  });

  /** Ann and Ben both chose 1; 2 is disputed. The original is 1. */
  async function dispute(settings: Partial<ProjectSettings> = {}, originals = [1]) {
    await begin(settings, originals);
    await save(ann, makeDraft([1, 2], { comment: "a plate, too" }));
    await save(ben, makeDraft([1]));
    const { current } = await getNextWork(use(), { project, stage: "refine", person: expert });
    return current!;
  }
  const decided = (answer: DraftCard["answer"], reason?: string, yes: number[] = [1]) => {
    const draft = makeDraft(answer === "yes" ? [...yes, 2] : yes);
    const cards = draft.cards.map((card) =>
      card.label === 2 ? { ...card, answer, ...(reason ? { reason } : {}) } : card,
    );
    return { ...draft, cards };
  };

  it("sends an expert neither original nor scores before the disputed labels are decided and stored", async () => {
    const current = await dispute();
    expect(current.refinement).toMatchObject({ hidden: true, blank: false, reasons: ["sets-differ"] });
    expect(JSON.stringify(current)).not.toMatch(/"original"|"score"|"proposed"/);
    expect(current.cards[0]).toMatchObject({ label: 2, decide: true, refinement: { disputed: true } });
    expect(current.cards.filter((card) => card.refinement?.prechecked).map((card) => card.label)).toEqual([
      1,
    ]);

    const { id } = await mine(expert);
    const reveal = (revision: number, person = expert) =>
      revealOriginal(use(), { assignment: id, person, revision });
    expect(await codeOf(reveal(0))).toBe("answer-needed");
    await save(expert, decided(null), "draft");
    expect(await codeOf(reveal(1))).toBe("answer-needed");
    await save(expert, decided("no"), "draft");
    expect(await codeOf(reveal(2))).toBe("answer-needed");
    await save(expert, decided("no", "it is a tray"), "draft");
    expect(await codeOf(reveal(2))).toBe("conflict");
    expect(await codeOf(reveal(3, other))).toBe("not-found");
    expect((await view(expert)).refinement?.hidden).toBe(true);

    const revealed = await reveal(3);
    expect(revealed.refinement?.hidden).toBe(false);
    expect(revealed.cards.find(({ label }) => label === 1)?.refinement).toMatchObject({
      original: true,
      proposed: true,
      score: 0.25,
    });
    expect(await reveal(3)).toEqual(revealed);
    const events = await use()
      .db.selectFrom("event")
      .selectAll()
      .where("kind", "=", "original-revealed")
      .where("imageId", "=", image)
      .execute();
    expect(events).toHaveLength(1);
    expect(JSON.parse(events[0]!.afterJson!).decisions).toContainEqual(
      expect.objectContaining({ label: 2, answer: "no", reason: "it is a tray" }),
    );
  });

  it("keeps a rejected original outside the proposals off the page until it is revealed", async () => {
    const current = await dispute({}, [35]);
    expect(current.cards.map(({ label }) => label)).not.toContain(35);
    expect(current.refinement?.reasons).toEqual(["sets-differ"]);
    await save(expert, decided("yes", "there it is"), "draft");
    const { id } = await mine(expert);
    const { cards, refinement } = await revealOriginal(use(), {
      assignment: id,
      person: expert,
      revision: 1,
    });
    expect(cards.at(-1)).toMatchObject({ label: 35, how: "original", refinement: { original: true } });
    expect(refinement?.reasons).toEqual(["sets-differ", "original-unseen"]);
  });

  it("wants a yes or no with a reason on each disputed label, kept or removed alike, and stores the reason", async () => {
    await dispute();
    expect(await codeOf(save(expert, decided(null)))).toBe("answer-needed");
    expect(await codeOf(save(expert, decided("yes")))).toBe("answer-needed");
    await save(expert, decided("no", "it is a tray"));
    const stored = await use()
      .db.selectFrom("decision")
      .select(["answer", "reason"])
      .where("assignmentId", "=", (await mine(expert)).id)
      .where("labelIndex", "=", 2)
      .executeTakeFirst();
    expect(stored).toEqual({ answer: "no", reason: "it is a tray" });
    expect(await Array.fromAsync(streamFinalLabels(use().db, project))).toMatchObject([
      { labels: [1], provenance: "refined" },
    ]);
  });

  it("refines a drawn image from blank: no ticks, no marks, no comments, an order that tells nothing", async () => {
    const current = await dispute({ blankShare: 1 });
    expect(current.refinement).toMatchObject({ blank: true, annotators: [], reasons: [] });
    expect(current).toMatchObject({ allGroups: true, commentOnChange: false });
    expect(current.cards.map(({ label }) => label)).toEqual(Array.from({ length: proposed }, (_, i) => i));
    for (const card of current.cards) {
      expect(card.refinement).toEqual({ prechecked: false, disputed: false, marks: [] });
      expect(card.decide).toBeUndefined();
    }
    expect(await codeOf(save(expert, makeDraft([1], { groupsOpened: [0] })))).toBe("answer-needed");
    await save(expert, makeDraft([1, 2]));
    expect(await describeProtocol(use().db, project, { images: 0, agreed: 0 })).toMatchObject({
      refinedFromBlank: 1,
    });
  });

  it("has a drawn image refined by two experts, of whom the first to submit is final", async () => {
    await dispute({ twiceShare: 1 });
    const second = await getNextWork(use(), { project, stage: "refine", person: other });
    expect(second.current?.draft).toBeNull();
    const third = await makePerson(use(), project, "third", ["expert"]);
    expect((await getNextWork(use(), { project, stage: "refine", person: third })).current).toBeNull();
    expect((await getNextWork(use(), { project, stage: "refine", person: expert })).progress.total).toBe(1);

    await save(expert, decided("no", "it is a tray"));
    expect((await save(other, decided("yes", "there it is"))).saved.extra).toBe(false);
    const [final] = await Array.fromAsync(streamFinalLabels(use().db, project));
    expect(final?.labels).toEqual([1]);
    expect(await findFinalLabelsOf(use().db, [final!.image])).toEqual(new Map([[final!.image, [1]]]));
    expect(await describeProtocol(use().db, project, { images: 0, agreed: 0 })).toMatchObject({
      refinedTwiceAlike: { images: 0, total: 1 },
    });
  });
});
