import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { makeDraft, makePerson, makeProject, makeSave } from "../../test/factories.ts";
import { onBothDatabases } from "../../test/onBothDatabases.ts";
import { assignBatches } from "../actions/batches/assignBatches.ts";
import { createRelease } from "../actions/releases/createRelease.ts";
import { getNextWork } from "../actions/tasks/getNextWork.ts";
import { saveAnnotation } from "../actions/tasks/saveAnnotation.ts";
import type { ProjectAgreement } from "../contract/agreement.ts";
import type { ImageList } from "../contract/images/findingImages.ts";
import type { ReleaseDiff } from "../contract/releases/releaseDiff.ts";
import type { AnnotationDraft } from "../contract/tasks/annotationDraft.ts";
import { listName } from "../core/agreement/listDisagreements.ts";
import type { Stage } from "../core/tasks/stage.ts";
import { makeAccount, makeBrowser, startTestServer } from "./testServer.ts";

/** Image, with what Ann and Ben say of it. All proposals are labels 0 to 19. */
const answers: Record<string, [AnnotationDraft, AnnotationDraft]> = {
  "agreed.jpg": [makeDraft([1, 7]), makeDraft([1, 7])],
  "one-more.jpg": [makeDraft([1, 2]), makeDraft([1])],
  "by-search.jpg": [makeDraft([3, 25], { search: [25] }), makeDraft([3])],
  "closed-group.jpg": [makeDraft([4], { notShown: [15, 16, 17, 18, 19] }), makeDraft([4, 18])],
  "instead.jpg": [makeDraft([5]), makeDraft([6])],
  "gold.jpg": [makeDraft([9]), makeDraft([10])],
  "waits.jpg": [makeDraft([8]), makeDraft([8])],
};

