import { sql } from "kysely";
import type { ContainsRules } from "../../core/contains/containsRules.ts";
import { type Formers, heirOf } from "../../core/labels/labelFate.ts";
import type { Db } from "../schema.ts";

/** The rules that a lead has set; undefined where nobody has. */
export async function findSheetRules(db: Db, project: string): Promise<ContainsRules | undefined> {
  return db
    .selectFrom("sheetRule")
    .select(["maxFailed", "minAnswers"])
    .where("projectId", "=", project)
    .executeTakeFirst();
}

export async function writeSheetRules(
  db: Db,
  project: string,
  { maxFailed, minAnswers }: ContainsRules,
  updatedAt: string,
): Promise<void> {
  const rules = { maxFailed, minAnswers, updatedAt };
  await db
    .insertInto("sheetRule")
    .values({ projectId: project, ...rules })
    .onConflict((conflict) => conflict.column("projectId").doUpdateSet(rules))
    .execute();
}

/** The answers that count: of submitted sheets that are not surplus. */
const counted = (db: Db, project: string) =>
  db
    .selectFrom("sheetAnswer")
    .innerJoin("sheet", "sheet.id", "sheetAnswer.sheetId")
    .innerJoin("sheetTick", "sheetTick.answerId", "sheetAnswer.id")
    .innerJoin("sheetImage", (join) =>
      join
        .onRef("sheetImage.sheetId", "=", "sheetAnswer.sheetId")
        .onRef("sheetImage.imageId", "=", "sheetTick.imageId"),
    )
    .where("sheetAnswer.projectId", "=", project)
    .where("sheetAnswer.state", "=", "submitted")
    .where("sheetAnswer.extra", "=", 0);

export interface SheetPerson {
  person: string;
  name: string;
  /** Submitted sheets that count, and answers on their images, controls among them. */
  sheets: number;
  answers: number;
  controls: number;
  /** Controls that hold the label and were not ticked; that do not hold it and were. */
  missed: number;
  wrong: number;
  activeMs: number;
}

/** Everybody who submitted a sheet that counts, by name, with how they did on the controls. */
export async function listSheetPeople(db: Db, project: string): Promise<SheetPerson[]> {
  const rows = await counted(db, project)
    .select("sheetAnswer.personId as person")
    .select(({ fn }) => [
      fn.countAll().as("answers"),
      fn.count("sheetImage.control").as("controls"),
      fn
        .sum(
          sql<number>`case when "sheetImage"."control" = 1 and "sheetTick"."isTicked" = 0 then 1 else 0 end`,
        )
        .as("missed"),
      fn
        .sum(
          sql<number>`case when "sheetImage"."control" = 0 and "sheetTick"."isTicked" = 1 then 1 else 0 end`,
        )
        .as("wrong"),
    ])
    .groupBy("sheetAnswer.personId")
    .execute();
  const people = await db
    .selectFrom("sheetAnswer")
    .innerJoin("person", "person.id", "sheetAnswer.personId")
    .select(["person.id", "person.name"])
    .select(({ fn }) => [fn.countAll().as("sheets"), fn.sum("sheetAnswer.activeMs").as("activeMs")])
    .where("sheetAnswer.projectId", "=", project)
    .where("sheetAnswer.state", "=", "submitted")
    .where("sheetAnswer.extra", "=", 0)
    .groupBy(["person.id", "person.name"])
    .orderBy("person.name")
    .orderBy("person.id")
    .execute();
  return people.map(({ id, name, sheets, activeMs }) => {
    const row = rows.find(({ person }) => person === id);
    return {
      person: id,
      name,
      sheets: Number(sheets),
      activeMs: Number(activeMs),
      answers: Number(row?.answers ?? 0),
      controls: Number(row?.controls ?? 0),
      missed: Number(row?.missed ?? 0),
      wrong: Number(row?.wrong ?? 0),
    };
  });
}

export interface TickCount {
  image: string;
  label: number;
  ticked: number;
  asked: number;
}

/** A label as it counts now: the one that it was merged into, for instance. */
const heir = (labels: readonly number[], formers: Formers) => {
  const merged = labels.filter((label) => heirOf(label, formers) !== label);
  if (merged.length === 0) return sql<number>`"sheet"."labelIndex"`;
  const cases = merged.map((label) => sql`when ${sql.lit(label)} then ${sql.lit(heirOf(label, formers))}`);
  return sql<number>`case "sheet"."labelIndex" ${sql.join(cases, sql` `)} else "sheet"."labelIndex" end`;
};

/**
 * How many people were asked whether an image holds a label, and how many said so: by image, then label. Controls are not
 * counted; nor are labels that were retired or split. Who answered on two labels that are one now is counted once.
 *
 * @param which.without people whose answers are left out
 * @param which.images only these (at most some hundred)
 */
export async function countTicks(
  db: Db,
  {
    project,
    without,
    formers,
    images,
  }: { project: string; without: readonly string[]; formers: Formers; images?: readonly string[] },
): Promise<TickCount[]> {
  const gone = [...formers.keys()].filter((label) => formers.has(heirOf(label, formers)));
  const each = counted(db, project)
    .select([
      "sheetTick.imageId as image",
      heir([...formers.keys()], formers).as("label"),
      "sheetAnswer.personId as person",
    ])
    .select(({ fn }) => fn.max("sheetTick.isTicked").as("isTicked"))
    .where("sheetImage.control", "is", null)
    .$if(without.length > 0, (query) => query.where("sheetAnswer.personId", "not in", without))
    .$if(gone.length > 0, (query) => query.where("sheet.labelIndex", "not in", gone))
    .$if(images !== undefined, (query) => query.where("sheetTick.imageId", "in", images ?? []))
    .groupBy(["sheetTick.imageId", heir([...formers.keys()], formers), "sheetAnswer.personId"])
    .as("each");
  const rows = await db
    .selectFrom(each)
    .select(["each.image", "each.label"])
    .select(({ fn }) => [fn.countAll().as("asked"), fn.sum("each.isTicked").as("ticked")])
    .groupBy(["each.image", "each.label"])
    .orderBy("each.image")
    .orderBy("each.label")
    .execute();
  return rows.map(({ image, label, asked, ticked }) => ({
    image,
    label: Number(label),
    asked: Number(asked),
    ticked: Number(ticked),
  }));
}

/** How many images are asked about in a project, with whatever label. */
export async function countAskedImages(db: Db, project: string): Promise<number> {
  const { images } = await db
    .selectFrom("sheetImage")
    .innerJoin("sheet", "sheet.id", "sheetImage.sheetId")
    .select(({ fn }) => fn.count("sheetImage.imageId").distinct().as("images"))
    .where("sheet.projectId", "=", project)
    .where("sheetImage.control", "is", null)
    .executeTakeFirstOrThrow();
  return Number(images);
}

/** Every answer that counts, as it was given, in the order of the images' keys. */
export async function listContainsAnswers(db: Db, project: string) {
  return counted(db, project)
    .innerJoin("image", "image.id", "sheetTick.imageId")
    .select([
      "image.id as image",
      "image.key",
      "sheet.labelIndex as label",
      "sheetAnswer.personId as person",
      "sheetTick.isTicked",
      "sheetTick.shownMs",
      "sheetImage.control",
    ])
    .orderBy("image.key")
    .orderBy("sheet.labelIndex")
    .orderBy("sheetAnswer.id")
    .execute();
}
