import { listLabels } from "../../db/labels/labelSpace.ts";
import type { Db } from "../../db/schema.ts";

/** How the labels of a project are called. */
export async function labelNamesOf(
  db: Db,
  project: { id: string; labelSpaceId: string },
): Promise<(label: number) => string> {
  const names = new Map((await listLabels(db, project)).map(({ index, name }) => [index, name]));
  return (label) => names.get(label) ?? `label ${label}`;
}
