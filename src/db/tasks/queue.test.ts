import fc from "fast-check";
import { sql } from "kysely";
import { expect, it } from "vitest";
import { makeDraft, makePerson, makeProject, makeSave } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { assignBatches } from "../../actions/batches/assignBatches.ts";
import { getNextWork } from "../../actions/tasks/getNextWork.ts";
import { saveAnnotation } from "../../actions/tasks/saveAnnotation.ts";
import type { Database } from "../schema.ts";
import { newId } from "../sql/newId.ts";
import { classifiableBy, pullOrder, refinableBy, takeableBy, waitingForExpert } from "./queue.ts";

const images = 5;
const experts = 3;
const at = "2026-01-01T00:00:00.000Z";

const image = fc.nat({ max: images - 1 });
const expert = fc.nat({ max: experts - 1 });
const change = fc.oneof(
  fc.record({ kind: fc.constant("found" as const), image, agreed: fc.boolean(), twice: fc.boolean() }),
  fc.record({ kind: fc.constant("withdrawn" as const), image }),
  fc.record({
    kind: fc.constant("assigned" as const),
    image,
    expert,
    state: fc.constantFrom(
      "open" as const,
      "submitted" as const,
      "skipped" as const,
      "blocked" as const,
      "withdrawn" as const,
    ),
  }),
  fc.record({ kind: fc.constant("unassigned" as const), image, expert }),
  fc.record({ kind: fc.constant("released" as const), image }),
);

/** How SQLite would run a query, a line per step. */
async function explainPlan(db: Database, query: string): Promise<string[]> {
  const asked = sql.raw(query.replaceAll("?", "'x'"));
  const { rows } = await sql<{ detail: string }>`explain query plan ${asked}`.execute(db);
  return rows.map(({ detail }) => detail);
}

