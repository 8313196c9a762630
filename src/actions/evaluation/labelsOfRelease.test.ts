import { expect, it } from "vitest";
import { makeDraft, makePerson, makeProject, makeSave } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { assignBatches } from "../batches/assignBatches.ts";
import { findDisagreement } from "../outcome/findDisagreement.ts";
import { createRelease } from "../releases/createRelease.ts";
import { getNextWork } from "../tasks/getNextWork.ts";
import { saveAnnotation } from "../tasks/saveAnnotation.ts";
import { labelsOfRelease } from "./labelsOfRelease.ts";

onBothDatabases("labels of a release", (use) => {
  it("come with what they would be by other rules, from the stored votes", async () => {
    const ctx = use();
    const { project, imageIds } = await makeProject(ctx, { images: { "a.jpg": [2], "b.jpg": [1] } });
    const people = [
      await makePerson(ctx, project, "ann", ["annotator"]),
      await makePerson(ctx, project, "ben", ["annotator"]),
    ];
    const expert = await makePerson(ctx, project, "expert", ["expert"]);
    await assignBatches(ctx, { project, annotators: people, batches: 1, overlap: 2, seed: 1 });
    const answer = async (person: string, stage: "annotate" | "refine", image: string, yes: number[]) => {
      const { id } = await ctx.db
        .selectFrom("assignment")
        .select("id")
        .where("personId", "=", person)
        .where("stage", "=", stage)
        .where("imageId", "=", imageIds[image]!)
        .executeTakeFirstOrThrow();
      const comment = stage === "refine" ? "looked closely" : "";
      await saveAnnotation(ctx, { person, assignment: id, ...makeSave({ ...makeDraft(yes), comment }) });
    };
    for (const person of people) await answer(person, "annotate", "a.jpg", [2]);
    await answer(people[0]!, "annotate", "b.jpg", [1, 5]);
    await answer(people[1]!, "annotate", "b.jpg", [1, 7]);
    await findDisagreement(ctx, { project });
    await getNextWork(ctx, { project, stage: "refine", person: expert });
    await answer(expert, "refine", "b.jpg", [1, 5]);
    await createRelease(ctx, { project, name: "first", allowPending: false, person: null });

    const load = labelsOfRelease(ctx, { project });
    const found = await load(["b.jpg", "elsewhere.jpg", "a.jpg"], "images.csv");
    expect(found.source).toMatchObject({ kind: "release", number: 1, name: "first" });
    expect(found.valid).toEqual([[1, 5], [], [2]]);
    expect([...found.isNamed]).toEqual([1, 0, 1]);
    expect(found.originals).toEqual([[1], [], [2]]);
    expect(found.others).toEqual({
      "agreed-only": [null, null, [2]],
      "refined-only": [[1, 5], null, null],
      union: [expect.arrayContaining([1, 5, 7]), null, [2]],
      intersection: [[1], null, [2]],
    });
    await expect(load(["elsewhere.jpg"], "images.csv")).rejects.toMatchObject({
      code: "bad-file",
      message: expect.stringMatching(/images\.csv names no image of release 1/),
    });
    await expect(labelsOfRelease(ctx, { project, number: 9 })([], "images.csv")).rejects.toMatchObject({
      code: "not-found",
      message: expect.stringMatching(/There are: 1/),
    });
  });
});
