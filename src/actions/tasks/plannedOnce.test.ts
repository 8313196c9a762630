import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeDraft, makePerson, makeProject, makeSave } from "../../../test/factories.ts";
import { openFolder } from "../../../test/openFolder.ts";
import { assignBatches } from "../batches/assignBatches.ts";
import type { Context } from "../context.ts";
import { getNextWork } from "./getNextWork.ts";
import { saveAnnotation } from "./saveAnnotation.ts";

let ctx: Context;
beforeAll(async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), "multilabelfy-plan-"));
  ctx = await openFolder(dataFolder);
});
afterAll(async () => {
  await ctx.db.destroy();
  await rm(ctx.dataFolder, { recursive: true, force: true });
});

/**
 * How often SQLite planned a statement during this: for each, better-sqlite3 generates a function that makes its rows.
 */
async function countPlans(work: () => Promise<unknown>): Promise<number> {
  const make = globalThis.Function;
  let count = 0;
  const counting = new Proxy(make, {
    apply: (target, _, args) => {
      count += 1;
      return target(...args);
    },
  });
  try {
    globalThis.Function = counting;
    await work();
  } finally {
    globalThis.Function = make;
  }
  return count;
}

it("a save runs no statement that SQLite plans anew each time", async () => {
  const keys = Array.from({ length: 40 }, (_, image) => [`${image}.jpg`, [1]]);
  const { project } = await makeProject(ctx, { images: Object.fromEntries(keys) });
  const annotators: string[] = [];
  for (const name of ["ann", "ben"]) annotators.push(await makePerson(ctx, project, name, ["annotator"]));
  await assignBatches(ctx, { project, annotators, batches: 1, overlap: 2, seed: 1 });

  /** Each saves a draft of their next image, and submits it. */
  const annotate = async () => {
    for (const person of annotators) {
      const { order } = await getNextWork(ctx, { project, stage: "annotate", person });
      const holds = Object.fromEntries(order.map((id) => [id, 0]));
      const assignment = order[0]!;
      const draft = makeSave(makeDraft([1]), { state: "draft" });
      await saveAnnotation(ctx, { person, assignment, ...draft });
      await saveAnnotation(ctx, { person, assignment, ...makeSave(makeDraft([1]), { revision: 1 }), holds });
    }
  };
  for (let image = 0; image < 5; image++) await annotate();
  expect(await countPlans(annotate)).toBe(0);

  // What the count relies on: two tables, and a bound value.
  const join = () =>
    ctx.db
      .selectFrom("assignment")
      .innerJoin("image", "image.id", "assignment.imageId")
      .select("image.key")
      .where("assignment.personId", "=", annotators[0]!)
      .execute();
  await join();
  expect(await countPlans(join)).toBe(1);
});

it("the pages of twenty images are read by as many statements as those of two", async () => {
  let statements = 0;
  const db = ctx.db.withPlugin({
    transformQuery: ({ node }) => {
      statements += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  const keys = Array.from({ length: 30 }, (_, image) => [`${image}.jpg`, [1]]);
  const counted: number[] = [];
  for (const imagesAhead of [2, 20]) {
    const { project } = await makeProject(ctx, {
      images: Object.fromEntries(keys),
      settings: { imagesAhead },
    });
    const person = await makePerson(ctx, project, "eva", ["annotator"]);
    await assignBatches(ctx, { project, annotators: [person], batches: 1, overlap: 1, seed: 1 });
    await getNextWork(ctx, { project, stage: "annotate", person });
    statements = 0;
    const { ahead } = await getNextWork(
      { ...ctx, db: db as typeof ctx.db },
      { project, stage: "annotate", person },
    );
    expect(ahead).toHaveLength(imagesAhead);
    counted.push(statements);
  }
  expect(counted[1]).toBe(counted[0]);
});
