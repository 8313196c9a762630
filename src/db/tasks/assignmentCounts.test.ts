import fc from "fast-check";
import { expect, it } from "vitest";
import { makePerson, makeProject } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { deleteAllOf } from "../project/deleteProject.ts";
import { newId } from "../sql/newId.ts";
import { insertAssignments, updateAssignment, withdrawAssignments } from "./assignment.ts";
import { countAssignments, findWrongCounts } from "./assignmentCounts.ts";

const [past, now, future] = ["2026-01-01", "2026-01-02", "2026-01-03"].map((day) => `${day}T00:00:00.000Z`);
const stages = ["annotate", "refine"] as const;
const images = 4;

const some = fc.uniqueArray(fc.nat({ max: images - 1 }), { minLength: 1 });
const whose = { person: fc.nat({ max: 1 }), stage: fc.constantFrom(...stages) };
const change = fc.oneof(
  fc.record({
    kind: fc.constant("given" as const),
    ...{ ...whose, some, lease: fc.constantFrom(null, past!, now!, future!) },
  }),
  fc.record({ kind: fc.constant("withdrawn" as const), some }),
  fc.record({ kind: fc.constant("gone" as const), some }),
  fc.record({ kind: fc.constant("to-other" as const), some }),
  fc.record({
    kind: fc.constant("changed" as const),
    some,
    state: fc.constantFrom("open" as const, "submitted" as const, "skipped" as const, "blocked" as const),
  }),
);

/** Somebody has one of the images already, or two changed the same ones at once: then nothing was changed. */
function refused(error: unknown): void {
  const { code } = error as { code?: string };
  if (!["already-exists", "SQLITE_CONSTRAINT_UNIQUE", "23505", "40P01"].includes(code ?? "")) throw error;
}

onBothDatabases("How many images somebody has in which state", (use) => {
  it("is what counting them gives, whatever was given, taken, changed or deleted in which order, also at once", async () => {
    const { db, dialect } = use();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(change, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 8 }),
        async (turns) => {
          const keys = Array.from({ length: images }, (_, index) => [`${index}.jpg`, [1]]);
          const { project, imageIds } = await makeProject(use(), { images: Object.fromEntries(keys) });
          const ids = Object.values(imageIds);
          const people = [await makePerson(use(), project, "ann", ["annotator"])];
          people.push(await makePerson(use(), project, "ben", ["annotator"]));
          const rows = () => db.selectFrom("assignment").selectAll().where("projectId", "=", project);

          const apply = async (one: (typeof turns)[number][number]) => {
            const found = (await rows().execute()).filter(({ imageId }) =>
              one.some.some((at) => ids[at] === imageId),
            );
            if (one.kind === "given") {
              const given = one.some.map((at) => ({
                ...{ id: newId(), projectId: project, stage: one.stage, imageId: ids[at]! },
                ...{ personId: people[one.person]!, batchId: null, position: at, createdAt: past! },
                leaseUntil: one.lease,
              }));
              await db.transaction().execute((inside) => insertAssignments(inside, given));
            } else if (one.kind === "withdrawn") {
              const theirs = found.map(({ id }) => id);
              await withdrawAssignments(db, theirs, past!);
            } else if (one.kind === "gone") {
              for (const { id } of found.slice(0, 1))
                await db.deleteFrom("assignment").where("id", "=", id).execute();
            } else if (one.kind === "to-other") {
              for (const { id, personId } of found.slice(0, 1))
                await db
                  .updateTable("assignment")
                  .set({ personId: people.find((person) => person !== personId)! })
                  .where("id", "=", id)
                  .execute();
            } else {
              for (const { id } of found) await updateAssignment(db, id, { state: one.state });
            }
          };
          for (const turn of turns)
            if (dialect === "postgres") await Promise.all(turn.map((one) => apply(one).catch(refused)));
            else for (const one of turn) await apply(one).catch(refused);

          const slow = new Map<string, number>();
          for (const { personId, stage, state, leaseUntil } of await rows().execute()) {
            const lapsed = state === "open" && leaseUntil !== null && leaseUntil <= now!;
            if (state === "withdrawn" || lapsed) continue;
            const key = `${personId} ${stage} ${state}`;
            slow.set(key, (slow.get(key) ?? 0) + 1);
          }
          for (const person of [undefined, ...people]) {
            const counted = await countAssignments(db, { project, now: now!, ...(person && { person }) });
            expect(
              new Map(counted.map((row) => [`${row.personId} ${row.stage} ${row.state}`, row.images])),
            ).toEqual(new Map([...slow].filter(([key]) => person === undefined || key.startsWith(person))));
          }
          await deleteAllOf(db, dialect, project);
        },
      ),
      { numRuns: 25 },
    );
    expect(await db.selectFrom("workCount").selectAll().where("images", "!=", 0).execute()).toEqual([]);
  }, 120_000);

  it("is found wrong where somebody changed it by hand", async () => {
    const { db } = use();
    const { project, imageIds } = await makeProject(use(), { images: { "a.jpg": [1] } });
    const person = await makePerson(use(), project, "eva", ["annotator"]);
    const row = { id: newId(), projectId: project, stage: "annotate" as const, imageId: imageIds["a.jpg"]! };
    await insertAssignments(db, [{ ...row, personId: person, batchId: null, position: 0, createdAt: past! }]);
    expect(await findWrongCounts(db)).toEqual([]);
    await db.updateTable("workCount").set({ images: 2 }).where("personId", "=", person).execute();
    expect(await findWrongCounts(db)).toEqual([{ projectId: project, personId: person }]);
    await deleteAllOf(db, use().dialect, project);
  });
});