onBothDatabases("images that wait for an expert", (use) => {
  it("are those that fewer experts have than are to refine them, whatever changed in which order", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 25 }), async (changes) => {
        const { db } = use();
        const keys = Array.from({ length: images }, (_, index) => [`${index}.jpg`, [1]]);
        const { project, imageIds } = await makeProject(use(), { images: Object.fromEntries(keys) });
        const ids = Object.values(imageIds);
        const people: string[] = [];
        for (let index = 0; index < experts; index++)
          people.push(await makePerson(use(), project, `e${index}`, ["expert"]));
        const release = newId();
        await db
          .insertInto("release")
          .values({
            id: release,
            projectId: project,
            number: 1,
            name: "r",
            by: people[0]!,
            at,
            protocolJson: "{}",
            pending: 0,
            sha256: release,
          })
          .execute();

        for (const one of changes) {
          const imageId = ids[one.image]!;
          if (one.kind === "found") {
            const row = { agreed: one.agreed ? 1 : 0, refinements: one.twice ? 2 : 1, at };
            await db
              .insertInto("agreement")
              .values({ imageId, labelsJson: "[]", reasonsJson: "[]", ...row })
              .onConflict((conflict) => conflict.column("imageId").doUpdateSet(row))
              .execute();
          } else if (one.kind === "withdrawn") {
            await db.deleteFrom("agreement").where("imageId", "=", imageId).execute();
          } else if (one.kind === "released") {
            await db
              .insertInto("releaseImage")
              .values({
                releaseId: release,
                imageId,
                imageKey: String(one.image),
                labelsJson: "[]",
                provenance: "refined",
              })
              .onConflict((conflict) => conflict.doNothing())
              .execute();
          } else {
            const theirs = { imageId, personId: people[one.expert]!, stage: "refine" as const };
            const query = db
              .selectFrom("assignment")
              .select("id")
              .where("imageId", "=", imageId)
              .where("stage", "=", "refine")
              .where("personId", "=", theirs.personId);
            const row = await query.executeTakeFirst();
            if (one.kind === "unassigned")
              await db
                .deleteFrom("assignment")
                .where("id", "=", row?.id ?? "")
                .execute();
            else if (row)
              await db.updateTable("assignment").set({ state: one.state }).where("id", "=", row.id).execute();
            else
              await db
                .insertInto("assignment")
                .values({
                  id: newId(),
                  projectId: project,
                  ...theirs,
                  batchId: null,
                  position: 1,
                  state: one.state,
                  skipReason: null,
                  openedAt: null,
                  revealedAt: null,
                  createdAt: at,
                  updatedAt: at,
                })
                .execute();
          }
        }

        const found = await waitingForExpert(db, project)
          .select("image.id")
          .orderBy("agreement.at")
          .orderBy("agreement.imageId")
          .execute();
        // The rule, from the tables that it is about.
        const { rows } = await sql<{ id: string }>`select "agreement"."imageId" as "id" from "agreement"
          inner join "image" on "image"."id" = "agreement"."imageId"
          where "image"."projectId" = ${project} and "agreed" = 0 and (
            select count(*) from "assignment" where "assignment"."imageId" = "image"."id"
            and "stage" = 'refine' and "state" <> 'withdrawn'
          ) < case when exists (select 1 from "releaseImage" where "releaseImage"."imageId" = "image"."id")
            then 1 else "refinements" end
          order by "at", "agreement"."imageId"`.execute(db);
        expect(found).toEqual(rows);
        // And which images are finished with annotation, for those who ask for one.
        const isAnnotated = await db
          .selectFrom("image")
          .leftJoin("agreement", "agreement.imageId", "image.id")
          .select(["image.isAnnotated", "agreement.imageId as agreement"])
          .where("image.projectId", "=", project)
          .execute();
        for (const row of isAnnotated) expect(row.isAnnotated).toBe(row.agreement === null ? 0 : 1);
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  it("are read from the index of those that wait, without sorting", async () => {
    const { db, dialect } = use();
    if (dialect !== "sqlite") return;
    const next = refinableBy(db, "project", "person", false)
      .select("image.id")
      .orderBy("agreement.at")
      .orderBy("agreement.imageId")
      .limit(1)
      .compile();
    const plan = await explainPlan(db, next.sql);
    expect(plan[0]).toContain("agreementWaiting (projectId=?)");
    expect(plan.join("\n")).not.toContain("TEMP B-TREE");
  });

  it("and images to annotate from the index of those that are not finished", async () => {
    const { db, dialect } = use();
    if (dialect !== "sqlite") return;
    const next = takeableBy(db, {
      project: "project",
      stage: "annotate",
      person: "person",
      now: at,
      places: 2,
    })
      .select("image.id")
      .orderBy(pullOrder)
      .limit(1)
      .compile();
    const plan = await explainPlan(db, next.sql);
    expect(plan[0]).toContain("imageToAnnotate (projectId=?)");
    expect(plan.join("\n")).not.toContain("TEMP B-TREE");
  });

  it("and images to mark objects on from the index of those that wait for it", async () => {
    const { db, dialect } = use();
    if (dialect !== "sqlite") return;
    const place = {
      project: "project",
      stage: "classify-after" as const,
      person: "person",
      now: at,
      places: 9,
    };
    const next = classifiableBy(db, place, "labels").select("image.id").orderBy(pullOrder).limit(1).compile();
    const plan = await explainPlan(db, next.sql);
    expect(plan[0]).toContain("imageToClassify (projectId=?)");
    expect(plan.join("\n")).not.toContain("TEMP B-TREE");
  });

  it("are kept right while many submit at once", async () => {
    const { db } = use();
    const keys = Array.from({ length: 12 }, (_, index) => `${index}.jpg`);
    const { project, imageIds } = await makeProject(use(), {
      images: Object.fromEntries(keys.map((key) => [key, [1]])),
      settings: { overlap: 2, annotationMode: "batches", refinementMode: "pull" } as never,
    });
    const people: string[] = [];
    for (const name of ["ann", "ben"]) people.push(await makePerson(use(), project, name, ["annotator"]));
    const expert = await makePerson(use(), project, "eva", ["expert"]);
    await assignBatches(use(), { project, annotators: people, batches: 1, overlap: 2, seed: 1 });
    const given = await db
      .selectFrom("assignment")
      .select(["id", "personId", "imageId"])
      .where("projectId", "=", project)
      .execute();
    // Of every second image, the two find different labels; both of an image at the same time, and an expert meanwhile.
    const differ = new Set(keys.filter((_, at) => at % 2 === 0).map((key) => imageIds[key]));
    const submissions = given.map(({ id, personId, imageId }) =>
      saveAnnotation(use(), {
        ...makeSave(makeDraft([differ.has(imageId) && personId === people[0] ? 2 : 1])),
        ...{ assignment: id, person: personId },
      }),
    );
    const taking = [1, 2, 3].map(() => getNextWork(use(), { project, stage: "refine", person: expert }));
    await Promise.all([...submissions, ...taking]);
    const taken = await db
      .selectFrom("assignment")
      .select("imageId")
      .where("projectId", "=", project)
      .where("stage", "=", "refine")
      .execute();
    expect(taken.length).toBeLessThanOrEqual(1);
    const waiting = await waitingForExpert(db, project).select("image.id").execute();
    const free = [...differ].filter((id) => !taken.some(({ imageId }) => imageId === id));
    expect(waiting.map(({ id }) => id).sort()).toEqual(free.sort());
    const left = db
      .selectFrom("image")
      .select("id")
      .where("projectId", "=", project)
      .where("isAnnotated", "=", 0);
    expect(await left.execute()).toEqual([]);
  });
});
