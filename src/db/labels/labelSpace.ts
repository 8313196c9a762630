import type { Selectable } from "kysely";
import type { Label } from "../../contract/labels/labelSpace.ts";
import type { Db, Tables } from "../schema.ts";

export type LabelSpace = Selectable<Tables["labelSpace"]>;

/** Labels per INSERT: both databases bound the number of a statement's parameters. */
const chunkSize = 500;

export async function findLabelSpaceByHash(db: Db, sha256: string): Promise<LabelSpace | undefined> {
  return db.selectFrom("labelSpace").selectAll().where("sha256", "=", sha256).executeTakeFirst();
}

export async function insertLabelSpace(db: Db, space: LabelSpace, labels: readonly Label[]): Promise<void> {
  await db.insertInto("labelSpace").values(space).execute();
  for (let first = 0; first < labels.length; first += chunkSize) {
    const rows = labels.slice(first, first + chunkSize).map(({ synonyms, hypernyms, ...label }) => ({
      labelSpaceId: space.id,
      ...label,
      synonymsJson: JSON.stringify(synonyms),
      hypernymsJson: JSON.stringify(hypernyms),
    }));
    await db.insertInto("label").values(rows).execute();
  }
}

/** The labels of a label space, in the order of their indices. */
export async function listLabels(db: Db, labelSpace: string): Promise<Label[]> {
  return (await selectLabels(db, labelSpace).orderBy("index").execute()).map(readLabel);
}

export async function findLabel(db: Db, labelSpace: string, index: number): Promise<Label | undefined> {
  const row = await selectLabels(db, labelSpace).where("index", "=", index).executeTakeFirst();
  return row && readLabel(row);
}

/** The names of two labels. */
export async function namePair(
  db: Db,
  labelSpace: string,
  [first, second]: readonly [number, number],
): Promise<[string, string]> {
  const named = new Map(
    (await selectLabels(db, labelSpace).where("index", "in", [first, second]).execute()).map(
      ({ index, name }) => [index, name],
    ),
  );
  return [named.get(first) ?? `label ${first}`, named.get(second) ?? `label ${second}`];
}

function selectLabels(db: Db, labelSpace: string) {
  return db
    .selectFrom("label")
    .select(["index", "key", "name", "synonymsJson", "definition", "hypernymsJson"])
    .where("labelSpaceId", "=", labelSpace);
}

const readLabel = ({
  synonymsJson,
  hypernymsJson,
  ...label
}: Omit<Selectable<Tables["label"]>, "labelSpaceId">): Label => ({
  ...label,
  synonyms: JSON.parse(synonymsJson) as string[],
  hypernyms: JSON.parse(hypernymsJson) as string[],
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
