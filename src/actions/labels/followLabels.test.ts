import type { Transaction } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { makeDraft, makePerson, makeProject, makeSave } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { insertEvent } from "../../db/event.ts";
import { streamFinalLabels } from "../../db/outcome/finalLabels.ts";
import { writeProposals } from "../../db/proposals/proposal.ts";
import type { Database, Tables } from "../../db/schema.ts";
import { assignBatches } from "../batches/assignBatches.ts";
import { getNextWork } from "../tasks/getNextWork.ts";
import { saveAnnotation } from "../tasks/saveAnnotation.ts";
import { followLabels } from "./followLabels.ts";
import { getConfusions, getLabel, getLabels, listLabelImages } from "./getLabels.ts";

onBothDatabases("What labels hold", (use) => {
  let project: string;
  let people: string[];
  let expert: string;
  let images: Record<string, string>;

  beforeAll(async () => {
    // Gold images test everybody, so they are not among any label's images.
    const keys = ["a", "b", "c", "gold"];
    const made = await makeProject(use(), {
      images: Object.fromEntries(keys.map((key) => [`${key}.jpg`, [0]])),
    });
    ({ project, imageIds: images } = made);
    people = [
      await makePerson(use(), project, "ann", ["annotator"]),
      await makePerson(use(), project, "ben", ["annotator"]),
    ];
    expert = await makePerson(use(), project, "eva", ["expert"]);
    await assignBatches(use(), { project, annotators: people, batches: 1, overlap: 2, seed: 1 });
    // Batches leave gold images out: this one was given before it became one.
    await use().db.updateTable("image").set({ isGold: 1 }).where("key", "=", "gold.jpg").execute();
  });

  /** Asks until everything is up to date, and lets background work run. */
  async function followWholly(projectId: string): Promise<void> {
    while (!(await followLabels(use(), projectId))) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  /** Everything as a count from scratch would give it. */
  async function expectFollowed(): Promise<void> {
    await followWholly(project);
    const { counting, final } = await getLabels(use(), { project });
    expect(counting).toBe(false);
    const wanted = new Array<number>(40).fill(0);
    for await (const { labels } of streamFinalLabels(use().db, project))
      for (const label of labels) wanted[label]!++;
    expect(final).toEqual(wanted);
    for (const label of [0, 1, 2, 25]) {
      const { images } = await listLabelImages(use(), { project, label });
      expect(images).toHaveLength(wanted[label]!);
    }
  }

  const answer = async (
    person: string,
    image: string,
    yes: number[],
    state: "submitted" | "draft",
    revision = 0,
  ) => {
    const { id } = await use()
      .db.selectFrom("assignment")
      .select("id")
      .where("personId", "=", person)
      .where("imageId", "=", images[image]!)
      .executeTakeFirstOrThrow();
    await saveAnnotation(use(), { ...makeSave(makeDraft(yes), { state, revision }), assignment: id, person });
  };

  test("follows agreement, disagreement, a submission taken back, and refinement", async () => {
    await expectFollowed();
    for (const person of people) await answer(person, "a.jpg", [0, 1], "submitted");
    for (const person of people) await answer(person, "gold.jpg", [0, 1], "submitted");
    await expectFollowed();
    expect((await getLabel(use(), { project, label: 1 })).final).toBe(1);

    await answer(people[0]!, "b.jpg", [0, 1], "submitted");
    await answer(people[1]!, "b.jpg", [0, 2], "submitted");
    await expectFollowed();
    const { disputed } = await getLabels(use(), { project });
    expect(disputed.slice(0, 4)).toEqual([0, 1, 1, 0]);

    await answer(people[1]!, "a.jpg", [0, 1], "draft", 1);
    await expectFollowed();
    expect((await getLabel(use(), { project, label: 1 })).final).toBe(0);
    await answer(people[1]!, "a.jpg", [0, 1], "submitted", 2);

    const { current } = await getNextWork(use(), { project, stage: "refine", person: expert });
    const cards = current!.cards.map(({ label, how }, position) => ({
      label,
      how,
      position,
      answer: label < 3 ? ("yes" as const) : null,
      shownMs: 1000,
    }));
    const groups = Math.ceil(cards.length / current!.groupSize);
    await saveAnnotation(use(), {
      ...makeSave({ ...makeDraft([]), cards, groupsOpened: [...Array(groups).keys()] }),
      assignment: current!.id,
      person: expert,
    });
    await expectFollowed();
    const { images: holding } = await listLabelImages(use(), { project, label: 2 });
    expect(holding).toMatchObject([{ key: "b.jpg", provenance: "refined" }]);
  });

  test("counts what is proposed together, and not what people answer", async () => {
    const { proposed, confusions } = await getConfusions(use(), { project, label: 0 });
    expect(proposed).toBe(4);
    // The first ten proposals of every image are 0 to 9: all are together, but none more often than by chance.
    expect(confusions).toEqual([]);
    expect((await getConfusions(use(), { project, label: 15 })).confusions).toEqual([]);
    expect((await getConfusions(use(), { project, label: 30 })).proposed).toBe(0);
  });

  test("tells of two labels that are proposed together well above chance, and on how many images they are", async () => {
    const keys = Array.from({ length: 60 }, (_, at) => `${at}.jpg`);
    const made = await makeProject(use(), { images: Object.fromEntries(keys.map((key) => [key, [0]])) });
    // Label 0 is everywhere; 30 and 31 are on the same six images, 32 and 33 each on six of their own.
    const labelsOf = (at: number) => [
      0,
      ...(at < 6 ? [30, 31] : at < 12 ? [32] : at < 18 ? [33] : [34 + (at % 6)]),
    ];
    await writeProposals(
      use().db,
      keys.map((key, at) => ({
        image: made.imageIds[key]!,
        models: [],
        method: null,
        ranking: labelsOf(at).map((label, rank) => ({ label, score: 0.5 ** (rank + 1), models: 1 })),
      })),
      "2026-01-02T00:00:00.000Z",
    );
    await followWholly(made.project);
    const imagesOf = async (label: number) =>
      (await getConfusions(use(), { project: made.project, label })).confusions;
    expect(await imagesOf(30)).toEqual([{ label: 31, images: 6, expected: 0.6 }]);
    expect((await getLabel(use(), { project: made.project, label: 31 })).confusions).toEqual([
      { label: 30, images: 6, expected: 0.6 },
    ]);
    for (const label of [0, 32, 33]) expect(await imagesOf(label)).toEqual([]);
  });

  test("two who ask at once do not count twice", async () => {
    await answer(people[0]!, "c.jpg", [0, 3], "submitted");
    await answer(people[1]!, "c.jpg", [0, 3], "submitted");
    await Promise.all([1, 2, 3].map(() => followLabels(use(), project)));
    await followWholly(project);
    expect((await getLabel(use(), { project, label: 3 })).final).toBe(1);
    await expectFollowed();
  });

  test("counts new proposals though the clock was set back", async () => {
    const made = await makeProject(use(), { images: { "x.jpg": [0], "y.jpg": [0] } });
    const propose = (label: number, at: string) =>
      writeProposals(
        use().db,
        Object.values(made.imageIds).map((image) => ({
          ...{ image, models: [], method: null, ranking: [{ label, score: 0.5, models: 1 }] },
        })),
        at,
      );
    const proposed = async (label: number) => {
      await followWholly(made.project);
      return (await getConfusions(use(), { project: made.project, label })).proposed;
    };
    await propose(7, "2040-01-01T00:00:00.000Z");
    expect(await proposed(7)).toBe(2);
    await propose(8, "2020-01-01T00:00:00.000Z");
    expect([await proposed(7), await proposed(8)]).toEqual([0, 2]);
  });

  test("follows an answer that is committed long after later ones", async ({ skip }) => {
    skip(use().dialect === "sqlite", "SQLite writes one transaction after the other");
    const made = await makeProject(use(), {
      images: { "x.jpg": [0], "y.jpg": [0] },
      settings: { overlap: 1, singleAnnotation: "accept" },
    });
    const person = await makePerson(use(), made.project, "Zoe", ["annotator"]);
    await assignBatches(use(), { ...made, annotators: [person], batches: 1, overlap: 1, seed: 1 });
    const give = async (db: Database | Transaction<Tables>, key: string) => {
      const { id } = await use()
        .db.selectFrom("assignment")
        .select("id")
        .where("personId", "=", person)
        .where("imageId", "=", made.imageIds[key]!)
        .executeTakeFirstOrThrow();
      const image = made.imageIds[key]!;
      const what = { project: made.project, person, image, assignment: id };
      await insertEvent(db, { ...what, at: "2026-01-01T00:00:00.000Z", kind: "submitted" });
      const values = { imageId: image, agreed: 1, labelsJson: "[5]", reasonsJson: "[]" } as const;
      await db
        .insertInto("agreement")
        .values({
          ...values,
          at: "2026-01-01T00:00:00.000Z",
          refinements: 1,
          projectId: made.project,
          waiting: 0,
        } as never)
        .execute();
    };
    const final = async () => {
      await followWholly(made.project);
      return (await getLabel(use(), { project: made.project, label: 5 })).final;
    };
    expect(await final()).toBe(0);
    const late = await use().db.startTransaction().execute();
    await give(late, "x.jpg");
    await give(use().db, "y.jpg");
    expect(await final()).toBe(1);
    await late.commit().execute();
    expect(await final()).toBe(2);
  });

  test("a label that the label space does not have is not found", async () => {
    await expect(getLabel(use(), { project, label: 40 })).rejects.toMatchObject({ code: "not-found" });
    await expect(listLabelImages(use(), { project, label: 40 })).rejects.toMatchObject({ code: "not-found" });
  });
});
