import type { Insertable, Selectable } from "kysely";
import type { Label } from "../../contract/labels/labelSpace.ts";
import type { Formers } from "../../core/labels/labelFate.ts";
import type { LabelNames } from "../../core/labels/labelNames.ts";
import type { Db, Tables } from "../schema.ts";
import { planned } from "../sql/planned.ts";
import { readTogether } from "../sql/readTogether.ts";

export type LabelSpace = Selectable<Tables["labelSpace"]>;

/** Labels per INSERT: both databases bound the number of a statement's parameters. */
const chunkSize = 500;

export async function findLabelSpaceByHash(db: Db, sha256: string): Promise<LabelSpace | undefined> {
  return db.selectFrom("labelSpace").selectAll().where("sha256", "=", sha256).executeTakeFirst();
}

export async function insertLabelSpace(db: Db, space: LabelSpace, labels: readonly Label[]): Promise<void> {
  await db.insertInto("labelSpace").values(space).execute();
  for (let first = 0; first < labels.length; first += chunkSize) {
    const rows = labels.slice(first, first + chunkSize).map(({ synonyms, hypernyms, names, ...label }) => ({
      labelSpaceId: space.id,
      ...label,
      namesJson: JSON.stringify(names ?? {}),
      synonymsJson: JSON.stringify(synonyms),
      hypernymsJson: JSON.stringify(hypernyms),
    }));
    await db.insertInto("label").values(rows).execute();
  }
}

/** Whose labels: a project's are those of its label space, with what it changed since. */
interface WhoseLabels {
  id: string;
  labelSpaceId: string;
}

/**
 * The labels of a project, in the order of their indices: those that are not offered any more are among them.
 * @param version as they stood in it; as they stand where it is left out
 */
export async function listLabels(
  db: Db,
  { id, labelSpaceId }: WhoseLabels,
  version?: number,
): Promise<Label[]> {
  const rows = await db
    .selectFrom("label")
    .select(["index", "key", "name", "synonymsJson", "definition", "hypernymsJson", "namesJson"])
    .where("labelSpaceId", "=", labelSpaceId)
    .orderBy("index")
    .execute();
  const labels = rows.map(readLabel);
  for (const change of await listChanges(db, id, version)) labels[change.labelIndex] = readChange(change);
  return labels;
}

export async function findLabel(db: Db, whose: WhoseLabels, index: number): Promise<Label | undefined> {
  const changed = await db
    .selectFrom("labelChange")
    .selectAll()
    .where("projectId", "=", whose.id)
    .where("labelIndex", "=", index)
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  if (changed) return readChange(changed);
  const row = await db
    .selectFrom("label")
    .select(["index", "key", "name", "synonymsJson", "definition", "hypernymsJson", "namesJson"])
    .where("labelSpaceId", "=", whose.labelSpaceId)
    .where("index", "=", index)
    .executeTakeFirst();
  return row && readLabel(row);
}

/** The names of two labels. */
export async function namePair(
  db: Db,
  whose: WhoseLabels,
  labels: readonly [number, number],
): Promise<[string, string]> {
  const [first, second] = await Promise.all(labels.map((label) => findLabel(db, whose, label)));
  return [first?.name ?? `label ${labels[0]}`, second?.name ?? `label ${labels[1]}`];
}

/**
 * The labels of a project that people are not offered any more.
 * @param version of its labels; as they stand where it is left out
 */
export async function findFormers(db: Db, project: string, version?: number): Promise<Formers> {
  if (version !== undefined) return readFormers(db, project, version);
  return (await readTogether(db, project, readCurrentFormers)) ?? new Map();
}

const readCurrentFormers = async (db: Db, projects: readonly string[]) => {
  const found = new Map<string, Formers>();
  for (const project of projects) found.set(project, await readFormers(db, project));
  return found;
};

