import { Failure } from "../../contract/failure.ts";
import type { Label } from "../../contract/labels/labelSpace.ts";
import { listLabels } from "../../db/labels/labelSpace.ts";
import type { Db } from "../../db/schema.ts";
import { labelResolver } from "./resolveLabel.ts";

/**
 * The label of a project that a person means by an id, an index or a name, offered or not.
 * @throws Failure `not-found` where a text means no label, or more than one
 */
export async function findWrittenLabel(
  db: Db,
  project: { id: string; labelSpaceId: string },
  written: string,
): Promise<Label> {
  const labels = await listLabels(db, project);
  const resolve = labelResolver(labels);
  const found = resolve(written);
  const label = found && labels[found.label];
  if (label) return label;
  const several = resolve.explain(written);
  throw new Failure(
    "not-found",
    several !== undefined
      ? `“${written}” can be ${several}. Name it by its key or its index.`
      : `“${written}” is not one label of the project. Name it by its id, its index (0 to ${labels.length - 1}) or its whole name.`,
  );
}
