import { expect, it } from "vitest";
import { makeDraft, makePerson, makeProject, makeSave } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { insertEvents } from "../../db/event.ts";
import { assignBatches } from "../batches/assignBatches.ts";
import { getNextWork } from "../tasks/getNextWork.ts";
import { saveAnnotation } from "../tasks/saveAnnotation.ts";
import { exportEvents } from "./exportEvents.ts";

onBothDatabases("the export of events", (use) => {
  const readPieces = async (project: string) =>
    Array.fromAsync((await exportEvents(use(), { project })).body);
  const read = async (project: string) =>
    (await readPieces(project))
      .join("")
      .split("\n")
      .slice(0, -1)
      .map((line) => JSON.parse(line));

  it("tells who did what when, on which image, and what changed by it", async () => {
    const ctx = use();
    const { project } = await makeProject(ctx, { images: { "é b.jpg": [1] } });
    const other = await makeProject(ctx, { images: { "a.jpg": [1] } });
    const ann = await makePerson(ctx, project, "ann", ["annotator"]);
    await assignBatches(ctx, { project, annotators: [ann], batches: 1, overlap: 1, seed: 1 });
    const { current } = await getNextWork(ctx, { project, stage: "annotate", person: ann });
    const submit = makeSave(makeDraft([1]));
    const time = "2026-02-03T04:05:06.000Z";
    const later = { ...ctx, now: () => new Date(time) };
    await saveAnnotation(later, { person: ann, assignment: current!.id, ...submit });
    const access = { project, at: time, person: null, about: ann, kind: "person-deactivated" as const };
    await insertEvents(ctx.db, [{ ...access, before: { roles: ["annotator"] }, after: { roles: [] } }]);

    const lines = await read(project);
    const { email } = await ctx.db
      .selectFrom("person")
      .select("email")
      .where("id", "=", ann)
      .executeTakeFirstOrThrow();
    const person = { id: ann, name: "ann", email };
    expect(lines[0]).toMatchObject({ kind: "batches-assigned", person: null, image: null });
    expect(lines.find(({ kind }) => kind === "submitted")).toMatchObject({
      time,
      person,
      about: null,
      image: "é b.jpg",
      assignment: current!.id,
      before: null,
      after: { yes: [1], saved: { state: "submitted" } },
    });
    expect(lines.at(-1)).toEqual({
      id: expect.any(String),
      time,
      person: null,
      about: person,
      kind: "person-deactivated",
      image: null,
      assignment: null,
      before: { roles: ["annotator"] },
      after: { roles: [] },
    });
    expect(await read(other.project)).toEqual([]);
  });

  it("reads page by page, each event once and in order, between those of other projects", async () => {
    const ctx = use();
    const { project } = await makeProject(ctx, { images: {} });
    const other = await makeProject(ctx, { images: {} });
    const event = { at: "2026-01-01T00:00:00.000Z", person: null, kind: "settings-changed" as const };
    await insertEvents(
      ctx.db,
      Array.from({ length: 1200 }, (_, n) => [
        { ...event, project, after: { n } },
        { ...event, project: other.project, after: { n: -n } },
      ]).flat(),
    );
    expect((await readPieces(project)).map((piece) => String(piece).split("\n").length - 1)).toEqual([
      500, 500, 200,
    ]);
    const lines = await read(project);
    expect(lines.map(({ after }) => after.n)).toEqual(Array.from({ length: 1200 }, (_, n) => n));
  });
});
