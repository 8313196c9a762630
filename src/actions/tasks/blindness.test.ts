import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makePerson, makeProject } from "../../../test/factories.ts";
import { openFolder } from "../../../test/openFolder.ts";
import { isGoldPlace } from "../../core/gold/mixGold.ts";
import { carefulSettings } from "../../core/project/settings.ts";
import { seededShuffle } from "../../core/seededRandom.ts";
import { listMembers } from "../../db/people/person.ts";
import { getProject } from "../../db/project/project.ts";
import { newId } from "../../db/sql/newId.ts";
import { insertAssignments, listAssignmentsOf, updateAssignment } from "../../db/tasks/assignment.ts";
import { assignBatches } from "../batches/assignBatches.ts";
import { planAssignment } from "../batches/planAssignment.ts";
import { findGoldChance } from "../gold/chooseGold.ts";
import { beginPractice } from "../practice/beginPractice.ts";
import { buildAssignmentView } from "./buildAssignmentView.ts";

const classes = 6;
const images = 60;
const seed = 1;

/** What a group sets up with a public dataset and the program's defaults: anybody can set up the same. */
async function setUp() {
  const dataFolder = await mkdtemp(join(tmpdir(), "multilabelfy-blind-"));
  const ctx = await openFolder(dataFolder);
  const keys = Array.from({ length: images }, (_, image) => [`${image}.jpg`, [image % classes]]);
  const { project } = await makeProject(ctx, {
    images: Object.fromEntries(keys),
    settings: { ...carefulSettings, goldShare: 0.1 },
  });
  const annotators = [
    await makePerson(ctx, project, "a", ["annotator"]),
    await makePerson(ctx, project, "b", ["annotator"]),
  ];
  await assignBatches(ctx, { project, annotators, batches: 2, overlap: 2, seed });
  return { ctx, project, person: annotators[0]! };
}

type Installation = Awaited<ReturnType<typeof setUp>>;

/** The original labels of a person's work, place by place. */
async function labelsInOrder({ ctx, person }: Installation): Promise<number[]> {
  const rows = await ctx.db
    .selectFrom("assignment")
    .innerJoin("originalLabel", "originalLabel.imageId", "assignment.imageId")
    .select("originalLabel.labelIndex as label")
    .where("assignment.personId", "=", person)
    .orderBy("assignment.position")
    .execute();
  return rows.map(({ label }) => label);
}

/** The most right by chance: of `tries`, each right with probability `chance`, more are right once in 30,000 times. */
const byChance = (tries: number, chance: number) =>
  tries * chance + 4 * Math.sqrt(tries * chance * (1 - chance)) + 1;

/** Draws with the same ids, by this installation and by one with another key. */
async function drawTwice<T>({ ctx }: Installation, draw: () => Promise<T>): Promise<[here: T, elsewhere: T]> {
  const here = await draw();
  expect(await draw()).toEqual(here);
  const { key } = await ctx.db.selectFrom("chance").select("key").executeTakeFirstOrThrow();
  await ctx.db
    .updateTable("chance")
    .set({ key: "0".repeat(key.length) })
    .execute();
  const elsewhere = await draw();
  await ctx.db.updateTable("chance").set({ key }).execute();
  return [here, elsewhere];
}

