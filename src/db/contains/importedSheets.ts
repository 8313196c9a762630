import type { Db } from "../schema.ts";
import { newId } from "../sql/newId.ts";

/** Whether a person saw an object of a label in an image, as a file says it. */
export interface ImportedSheetAnswer {
  image: string;
  label: number;
  person: string;
  isTicked: boolean;
}

/** Rows per statement: both databases bound the number of a statement's parameters. */
const chunkSize = 500;

/** Stores answers that were given elsewhere as submitted ones, on the sheets of a plan that has one sheet for each label. */
export async function insertImportedSheets(
  db: Db,
  { project, plan, at }: { project: string; plan: string; at: string },
  answers: readonly ImportedSheetAnswer[],
): Promise<void> {
  const rows = await db.selectFrom("sheet").select(["id", "labelIndex"]).where("planId", "=", plan).execute();
  const sheetOf = new Map(rows.map(({ id, labelIndex }) => [labelIndex, id]));
  const byAnswer = Map.groupBy(answers, ({ label, person }) => `${label} ${person}`);
  const given = [...byAnswer.values()].map((ticks) => ({
    ...{ id: newId(), ticks, sheetId: sheetOf.get(ticks[0]!.label)!, personId: ticks[0]!.person },
  }));
  for (let from = 0; from < given.length; from += chunkSize)
    await db
      .insertInto("sheetAnswer")
      .values(
        given.slice(from, from + chunkSize).map(({ id, sheetId, personId }) => ({
          ...{ id, sheetId, projectId: project, personId, state: "submitted" as const, revision: 1 },
          ...{ draftJson: null, activeMs: 0, extra: 0, leaseUntil: at },
          ...{ guidelineVersion: 0, exemplarVersion: 0, createdAt: at, submittedAt: at, updatedAt: at },
        })),
      )
      .execute();
  const ticks = given.flatMap((answer) =>
    answer.ticks.map(({ image, isTicked }) => ({
      ...{ answerId: answer.id, imageId: image, isTicked: isTicked ? 1 : 0, shownMs: 0, changedMs: null },
    })),
  );
  for (let from = 0; from < ticks.length; from += chunkSize)
    await db
      .insertInto("sheetTick")
      .values(ticks.slice(from, from + chunkSize))
      .execute();
}
