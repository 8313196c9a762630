import fc from "fast-check";
import { expect, it } from "vitest";
import { makePerson, makeProject } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { candidateChoices, type ProjectSettings } from "../../core/project/settings.ts";
import { newId } from "../sql/newId.ts";
import { classifiableBy } from "./queue.ts";

const at = "2026-01-01T00:00:00.000Z";
const people = 2;
const image = fc.nat({ max: 1 });
const person = fc.nat({ max: people - 1 });
const stage = fc.constantFrom(
  "refine" as const,
  "classify" as const,
  "classify-after" as const,
  "classify-after" as const,
);

const change = fc.oneof(
  fc.record({
    kind: fc.constant("agreement" as const),
    image,
    agreed: fc.nat({ max: 1 }),
    labels: fc.boolean(),
  }),
  fc.record({
    kind: fc.constantFrom("agreement-gone" as const, "proposal" as const, "proposal-gone" as const),
    image,
  }),
  fc.record({ kind: fc.constantFrom("candidate" as const, "candidate-gone" as const), image }),
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("answer" as const),
      ...{ image, person, stage, extra: fc.nat({ max: 1 }) },
      state: fc.constantFrom("submitted" as const, "withdrawn" as const),
    }),
  },
  fc.record({ kind: fc.constant("answer-gone" as const), image, person, stage }),
  fc.record({
    kind: fc.constant("settings" as const),
    preset: fc.constantFrom("paper" as const, "contains-classify" as const),
    places: fc.nat({ max: 2 }),
    objectsCandidates: fc.constantFrom(...candidateChoices),
  }),
);
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;
type AnswerChange = Extract<Change, { stage: unknown }>;

/** An answer that counts turns out to be surplus. */
const surplus: Change[] = [0, 1].map((extra) => ({
  ...{ kind: "answer", image: 0, person: 0, stage: "classify-after", extra, state: "submitted" },
}));

/** What the index is of, followed by hand. */
interface Known {
  agreement?: { agreed: number; labels: boolean };
  proposal: boolean;
  candidate: boolean;
  answers: Map<string, boolean>;
}

const isAnswer = (one: Change): one is AnswerChange => "stage" in one;

