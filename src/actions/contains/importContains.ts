import { basename } from "node:path";
import { Failure } from "../../contract/failure.ts";
import type { PlannedSheet } from "../../core/contains/planSheets.ts";
import { carryOriginals } from "../../core/labels/labelFate.ts";
import { type ImportedSheetAnswer, insertImportedSheets } from "../../db/contains/importedSheets.ts";
import {
  closeSheetPlan,
  findPlanOfFile,
  insertSheetPlan,
  listOnSheets,
} from "../../db/contains/sheetPlan.ts";
import { insertEvent } from "../../db/event.ts";
import { listGoldOf } from "../../db/gold.ts";
import { findImagesByKey, listOriginalLabelsOf } from "../../db/images/image.ts";
import { findFormers, listLabels } from "../../db/labels/labelSpace.ts";
import { getProject } from "../../db/project/project.ts";
import type { Db } from "../../db/schema.ts";
import { newId } from "../../db/sql/newId.ts";
import { type ReadContainsAnswers, readContainsAnswers } from "../../files/contains/readContainsAnswers.ts";
import type { FileReading } from "../../files/fileReading.ts";
import { hashFile } from "../../files/predictions/hashFile.ts";
import { chunksOf } from "../chunksOf.ts";
import type { Context } from "../context.ts";
import { answerLabels, findOtherOriginal } from "../labels/readAnswerLabels.ts";
import { labelResolver } from "../labels/resolveLabel.ts";
import { lockQueue } from "../lock.ts";
import { findImportedPeople } from "../people/findImportedPeople.ts";
import { type BadRow, refuseRows } from "../refuseRows.ts";

/** What a file of answers holds. */
export interface FoundAnswers {
  images: number;
  labels: number;
  answers: number;
  /** Those of them on images with a known answer. */
  controls: number;
  annotators: number;
  reading: FileReading;
}

export interface ImportedSheets extends FoundAnswers {
  /** The number of the plan made from them, which is closed from the start. */
  plan: number;
}

interface Input {
  /** The project's id. */
  project: string;
  file: string;
}

const imagesAtOnce = 500;

/**
 * Stores a file's answers to CONTAINS as answered sheets of people who cannot sign in, a sheet for each label: all of
 * them, or none. From then on they count like anyone's answers, without times or a record of what was shown.
 *
 * @throws Failure `bad-file` with the rows that cannot be used; those of `readContainsAnswers`
 */
export async function importContains(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  { project: id, file, person = null }: Input & { person?: string | null },
): Promise<ImportedSheets> {
  const { answers, originals, reading } = await readContainsAnswers(file);
  const sha256 = await hashFile(file);
  return ctx.db.transaction().execute(async (db) => {
    await lockQueue(db, ctx.dialect, `${id} contains`);
    const understood = await understand(db, id, { file, answers, originals });
    const at = ctx.now().toISOString();
    const names = [...new Set(answers.map(({ annotator }) => annotator))];
    const people = await findImportedPeople(db, ctx.dialect, { project: id, names, at });
    const byLabel = [...Map.groupBy(understood, ({ label }) => label)];
    const from = { file: basename(file), sha256 };
    const plan = await insertSheetPlan(
      db,
      {
        id: newId(),
        projectId: id,
        methodJson: JSON.stringify({ imported: from }),
        createdAt: at,
        createdBy: person,
      },
      {
        sheets: byLabel.map(([label, rows]) => sheetOf(label, rows)),
        workers: byLabel.map(([, rows]) => new Set(rows.map(({ annotator }) => annotator)).size),
      },
    );
    await closeSheetPlan(db, { project: id, number: plan.number }, at);
    await insertImportedSheets(
      db,
      { project: id, plan: plan.id, at },
      understood.map(({ annotator, ...answer }) => ({ ...answer, person: people.get(annotator)! })),
    );
    const counts = {
      plan: plan.number,
      ...countFound(understood),
    };
    await insertEvent(db, {
      ...{ project: id, at, person, kind: "contains-imported" as const },
      after: { ...counts, ...from },
    });
    return { ...counts, reading };
  });
}

/** The number of the plan that holds a file's answers already; undefined where none does. */
export const findImportedPlan = async (
  { db }: Pick<Context, "db">,
  { project, file }: Input,
): Promise<number | undefined> => findPlanOfFile(db, { project, sha256: await hashFile(file) });

