import { chunksOf } from "../../src/actions/chunksOf.ts";
import type { Context } from "../../src/actions/context.ts";
import type { Answer } from "../../src/core/tasks/decision.ts";
import { newId } from "../../src/db/sql/newId.ts";

const at = "2026-01-02T00:00:00.000Z";

/** Votes as if their people had given them, without the pages they gave them on: answers of each image by person and label. */
export async function makeVotes(
  ctx: Pick<Context, "db">,
  project: string,
  answers: ReadonlyMap<string, ReadonlyMap<string, readonly Answer[]>>,
): Promise<void> {
  const given = [...answers].flatMap(([image, ofPeople]) =>
    [...ofPeople].map(([person, labels]) => ({ id: newId(), image, person, labels })),
  );
  for await (const some of chunksOf(given, 500)) {
    await ctx.db
      .insertInto("assignment")
      .values(
        some.map(({ id, image, person }) => ({
          ...{ id, projectId: project, stage: "vote" as const, imageId: image, personId: person },
          ...{ position: 0, batchId: null, state: "submitted" as const, skipReason: null },
          ...{ createdAt: at, updatedAt: at, openedAt: at },
        })),
      )
      .execute();
    const decisions = some.flatMap(({ id, labels }) =>
      labels.map((answer, label) => ({
        ...{ assignmentId: id, labelIndex: label, answer, how: "proposal" as const },
        ...{ position: label, shownMs: 1000, reason: null },
      })),
    );
    for await (const rows of chunksOf(decisions, 1000))
      await ctx.db.insertInto("decision").values(rows).execute();
  }
}