onBothDatabases("images that wait for people who mark their objects", (use) => {
  it("are those that lack such people and have something to ask about, whatever changed in which order", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 12 }), async (changes) => {
        const { db } = use();
        const keys = ["a.jpg", "b.jpg"];
        const { project, imageIds } = await makeProject(use(), {
          images: Object.fromEntries(keys.map((key) => [key, [1]])),
          settings: { objectsOverlap: 1, objectsCandidates: "proposals" },
        });
        const ids = keys.map((key) => imageIds[key]!);
        const persons: string[] = [];
        for (let at = 0; at < people; at++)
          persons.push(await makePerson(use(), project, `p${at}`, ["annotator"]));
        const known = ids.map((): Known => ({ proposal: true, candidate: false, answers: new Map() }));
        let settings = {
          preset: "paper" as ProjectSettings["preset"],
          places: 1,
          objectsCandidates: "proposals",
        };

        const apply = async (one: Change) => {
          if (one.kind === "settings") {
            settings = one;
            const places =
              one.preset === "paper"
                ? { objectsOverlap: one.places }
                : { overlap: one.places, objectsOverlap: 0 };
            const { settingsJson } = await db
              .selectFrom("project")
              .select("settingsJson")
              .where("id", "=", project)
              .executeTakeFirstOrThrow();
            const changed = {
              ...JSON.parse(settingsJson),
              preset: one.preset,
              objectsCandidates: one.objectsCandidates,
              ...places,
            };
            await db
              .updateTable("project")
              .set({ settingsJson: JSON.stringify(changed) })
              .where("id", "=", project)
              .execute();
            return;
          }
          const imageId = ids[one.image]!;
          const own = known[one.image]!;
          if (one.kind === "agreement") {
            own.agreement = { agreed: one.agreed, labels: one.labels };
            const row = { agreed: one.agreed, labelsJson: one.labels ? "[1]" : "[]", at };
            await db
              .insertInto("agreement")
              .values({ imageId, reasonsJson: "[]", ...row })
              .onConflict((conflict) => conflict.column("imageId").doUpdateSet(row))
              .execute();
          } else if (one.kind === "agreement-gone") {
            delete own.agreement;
            await db.deleteFrom("agreement").where("imageId", "=", imageId).execute();
          } else if (one.kind === "proposal" || one.kind === "candidate") {
            const there = one.kind === "proposal" ? own.proposal : own.candidate;
            own[one.kind] = true;
            if (there) return;
            if (one.kind === "candidate")
              await db
                .insertInto("candidate")
                .values({ imageId, labelsJson: "[1]", source: "given", createdAt: at })
                .execute();
            else {
              const other = await db.selectFrom("proposal").selectAll().limit(1).executeTakeFirst();
              if (other)
                await db
                  .insertInto("proposal")
                  .values({ ...other, imageId })
                  .execute();
              else own.proposal = false;
            }
          } else if (one.kind === "proposal-gone" || one.kind === "candidate-gone") {
            const table = one.kind === "proposal-gone" ? "proposal" : "candidate";
            own[table] = false;
            await db.deleteFrom(table).where("imageId", "=", imageId).execute();
          } else if (isAnswer(one)) {
            const whose = { imageId, personId: persons[one.person]!, stage: one.stage };
            const key = `${one.stage} ${one.person}`;
            const rows = db
              .selectFrom("assignment")
              .select("id")
              .where("imageId", "=", imageId)
              .where("personId", "=", whose.personId)
              .where("stage", "=", one.stage);
            const row = await rows.executeTakeFirst();
            if (one.kind === "answer-gone") {
              own.answers.delete(key);
              if (row) await db.deleteFrom("assignment").where("id", "=", row.id).execute();
              return;
            }
            own.answers.set(key, one.state === "submitted" && one.extra === 0);
            const changed = { state: one.state, extra: one.extra };
            if (row) await db.updateTable("assignment").set(changed).where("id", "=", row.id).execute();
            else
              await db
                .insertInto("assignment")
                .values({
                  ...{ id: newId(), projectId: project, ...whose, ...changed, batchId: null, position: 1 },
                  ...{ skipReason: null, openedAt: null, createdAt: at, updatedAt: at },
                })
                .execute();
          }
        };
        for (const one of changes) await apply(one);

        const isOpening = settings.preset === "contains-classify";
        const waits = known.map(({ agreement, proposal, candidate, answers }) => {
          const given = (name: string) =>
            [...answers].filter(([key, counts]) => counts && key.startsWith(`${name} `)).length;
          if (settings.places <= given(isOpening ? "classify" : "classify-after")) return 0;
          if (isOpening && agreement) return 0;
          const hasLabels = agreement && (agreement.agreed === 1 ? agreement.labels : given("refine") > 0);
          const hasOthers = { labels: hasLabels, proposals: proposal, given: false };
          return candidate || hasOthers[settings.objectsCandidates as keyof typeof hasOthers] ? 1 : 0;
        });
        const stored = await db
          .selectFrom("image")
          .select(["id", "awaitsObjects"])
          .where("projectId", "=", project)
          .execute();
        expect(ids.map((id) => stored.find((row) => row.id === id)!.awaitsObjects)).toEqual(waits);
      }),
      { numRuns: 60, examples: [[surplus]] },
    );
  }, 120_000);

  it("leave out those that an expert found no label in", async () => {
    const { db } = use();
    const { project, imageIds } = await makeProject(use(), {
      images: { "a.jpg": [1], "b.jpg": [1] },
      settings: { objectsOverlap: 1 },
    });
    const expert = await makePerson(use(), project, "eva", ["expert"]);
    for (const [key, answer] of [
      ["a.jpg", "yes"],
      ["b.jpg", "no"],
    ] as const) {
      const imageId = imageIds[key]!;
      await db
        .insertInto("agreement")
        .values({ imageId, agreed: 0, labelsJson: "[]", reasonsJson: "[]", at })
        .execute();
      const id = newId();
      await db
        .insertInto("assignment")
        .values({
          ...{ id, projectId: project, imageId, personId: expert, stage: "refine", state: "submitted" },
          ...{ batchId: null, position: 1, skipReason: null, openedAt: null, createdAt: at, updatedAt: at },
        })
        .execute();
      const decision = {
        labelIndex: 1,
        answer,
        how: "proposal" as const,
        position: 0,
        shownMs: 1,
        reason: null,
      };
      await db
        .insertInto("decision")
        .values({ assignmentId: id, ...decision })
        .execute();
    }
    const place = { project, stage: "classify-after" as const, person: expert, now: at, places: 1 };
    const found = await classifiableBy(db, place, "labels").select("image.id").execute();
    expect(found).toEqual([{ id: imageIds["a.jpg"] }]);
  });
});