describe("somebody who knows the program, the dataset and all that they received beats no chance", () => {
  let installations: Installation[];
  beforeAll(async () => {
    installations = [];
    for (let turn = 0; turn < 10; turn++) installations.push(await setUp());
  });
  afterAll(async () => {
    for (const { ctx } of installations) {
      await ctx.db.destroy();
      await rm(ctx.dataFolder, { recursive: true });
    }
  });

  it("at the original label, from the place in a batch", async () => {
    const orders = await Promise.all(installations.map(labelsInOrder));
    let right = 0;
    for (const [at, order] of orders.entries()) {
      const home = orders[(at + 1) % orders.length]!;
      expect(order).toHaveLength(images);
      right += order.filter((label, place) => label === home[place]).length;
    }
    expect(right).toBeLessThan(byChance(installations.length * images, 1 / classes));
  });

  it("at the original label, from the order of what was made", async () => {
    // Neighbours by id, which are sent, reveal nothing about each other.
    let alike = 0;
    for (const { ctx, project } of installations) {
      const rows = await ctx.db
        .selectFrom("assignment")
        .innerJoin("originalLabel", "originalLabel.imageId", "assignment.imageId")
        .select("originalLabel.labelIndex as label")
        .where("assignment.projectId", "=", project)
        .where("assignment.personId", "=", installations.find((one) => one.project === project)!.person)
        .orderBy("assignment.id")
        .execute();
      alike += rows.filter(({ label }, at) => at > 0 && label === (rows[at - 1]!.label + 1) % classes).length;
    }
    expect(alike).toBeLessThan(byChance(installations.length * (images - 1), 1 / classes));
  });

  it("at the model's first label, from the order of the cards", async () => {
    let [right, tries] = [0, 0];
    for (const { ctx, project, person } of installations) {
      const { settings } = await getProject(ctx.db, project);
      const rows = await ctx.db
        .selectFrom("assignment")
        .select("imageId")
        .where("personId", "=", person)
        .execute();
      const found = await listAssignmentsOf(
        ctx.db,
        rows.map(({ imageId }) => imageId),
        ["annotate"],
      );
      for (const assignment of found.filter(({ personId }) => personId === person)) {
        const { cards } = await buildAssignmentView(ctx.db, assignment, settings);
        const group = cards.slice(0, settings.groupSize).map(({ label }) => label);
        const ranks = Array.from({ length: settings.groupSize }, (_, rank) => rank);
        const guess = seededShuffle(ranks, `${assignment.imageId} ${person} 0`).indexOf(0);
        right += group.indexOf(0) === guess ? 1 : 0;
        tries++;
      }
    }
    expect(tries).toBe(installations.length * images);
    expect(right).toBeLessThan(byChance(tries, 1 / carefulSettings.groupSize));
  });

  it("at the places of gold images, from whose work it is", async () => {
    let [right, guesses] = [0, 0];
    const share = 0.1;
    for (const [at, { ctx, project, person }] of installations.entries()) {
      const home = installations[(at + 1) % installations.length]!;
      const chance = await findGoldChance(ctx.db, { project, person });
      const atHome = await findGoldChance(home.ctx.db, { project, person });
      for (let place = 0; place < 500; place++) {
        if (!isGoldPlace(place, { chance: atHome, share })) continue;
        guesses++;
        if (isGoldPlace(place, { chance, share })) right++;
      }
    }
    expect(guesses).toBeGreaterThan(400);
    expect(right).toBeLessThan(byChance(guesses, share));
  });

  it.each(["random", "stratified"] as const)(
    "at an image's place in %s batches, from all ids",
    async (order) => {
      const [{ ctx, project }] = installations as [Installation];
      const annotators = [...new Set((await listMembers(ctx.db, project)).map(({ id }) => id))];
      const wishes = { annotators, batches: 3, overlap: 1, seed, order };
      const { project: fresh } = await makeProject(ctx, {
        images: Object.fromEntries(
          Array.from({ length: images }, (_, image) => [`${image}.jpg`, [image % classes]]),
        ),
      });
      const people = annotators.map((personId) => ({ projectId: fresh, personId, createdAt: "" }));
      await ctx.db
        .insertInto("membership")
        .values(people.map((one) => ({ ...one, role: "annotator" as const })))
        .execute();
      const [here, elsewhere] = await drawTwice(installations[0]!, async () =>
        (await planAssignment(ctx.db, fresh, wishes)).batches.flatMap((batch) => batch.images),
      );
      expect(here).toHaveLength(images);
      const right = here.filter((image, place) => image === elsewhere[place]).length;
      expect(right).toBeLessThan(byChance(images, 1 / images));
    },
  );

  it("at the order of practice images, from all ids", async () => {
    const [installation] = installations as [Installation];
    const { ctx } = installation;
    const count = 24;
    const { project, imageIds } = await makeProject(ctx, {
      images: Object.fromEntries(Array.from({ length: count }, (_, image) => [`${image}.jpg`, [1]])),
      settings: { ...carefulSettings, qualification: true, qualificationImages: count },
    });
    const [expert, person] = [
      await makePerson(ctx, project, "eva", ["expert"]),
      await makePerson(ctx, project, "new", ["annotator"]),
    ];
    const at = "2026-01-01T00:00:00.000Z";
    for (const imageId of Object.values(imageIds)) {
      await ctx.db.updateTable("image").set({ isGold: 1 }).where("id", "=", imageId).execute();
      await ctx.db.insertInto("gold").values({ imageId, addedAt: at, isPractice: 1 }).execute();
      const id = newId();
      const known = { id, projectId: project, stage: "refine" as const, imageId, personId: expert };
      await insertAssignments(ctx.db, [{ ...known, batchId: null, position: 0, createdAt: at }]);
      await updateAssignment(ctx.db, id, { state: "submitted" });
    }
    const [here, elsewhere] = await drawTwice(installation, async () => {
      await beginPractice(ctx, { project, person });
      const rows = await ctx.db.selectFrom("practiceAnswer").selectAll().orderBy("position").execute();
      await ctx.db.deleteFrom("practiceAnswer").execute();
      await ctx.db.deleteFrom("practice").execute();
      return rows.map(({ imageId }) => imageId);
    });
    expect(here).toHaveLength(count);
    const right = here.filter((image, place) => image === elsewhere[place]).length;
    expect(right).toBeLessThan(byChance(count, 1 / count));
  });
});
