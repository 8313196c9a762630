import { expect, it } from "vitest";
import { makePerson, makeProject } from "../../../../test/factories.ts";
import { onBothDatabases } from "../../../../test/onBothDatabases.ts";
import { getProject } from "../../../db/project/project.ts";
import { getNextWork } from "../getNextWork.ts";
import { findTotal } from "./findTotal.ts";

const few = 3;

onBothDatabases("the total of a stage", (use) => {
  async function make(images: number) {
    const keys = Array.from({ length: images }, (_, index) => [`${index}.jpg`, [1]]);
    const { project, imageIds } = await makeProject(use(), { images: Object.fromEntries(keys) });
    const rows = Object.values(imageIds).map((imageId) => ({
      imageId,
      agreed: 0,
      labelsJson: "[]",
      reasonsJson: "[]",
      at: "2026-01-01T00:00:00.000Z",
    }));
    await use().db.insertInto("agreement").values(rows).execute();
    const [ann, ben] = [
      await makePerson(use(), project, "ann", ["expert"]),
      await makePerson(use(), project, "ben", ["expert"]),
    ];
    const { settings } = await getProject(use().db, project);
    const total = (person: string, theirs: number, countFor = 60_000) =>
      findTotal(use(), settings, { project, stage: "refine", person, theirs }, { few, stretch: 2, countFor });
    const take = (person: string) => getNextWork(use(), { project, stage: "refine", person });
    return { ann, ben, total, take };
  }

  it("is counted at each request where few images are free", async () => {
    const { ann, ben, total, take } = await make(few - 1);
    expect(await total(ann, 0)).toBe(few - 1);
    await take(ben);
    expect(await total(ann, 0)).toBe(few - 2);
  });

  it("is kept where there are more, and the same for who takes one", async () => {
    const { ann, ben, total, take } = await make(few + 3);
    expect(await total(ann, 0)).toBe(few + 3);
    await take(ann);
    expect(await total(ann, 1)).toBe(few + 3);
    await take(ben);
    expect(await total(ann, 1)).toBe(few + 3);
    // Each person has a separate total.
    expect(await total(ben, 1)).toBe(few + 2);
  });

  it("is counted a stretch at a time, one person's after the other's; until then it is no more than what was counted", async () => {
    const { ann, ben, total } = await make(few + 8);
    for (const person of [ann, ben]) {
      const first = await total(person, 1, 0);
      expect(first).toBeGreaterThanOrEqual(few + 1);
      expect(first).toBeLessThanOrEqual(few + 8 + 1);
    }
    expect(await Promise.all([total(ben, 1), total(ann, 1)])).toEqual([few + 9, few + 9]);
  });

  it("is exact again once few are left, however short the time", async () => {
    const { ann, ben, total, take } = await make(few);
    expect(await total(ann, 0)).toBe(few);
    await take(ben);
    expect(await total(ann, 0)).toBe(few - 1);
  });
});