onBothDatabases("how far annotators agree, over HTTP", (use) => {
  let project: string;
  let people: { ann: string; ben: string; expert: string };
  let lead: ReturnType<typeof makeBrowser>;
  let close: () => Promise<void>;
  let imageIds: Record<string, string>;

  beforeAll(async () => {
    const ctx = use();
    const originals = { "agreed.jpg": [1], "waits.jpg": [8] };
    const images = Object.fromEntries(Object.keys(answers).map((key) => [key, [] as number[]]));
    ({ project, imageIds } = await makeProject(ctx, { images: { ...images, ...originals } }));
    people = {
      ann: await makePerson(ctx, project, "Ann", ["annotator"]),
      ben: await makePerson(ctx, project, "Ben", ["annotator"]),
      expert: await makePerson(ctx, project, "Expert", ["expert"]),
    };
    await assignBatches(ctx, {
      project,
      annotators: [people.ann, people.ben],
      batches: 1,
      overlap: 2,
      seed: 1,
    });
    await ctx.db.updateTable("image").set({ isGold: 1 }).where("id", "=", imageIds["gold.jpg"]!).execute();
    for (const [key, [ann, ben]] of Object.entries(answers)) {
      if (key === "waits.jpg") continue;
      await answer(people.ann, "annotate", key, ann);
      await answer(people.ben, "annotate", key, ben);
    }
    const server = await startTestServer(ctx);
    close = server.close;
    await makeAccount(ctx, { email: "lead@example.org", projectId: project, roles: ["lead"] });
    lead = makeBrowser(server.url);
    await lead.signIn("lead@example.org");
  });
  afterAll(() => close());

  async function answer(person: string, stage: Stage, key: string, draft: AnnotationDraft) {
    const ctx = use();
    if (stage === "refine") await getNextWork(ctx, { project, stage, person });
    const { id } = await ctx.db
      .selectFrom("assignment")
      .select("id")
      .where("imageId", "=", imageIds[key]!)
      .where("stage", "=", stage)
      .where("personId", "=", person)
      .executeTakeFirstOrThrow();
    await saveAnnotation(ctx, { person, assignment: id, ...makeSave(draft) });
  }

  const get = async <Reply>(path: string): Promise<Reply> => {
    const response = await lead.send("GET", path);
    expect([path, response.status]).toEqual([path, 200]);
    return (await response.json()) as Reply;
  };

  /** Asks as the page does, until what is there is of the answers as they are now. */
  const getReport = () =>
    vi.waitFor(
      async () => {
        const reply = await get<{ report: ProjectAgreement | null; isCurrent: boolean }>(
          `/api/projects/${project}/agreement`,
        );
        expect(reply.isCurrent).toBe(true);
        return reply.report!;
      },
      { timeout: 60_000, interval: 200 },
    );
  const keysOf = async (list: string) =>
    (await get<ImageList>(`/api/projects/${project}/agreement/images/${list}`)).images.map(({ key }) => key);

  it("is told with n, intervals, and what the other never saw, apart by how it came", async () => {
    const report = await getReport();
    expect(report.images).toEqual({ all: 6, annotated: 5, shared: 5 });
    expect(report.sets.exactMatch).toMatchObject({ value: 0.2, n: 5, interval: expect.any(Array) });
    expect(report.sets.differences).toEqual({ all: 5, no: 3, maybe: 0, unseen: 2, found: 1 });
    const [pair] = report.pairs;
    expect(pair).toMatchObject({ images: 5, sameSet: 1 });
    expect(pair!.jaccard).toBeCloseTo((1 + 0.5 + 0.5 + 0.5 + 0) / 5, 12);
    const ofLabel = (label: number) => report.disputedLabels.rows.find((row) => row.label === label);
    expect(ofLabel(25)).toMatchObject({ disputed: 1, onlyUnseen: 1, found: 1, chosen: 1 });
    expect(ofLabel(18)).toMatchObject({ disputed: 1, onlyUnseen: 1, found: 0, chosen: 1 });
    expect(ofLabel(2)).toMatchObject({ disputed: 1, onlyUnseen: 0, found: 0, chosen: 1 });
    expect(ofLabel(9)).toBeUndefined();
    expect(report.disputedPairs.rows).toEqual([
      { labels: [5, 6], images: 1, onlyUnseen: 0, found: 0, chosen: 1 },
    ]);
    expect(report.finalImages).toBe(1);
    expect(report.together.rows).toEqual([
      { labels: [1, 7], images: 1, imagesOfEach: [1, 1], shares: [1, 1], lift: 1 },
    ]);
  });

  it("tells of each person by name, and says what is missing instead of 0", async () => {
    const { annotators } = await getReport();
    expect(annotators.map(({ name }) => name)).toEqual(["Ann", "Ben"]);
    const [ann, ben] = annotators;
    expect(ann).toMatchObject({
      images: 5,
      own: 1.6,
      ofPartners: 1.4,
      partners: { exactMatch: { value: 0.2, n: 5 } },
    });
    expect(ann!.leniency.value).toBeCloseTo(0.2, 12);
    expect(ben!.leniency.value).toBeCloseTo(-0.2, 12);
    expect(ann!.gold.exactMatch).toEqual({ value: null, interval: null, n: 0, reason: "no gold images" });
    expect(ann!.refined.exactMatch).toMatchObject({
      value: null,
      n: 0,
      reason: "no image that an expert decided",
    });
  });

  it("lists the images behind each number, with who chose what", async () => {
    await getReport();
    expect(await keysOf(listName.annotators(people.ben, people.ann))).toEqual([
      "by-search.jpg",
      "closed-group.jpg",
      "instead.jpg",
      "one-more.jpg",
    ]);
    expect(await keysOf(listName.label("2"))).toEqual(["one-more.jpg"]);
    expect(await keysOf(listName.labels("5", "6"))).toEqual(["instead.jpg"]);
    expect(await keysOf("constructor")).toEqual([]);
    const { total, hasMore, images } = await get<ImageList>(
      `/api/projects/${project}/agreement/images/${listName.together("1", "7")}`,
    );
    expect({ total, hasMore }).toEqual({ total: 1, hasMore: false });
    expect(images[0]).toMatchObject({
      key: "agreed.jpg",
      sets: [
        { who: "Ann", labels: [1, 7] },
        { who: "Ben", labels: [1, 7] },
        { who: "final", labels: [1, 7] },
      ],
    });
    const after = await get<ImageList>(
      `/api/projects/${project}/agreement/images/${listName.annotators(people.ann, people.ben)}?after=closed-group.jpg`,
    );
    expect(after.images.map(({ key }) => key)).toEqual(["instead.jpg", "one-more.jpg"]);
  });

  it("follows new answers, and compares what an expert decided with what each annotator said", async () => {
    for (const [who, at] of [
      [people.ann, 0],
      [people.ben, 1],
    ] as const) {
      await answer(who, "annotate", "waits.jpg", answers["waits.jpg"]![at]);
    }
    const report = await getReport();
    expect(report.images).toEqual({ all: 6, annotated: 6, shared: 6 });
    expect(report.sets.exactMatch.value).toBeCloseTo(2 / 6, 12);
  });

  it("compares two releases, with the images that changed", async () => {
    const ctx = use();
    const release = (name: string) => createRelease(ctx, { project, name, allowPending: true, person: null });
    const first = await release("first");
    const refined = await refineNext([1]);
    const second = await release("second");
    const path = `/api/releases/${second.id}/diff/${first.id}`;
    const diff = await vi.waitFor(
      async () => {
        const reply = await get<{ diff: ReleaseDiff | null }>(path);
        expect(reply.diff).not.toBeNull();
        return reply.diff!;
      },
      { timeout: 60_000, interval: 200 },
    );
    expect(diff).toMatchObject({
      base: { number: 1, images: 2, one: 1, two: 1 },
      release: { number: 2, images: 3, refined: 1 },
      onlyInBase: 0,
      onlyInRelease: 1,
      inBoth: 2,
      changed: 0,
      byLabel: [],
    });
    expect(diff.protocol).toContainEqual({
      path: "images.final",
      name: "Images: final",
      base: "2",
      release: "3",
    });
    const { images } = await get<ImageList>(`${path}/images/only-in-release`);
    expect(images).toMatchObject([{ id: refined, sets: [{ who: "after", labels: [1] }] }]);
  });

  /** The expert takes the next image and decides. @returns its id */
  async function refineNext(labels: number[]) {
    const ctx = use();
    const { current } = await getNextWork(ctx, { project, stage: "refine", person: people.expert });
    const draft = {
      ...makeDraft(labels),
      comment: "looked closely",
      cards: current!.cards.map(({ label, how }, position) => ({
        label,
        how,
        position,
        shownMs: 1000,
        answer: labels.includes(label) ? ("yes" as const) : null,
      })),
    };
    await saveAnnotation(ctx, { person: people.expert, assignment: current!.id, ...makeSave(draft) });
    return current!.image.id;
  }
});
