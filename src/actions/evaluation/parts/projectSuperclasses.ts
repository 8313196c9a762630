import {
  groupByHypernyms,
  type Superclasses,
} from "../../../core/evaluation/subgroups/evaluateSuperclasses.ts";
import { listLabels } from "../../../db/labels/labelSpace.ts";
import { getProject } from "../../../db/project/project.ts";
import type { Db } from "../../../db/schema.ts";
import { groupLabels, readSuperclasses } from "../../../files/labelSpaces/readSuperclasses.ts";

/** More groups fill a page and show nothing at a glance. */
const maxGroups = 30;

/**
 * The groups that a project's labels fall into: the built-in ones for the built-in labels, else by the most general
 * hypernyms; undefined where that gives one group, or more than a page can show.
 */
export async function projectSuperclasses(db: Db, id: string): Promise<Superclasses | undefined> {
  const project = await getProject(db, id);
  if (project.labelSpaceKey === "imagenet-1k") {
    const name = "imagenet-11";
    const file = await readSuperclasses(name, undefined);
    const groupOf = groupLabels(name, file, Number);
    return { names: file.names, groupOf: (label) => groupOf.get(label) };
  }
  const hypernyms: string[][] = [];
  for (const label of await listLabels(db, project)) hypernyms[label.index] = label.hypernyms;
  const groups = groupByHypernyms(
    Array.from(hypernyms, (names) => names ?? []),
    1,
  );
  return groups.names.length > 1 && groups.names.length <= maxGroups ? groups : undefined;
}