async function readFormers(db: Db, project: string, version?: number): Promise<Formers> {
  const rows = await db
    .selectFrom("labelChange as change")
    .select(["change.labelIndex", "change.fate", "change.intoJson"])
    .where("change.projectId", "=", planned(project))
    .where("change.version", "=", (eb) =>
      eb
        .selectFrom("labelChange as last")
        .select(({ fn }) => fn.max("last.version").as("version"))
        .whereRef("last.projectId", "=", "change.projectId")
        .whereRef("last.labelIndex", "=", "change.labelIndex")
        .$if(version !== undefined, (query) => query.where("last.version", "<=", version!)),
    )
    .where("change.fate", "is not", null)
    .execute();
  return new Map(
    rows.map(({ labelIndex, fate, intoJson }) => [
      labelIndex,
      { fate: fate!, into: JSON.parse(intoJson) as number[] },
    ]),
  );
}

/** How many labels a project had in each version: a model's classes are the first of them in one. */
export async function listLabelTotals(
  db: Db,
  { id, labelCount, labelsAdded }: { id: string; labelCount: number; labelsAdded: number },
): Promise<Set<number>> {
  const rows = await db.selectFrom("labelVersion").select("labels").where("projectId", "=", id).execute();
  return new Set([labelCount - labelsAdded, ...rows.map(({ labels }) => labels)]);
}

/** Writes a version of a project's labels. */
export async function insertLabelVersion(
  db: Db,
  version: Insertable<Tables["labelVersion"]>,
  changed: readonly Label[],
): Promise<void> {
  await db.insertInto("labelVersion").values(version).execute();
  for (let first = 0; first < changed.length; first += chunkSize) {
    const rows = changed
      .slice(first, first + chunkSize)
      .map(({ index, synonyms, hypernyms, names, fate, into, ...label }) => ({
        projectId: version.projectId,
        version: version.version,
        labelIndex: index,
        ...label,
        namesJson: JSON.stringify(names ?? {}),
        synonymsJson: JSON.stringify(synonyms),
        hypernymsJson: JSON.stringify(hypernyms),
        fate: fate ?? null,
        intoJson: JSON.stringify(into ?? []),
      }));
    await db.insertInto("labelChange").values(rows).execute();
  }
}

/** The last change of each label up to a version. */
async function listChanges(db: Db, project: string, until: number | undefined) {
  const rows = await db
    .selectFrom("labelChange")
    .selectAll()
    .where("projectId", "=", project)
    .$if(until !== undefined, (query) => query.where("version", "<=", until!))
    .orderBy("version")
    .execute();
  // By index, so that what was added stands behind what was there before.
  return [...new Map(rows.map((row) => [row.labelIndex, row])).values()].sort(
    (a, b) => a.labelIndex - b.labelIndex,
  );
}

const readLabel = ({
  synonymsJson,
  hypernymsJson,
  namesJson,
  ...label
}: Omit<Selectable<Tables["label"]>, "labelSpaceId">): Label => ({
  ...label,
  synonyms: JSON.parse(synonymsJson) as string[],
  hypernyms: JSON.parse(hypernymsJson) as string[],
  ...(namesJson === "{}" ? {} : { names: JSON.parse(namesJson) as LabelNames }),
});

const readChange = ({
  labelIndex: index,
  key,
  name,
  definition,
  fate,
  intoJson,
  ...row
}: Selectable<Tables["labelChange"]>): Label => {
  const label = { ...readLabel({ index, key, name, definition, ...pickJson(row) }) };
  return fate === null ? label : { ...label, fate, into: JSON.parse(intoJson) as number[] };
};

const pickJson = ({
  synonymsJson,
  hypernymsJson,
  namesJson,
}: Pick<Selectable<Tables["label"]>, "synonymsJson" | "hypernymsJson" | "namesJson">) => ({
  synonymsJson,
  hypernymsJson,
  namesJson,
});

/** How many labels the label spaces of this key have: different ones may bear one key. */
export async function listLabelCounts(db: Db, key: string): Promise<number[]> {
  const rows = await db
    .selectFrom("labelSpace")
    .innerJoin("label", "label.labelSpaceId", "labelSpace.id")
    .select(({ fn }) => fn.countAll().as("labels"))
    .where("labelSpace.key", "=", key)
    .groupBy("labelSpace.id")
    .execute();
  return rows.map(({ labels }) => Number(labels));
}