/**
 * What a file of answers holds, as `importContains` would store it. Nothing is written.
 *
 * @throws Failure those of `importContains`
 */
export async function lookAtContains(
  { db }: Pick<Context, "db">,
  { project, file }: Input,
): Promise<FoundAnswers> {
  const { reading, ...read } = await readContainsAnswers(file);
  return { ...countFound(await understand(db, project, { file, ...read })), reading };
}

const countFound = (found: readonly Understood[]) => ({
  images: new Set(found.map(({ image }) => image)).size,
  labels: new Set(found.map(({ label }) => label)).size,
  answers: found.length,
  controls: found.filter(({ control }) => control !== null).length,
  annotators: new Set(found.map(({ annotator }) => annotator)).size,
});

type Understood = Omit<ImportedSheetAnswer, "person"> & { annotator: string; control: boolean | null };

/** The answers as the project's own images and labels. @throws Failure as `refuseRows` */
async function understand(
  db: Db,
  id: string,
  { file, answers, originals }: Pick<ReadContainsAnswers, "answers" | "originals"> & { file: string },
): Promise<Understood[]> {
  const project = await getProject(db, id);
  const formers = await findFormers(db, id);
  const read = answerLabels(labelResolver(await listLabels(db, project)), formers);
  const onSheets = await listOnSheets(db, id);
  const problems: BadRow[] = [];
  const found: Understood[] = [];
  /** What is known about an image and a label, with the row that said it first. */
  const controls = new Map<string, { control: boolean | null; row: number }>();
  const given = new Map<string, number>();
  for await (const chunk of chunksOf([...Map.groupBy(answers, ({ image }) => image)], imagesAtOnce)) {
    const known = await findImagesByKey(
      db,
      id,
      chunk.map(([key]) => key),
    );
    const ids = [...known.values()].map((image) => image.id);
    const stored = await listOriginalLabelsOf(db, ids);
    const gold = await listGoldOf(db, ids);
    for (const [key, rows] of chunk) {
      const image = known.get(key)?.id;
      const [first] = rows;
      const reason =
        image === undefined
          ? `the project has no image “${key}”.`
          : gold.has(image) && rows.some(({ control }) => control === undefined)
            ? `“${key}” is a gold image: its answers are known, so it can stand there only as a control.`
            : findOtherOriginal(originals.get(key), carryOriginals(stored.get(image) ?? [], formers), read);
      if (reason !== undefined || image === undefined) {
        problems.push({ row: first!.row, reason: reason ?? "" });
        continue;
      }
      for (const { row, label: written, annotator, isTicked, control = null } of rows) {
        const labels = read([written]);
        if (typeof labels === "string") {
          problems.push({ row, reason: labels });
          continue;
        }
        const label = labels[0]!;
        const pair = `${image} ${label}`;
        const before = controls.get(pair);
        const twice = given.get(`${pair} ${annotator}`);
        if (onSheets.get(label)?.has(image))
          problems.push({ row, reason: `“${key}” stands on a sheet about “${written}” already.` });
        else if (before && before.control !== control)
          problems.push({
            row,
            reason: `whether “${key}” holds “${written}” is ${saidOf(control)}, and ${saidOf(before.control)} in row ${before.row}.`,
          });
        else if (twice !== undefined)
          problems.push({
            row,
            reason: `${annotator} answers the same in row ${twice}, by another name of the label.`,
          });
        else found.push({ image, label, annotator, isTicked, control });
        controls.set(pair, before ?? { control, row });
        given.set(`${pair} ${annotator}`, twice ?? row);
      }
    }
  }
  refuseRows(file, problems);
  if (found.length === 0) throw new Failure("bad-file", `${file} holds no answers.`);
  return found;
}

const saidOf = (control: boolean | null) =>
  control === null ? "asked" : control ? "known (yes)" : "known (no)";

/** Everything a file asks about a label, in the file's order. */
function sheetOf(label: number, rows: readonly Understood[]): PlannedSheet {
  const images = new Map(rows.map(({ image, control }) => [image, control]));
  return { label, images: [...images].map(([image, control]) => ({ image, control })) };
}
