import type { Insertable, Selectable } from "kysely";
import type { MeasuredRule } from "../core/asking/measureRule.ts";
import type { PricedRule } from "../core/asking/weighAnswer.ts";
import type { Stage } from "../core/tasks/stage.ts";
import type { Db, Tables } from "./schema.ts";
import { planned } from "./sql/planned.ts";
import { readTogether } from "./sql/readTogether.ts";
import { counts } from "./tasks/counts.ts";

/** A project's rule when to stop asking, as it was learned. */
export interface StoredRule {
  version: number;
  rule: PricedRule;
  measured: MeasuredRule;
  createdAt: string;
}

/** The rule that holds; undefined before the first. */
export async function findAskingRule(db: Db, project: string): Promise<StoredRule | undefined> {
  const row = await db
    .selectFrom("askingRule")
    .selectAll()
    .where("projectId", "=", planned(project))
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  return (
    row && {
      version: row.version,
      rule: JSON.parse(row.ruleJson) as PricedRule,
      measured: JSON.parse(row.measuredJson) as MeasuredRule,
      createdAt: row.createdAt,
    }
  );
}

/** When the first rule was learned; undefined where none was. */
export async function findFirstRuleTime(db: Db, project: string): Promise<string | undefined> {
  const row = await db
    .selectFrom("askingRule")
    .select("createdAt")
    .where("projectId", "=", project)
    .orderBy("version")
    .limit(1)
    .executeTakeFirst();
  return row?.createdAt;
}

/** @returns its version */
export async function insertAskingRule(
  db: Db,
  {
    rule,
    measured,
    ...row
  }: Pick<Tables["askingRule"], "projectId" | "createdAt" | "createdBy"> &
    Pick<StoredRule, "rule" | "measured">,
): Promise<number> {
  const version = ((await findAskingRule(db, row.projectId))?.version ?? 0) + 1;
  await db
    .insertInto("askingRule")
    .values({ ...row, version, ruleJson: JSON.stringify(rule), measuredJson: JSON.stringify(measured) })
    .execute();
  return version;
}

export interface EarlyEnding {
  answers: number;
  ruleVersion: number;
  worth: number;
  probabilities: [label: number, share: number][];
  votesSha256: string;
}

/** Where asking ended early among these images (at most some thousand). */
export const listEndings = (db: Db, images: readonly string[]): Promise<Map<string, EarlyEnding>> =>
  readEndings(db.selectFrom("earlyEnding").selectAll().where("imageId", "in", images));

/** Where asking ended early in a project. */
export const listEndingsOf = (db: Db, project: string): Promise<Map<string, EarlyEnding>> =>
  readEndings(db.selectFrom("earlyEnding").selectAll().where("projectId", "=", project));

async function readEndings(query: {
  execute(): Promise<Selectable<Tables["earlyEnding"]>[]>;
}): Promise<Map<string, EarlyEnding>> {
  const rows = await query.execute();
  return new Map(
    rows.map(({ imageId, answers, ruleVersion, worth, probabilitiesJson, votesSha256 }) => [
      imageId,
      {
        ...{ answers, ruleVersion, worth, votesSha256 },
        probabilities: JSON.parse(probabilitiesJson) as EarlyEnding["probabilities"],
      },
    ]),
  );
}

/** Those of these images on which asking ended early. */
export async function listEnded(db: Db, images: readonly string[]): Promise<Set<string>> {
  const rows = await db.selectFrom("earlyEnding").select("imageId").where("imageId", "in", images).execute();
  return new Set(rows.map(({ imageId }) => imageId));
}

export async function writeEnding(db: Db, row: Insertable<Tables["earlyEnding"]>): Promise<void> {
  const { imageId, projectId, ...values } = row;
  await db
    .insertInto("earlyEnding")
    .values({ imageId, projectId, ...values })
    .onConflict((conflict) => conflict.column("imageId").doUpdateSet(values))
    .execute();
}

export async function deleteEnding(db: Db, image: string): Promise<void> {
  await db.deleteFrom("earlyEnding").where("imageId", "=", image).execute();
}

/** On how many images asking ended early, and after how many answers in all. */
export async function countEndings(db: Db, project: string): Promise<{ images: number; answers: number }> {
  const { images, answers } = await db
    .selectFrom("earlyEnding")
    .select(({ fn }) => [fn.countAll().as("images"), fn.sum("answers").as("answers")])
    .where("projectId", "=", project)
    .executeTakeFirstOrThrow();
  return { images: Number(images), answers: Number(answers ?? 0) };
}

/** The labels that an assignment's page asks about alone; undefined where it asks about all. */
export async function findAskedAlone(db: Db, assignment: string): Promise<number[] | undefined> {
  return readTogether(db, assignment, readAskedAlone);
}

const readAskedAlone = async (db: Db, assignments: readonly string[]) => {
  const rows = await db
    .selectFrom("askedAlone")
    .selectAll()
    .where("assignmentId", "in", assignments)
    .execute();
  return new Map(
    rows.map(({ assignmentId, labelsJson }) => [assignmentId, JSON.parse(labelsJson) as number[]]),
  );
};

export async function writeAskedAlone(db: Db, assignment: string, labels: readonly number[]): Promise<void> {
  await db
    .insertInto("askedAlone")
    .values({ assignmentId: assignment, labelsJson: JSON.stringify(labels) })
    .execute();
}

/** An image on which so many people answered, in the random order in which images are handed out. */
export interface WholeAnswered {
  image: string;
  /** Of the last answer. */
  at: string;
  /** Whether its people agreed; null where that is not found yet. */
  agreed: number | null;
}

/** A project's own images on which so many people or more answered in a stage. */
export async function listWholeAnswered(
  db: Db,
  { project, stage, overlap }: { project: string; stage: Stage; overlap: number },
): Promise<WholeAnswered[]> {
  const rows = await db
    .selectFrom("assignment")
    .innerJoin("annotation", "annotation.assignmentId", "assignment.id")
    .innerJoin("image", "image.id", "assignment.imageId")
    .leftJoin("agreement", "agreement.imageId", "assignment.imageId")
    .select(({ fn }) => [
      "assignment.imageId as image",
      fn.max("annotation.submittedAt").as("at"),
      fn.max("agreement.agreed").as("agreed"),
    ])
    .where("assignment.projectId", "=", project)
    .where("assignment.stage", "=", stage)
    .where(counts())
    .where("image.isGold", "=", 0)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("earlyEnding")
            .select("earlyEnding.imageId")
            .whereRef("earlyEnding.imageId", "=", "image.id"),
        ),
      ),
    )
    .groupBy("assignment.imageId")
    .having((eb) => eb(eb.fn.countAll(), ">=", overlap))
    .execute();
  return rows
    .map(({ image, at, agreed }) => ({
      image,
      at: at ?? "",
      agreed: agreed === null ? null : Number(agreed),
    }))
    .sort((a, b) => compareText(a.image.slice(25), b.image.slice(25)));
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
