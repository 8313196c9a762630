import { beforeAll, describe, expect, it } from "vitest";
import { makePerson, makeProject } from "../../../test/factories.ts";
import { answerImage } from "../../../test/made/answerImage.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { type ImageFilter, imageFilter } from "../../contract/images/images.ts";
import { imageStatuses } from "../../core/images/imageStatus.ts";
import { disagreementReasons } from "../../core/outcome/findAgreement.ts";
import { writePhotos } from "../testing/writePhotos.ts";
import { importImages } from "./importImages.ts";
import { listImages } from "./listImages.ts";
import { undoImport } from "./undoImport.ts";

onBothDatabases("the list of a project's images", (use) => {
  const made = { project: "", ann: "", ben: "", expert: "", ids: {} as Record<string, string> };

  beforeAll(async () => {
    const ctx = use();
    const images = {
      "agreed/one.jpg": [1],
      "agreed/TWO_2.jpg": [2],
      "waiting.jpg": [1],
      "pending.jpg": [],
      "differ.jpg": [3],
      "refined.jpg": [3],
      "empty.jpg": [4],
      "no-proposal.jpg": [5],
      "broken.jpg": [5],
      "gold.jpg": [1],
    };
    const { project, imageIds: ids } = await makeProject(ctx, { images });
    const other = await makeProject(ctx, { images: { "agreed/foreign.jpg": [1] } });
    const [ann, ben, expert] = [
      await makePerson(ctx, project, "ann", ["annotator"]),
      await makePerson(ctx, project, "ben", ["annotator"]),
      await makePerson(ctx, project, "eve", ["expert"]),
    ];
    Object.assign(made, { project, ann, ben, expert, ids });
    const change = (key: string, set: object) =>
      ctx.db.updateTable("image").set(set).where("id", "=", ids[key]!).execute();
    await change("gold.jpg", { isGold: 1 });
    await change("broken.jpg", { fileState: "failed", failure: "cut off" });
    await ctx.db
      .deleteFrom("proposal")
      .where("imageId", "in", [ids["no-proposal.jpg"]!, ids["broken.jpg"]!])
      .execute();

    const answer = (key: string, person: string, yes: number[], more: object = {}) =>
      answerImage(ctx, { project, image: ids[key]!, person, yes, ...more });
    for (const person of [ann, ben]) {
      await answer("agreed/one.jpg", person, [1]);
      await answer("agreed/TWO_2.jpg", person, [2, 12]);
      await answer("differ.jpg", person, person === ann ? [3] : [3, 6, 7], { comment: "two cups" });
      await answer("refined.jpg", person, person === ann ? [3] : [3, 12]);
      await answer("empty.jpg", person, []);
      const foreign = await makePerson(ctx, other.project, "x", ["annotator"]);
      await answerImage(ctx, {
        project: other.project,
        image: other.imageIds["agreed/foreign.jpg"]!,
        person: foreign,
        yes: [1],
        flag: "odd",
        comment: "foreign",
      });
    }
    await answer("pending.jpg", ben, [1], { flag: "too dark" });
    await answer("refined.jpg", expert, [3, 4, 12], { stage: "refine", comment: "all three" });
    await answer("empty.jpg", expert, [], { stage: "refine", comment: "" });
  });

  const keysFor = async (filter: Partial<Record<keyof ImageFilter, unknown>>, limits = {}) => {
    const asked = imageFilter.parse(filter);
    const keys: string[] = [];
    let after: string | undefined;
    let first: Awaited<ReturnType<typeof listImages>> | undefined;
    do {
      const page = await listImages(use(), { project: made.project, after, ...asked }, limits);
      first ??= page;
      keys.push(...page.images.map(({ key }) => key));
      after = page.after ?? undefined;
    } while (after !== undefined);
    return { keys, count: first.count };
  };

  it("holds each image once, without gold images and those of other projects", async () => {
    const { keys, count } = await keysFor({});
    expect(keys).toEqual(Object.keys(made.ids).filter((key) => key !== "gold.jpg"));
    expect(count).toEqual({ images: 9, isAll: true });
  });

  const cases: [Partial<Record<keyof ImageFilter, unknown>>, string[]][] = [
    [{ status: "unreadable" }, ["broken.jpg"]],
    [{ status: "unproposed" }, ["no-proposal.jpg"]],
    [{ status: "waiting" }, ["waiting.jpg"]],
    [{ status: "pending" }, ["pending.jpg"]],
    [{ status: "agreed" }, ["agreed/one.jpg", "agreed/TWO_2.jpg"]],
    [{ status: "to-refine" }, ["differ.jpg"]],
    [{ status: "refined" }, ["refined.jpg"]],
    [{ status: "no-label" }, ["empty.jpg"]],
    [{ label: 12 }, ["agreed/TWO_2.jpg", "refined.jpg"]],
    [{ label: 2 }, ["agreed/TWO_2.jpg"]],
    [{ label: 6 }, []],
    [{ original: 1 }, ["agreed/one.jpg", "waiting.jpg"]],
    [{ reason: "sets-differ" }, ["differ.jpg", "refined.jpg"]],
    [{ reason: "nobody-chose" }, ["empty.jpg"]],
    [{ annotator: "ben", status: "pending" }, ["pending.jpg"]],
    [{ annotator: "ann", status: "pending" }, []],
    [{ flag: "any" }, ["pending.jpg"]],
    [{ comment: "any" }, ["differ.jpg", "refined.jpg"]],
    [{ comment: "any", flag: "any" }, []],
    [{ labels: "0" }, ["empty.jpg"]],
    [{ labels: "1" }, ["agreed/one.jpg"]],
    [{ labels: "2" }, ["agreed/TWO_2.jpg"]],
    [{ labels: "more" }, ["refined.jpg"]],
    [{ text: "two_" }, ["agreed/TWO_2.jpg"]],
    [{ text: "%" }, []],
    [{ text: "AGREED", original: "1" }, ["agreed/one.jpg"]],
    [{ text: "nowhere" }, []],
  ];

  describe.each([
    ["at once", {}],
    [
      "one image a page, one candidate at a time, without time",
      { pageSize: 1, stretch: 1, fillFor: 0, countFor: 0 },
    ],
    ["with flags and comments that are not few", { few: 0 }],
  ])("filtered %s", (_, limits) => {
    it.each(cases)("%j", async (filter, expected) => {
      const annotator =
        filter.annotator === "ben" ? made.ben : filter.annotator === "ann" ? made.ann : undefined;
      const { keys, count } = await keysFor({ ...filter, ...(annotator ? { annotator } : {}) }, limits);
      expect(keys).toEqual(expected);
      if (!("stretch" in limits)) expect(count).toEqual({ images: expected.length, isAll: true });
    });
  });

  it("tells of a count that it had no time to finish", async () => {
    const page = await listImages(
      use(),
      { project: made.project, reason: "sets-differ" },
      { pageSize: 1, stretch: 1, countFor: 0, fillFor: 1000 },
    );
    expect(page.images).toHaveLength(1);
    expect(page.count).toEqual({ images: 1, isAll: false });
  });

  it("counts all without looking at each for a page, and anew after an import, its undoing and a change of gold", async () => {
    const ctx = use();
    const { project, imageIds } = await makeProject(ctx, {
      images: { "a.jpg": [1], "b.jpg": [1], "e.jpg": [1] },
    });
    let statements = 0;
    const counted = ctx.db.withPlugin({
      transformQuery: ({ node }) => {
        statements++;
        return node;
      },
      transformResult: async ({ result }) => result,
    });
    const count = async (limits = { stretch: 1, countFor: 60_000 }) => {
      statements = 0;
      const page = await listImages(
        { db: counted },
        { project },
        { pageSize: 1, fillFor: 60_000, ...limits },
      );
      return [page.count, statements] as const;
    };
    const [first, all] = await count();
    expect(first).toEqual({ images: 3, isAll: true });
    const [kept, few] = await count();
    expect(kept).toEqual(first);
    // Three stretches of one image each, and one that finds no fourth.
    expect(all - few).toBe(4);

    const photos = await writePhotos({ "c.jpg": 1, "d.jpg": 2 });
    await importImages(ctx, { project, source: photos, layout: "flat" });
    expect((await count())[0]).toEqual({ images: 5, isAll: true });
    await ctx.db.updateTable("image").set({ isGold: 1 }).where("id", "=", imageIds["a.jpg"]!).execute();
    expect((await count())[0]).toEqual({ images: 4, isAll: true });
    await undoImport(ctx, { project });
    // Nobody waits for a count: it continues in the background.
    const [soon] = await count({ stretch: 1, countFor: 0 });
    expect(soon!.images).toBeLessThanOrEqual(2);
    await expect.poll(async () => (await count())[0]).toEqual({ images: 2, isAll: true });
  });

  it("says of each image what the filters look for", async () => {
    const { images } = await listImages(use(), { project: made.project });
    const row = (key: string) => images.find((image) => image.key === key);
    expect(row("refined.jpg")).toMatchObject({
      status: "refined",
      labels: [3, 4, 12],
      originals: [3],
      reasons: ["sets-differ"],
      flags: 0,
      comments: 1,
    });
    expect(row("pending.jpg")).toMatchObject({ status: "pending", labels: null, flags: 1, comments: 0 });
    for (const status of imageStatuses) {
      const { keys } = await keysFor({ status });
      expect(keys).toEqual(images.filter((image) => image.status === status).map(({ key }) => key));
    }
    for (const reason of disagreementReasons) {
      const { keys } = await keysFor({ reason });
      expect(keys).toEqual(images.filter(({ reasons }) => reasons.includes(reason)).map(({ key }) => key));
    }
  });
});
