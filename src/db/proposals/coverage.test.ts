import { expect, test } from "vitest";
import { makeDraft, makePerson, makeProject, makeSave } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { assignBatches } from "../../actions/batches/assignBatches.ts";
import { findDisagreement } from "../../actions/outcome/findDisagreement.ts";
import { describeProtocol } from "../../actions/releases/describeProtocol.ts";
import { getNextWork } from "../../actions/tasks/getNextWork.ts";
import { saveAnnotation } from "../../actions/tasks/saveAnnotation.ts";
import { countOutsideProposals } from "./coverage.ts";

onBothDatabases("Labels that nobody had proposed", (use) => {
  test("are counted once per image, by the expert's answer where there is one, by number of labels", async () => {
    const ctx = use();
    // Labels 0 to 19 are proposed.
    const { project, imageIds } = await makeProject(ctx, {
      images: { "a.jpg": [1], "b.jpg": [2], "c.jpg": [3], "gold.jpg": [3], "open.jpg": [3] },
    });
    const people = [
      await makePerson(ctx, project, "ann", ["annotator"]),
      await makePerson(ctx, project, "ben", ["annotator"]),
    ];
    const expert = await makePerson(ctx, project, "eve", ["expert"]);
    await assignBatches(ctx, { project, annotators: people, batches: 1, overlap: 2, seed: 1 });
    const submit = async (person: string, image: string, yes: number[]) => {
      const { id } = await ctx.db
        .selectFrom("assignment")
        .select("id")
        .where("personId", "=", person)
        .where("imageId", "=", imageIds[image]!)
        .executeTakeFirstOrThrow();
      const draft = makeDraft(yes, {
        search: yes.filter((label) => label >= 20),
        comment: "looked",
        noneOfThese: yes.length === 0,
      });
      await saveAnnotation(ctx, { person, assignment: id, ...makeSave(draft) });
    };
    const answer = async (image: string, first: number[], second: number[]) => {
      await submit(people[0]!, image, first);
      await submit(people[1]!, image, second);
    };
    expect(await countOutsideProposals(ctx.db, project)).toEqual([]);

    // Both found 25: one label, not two. c.jpg has six labels, of which three were searched for.
    await answer("a.jpg", [1, 25], [1, 25]);
    await answer("b.jpg", [2], [2, 26]);
    await answer("c.jpg", [3, 4, 30, 31], [3, 5, 32]);
    await answer("gold.jpg", [3, 33], [3, 33]);
    await ctx.db.updateTable("image").set({ isGold: 1 }).where("id", "=", imageIds["gold.jpg"]!).execute();
    expect(await countOutsideProposals(ctx.db, project)).toEqual([
      { labels: 2, images: 2, chosen: 4, outside: 2, outsideTwice: 2, product: 4, chosenTwice: 8 },
      { labels: 5, images: 1, chosen: 6, outside: 3, outsideTwice: 9, product: 18, chosenTwice: 36 },
    ]);

    // The expert takes 26 away from b.jpg again, and leaves the others as they are open.
    let refined = false;
    for (let taken = 0; taken < 3 && !refined; taken++) {
      await getNextWork(ctx, { project, stage: "refine", person: expert });
      const row = await ctx.db
        .selectFrom("assignment")
        .select("id")
        .where("personId", "=", expert)
        .where("imageId", "=", imageIds["b.jpg"]!)
        .executeTakeFirst();
      refined = row !== undefined;
      if (!refined) {
        await ctx.db
          .updateTable("assignment")
          .set({ state: "blocked" })
          .where("personId", "=", expert)
          .execute();
      }
    }
    await submit(expert, "b.jpg", [2]);
    expect(await countOutsideProposals(ctx.db, project)).toEqual([
      { labels: 1, images: 1, chosen: 1, outside: 0, outsideTwice: 0, product: 0, chosenTwice: 1 },
      { labels: 2, images: 1, chosen: 2, outside: 1, outsideTwice: 1, product: 2, chosenTwice: 4 },
      { labels: 5, images: 1, chosen: 6, outside: 3, outsideTwice: 9, product: 18, chosenTwice: 36 },
    ]);
    const { coverage } = await findDisagreement(ctx, { project });
    expect(coverage.outside).toMatchObject({ count: 4, total: 9, share: 4 / 9 });
    expect(coverage.outside.interval?.[0]).toBeCloseTo(0.14891, 4);
    expect(
      (await describeProtocol(ctx.db, project, { images: 0, agreed: 0 })).chosenOutsideProposals,
    ).toEqual({
      labels: 4,
      total: 9,
    });
  });
});
