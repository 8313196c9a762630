import type { z } from "zod";
import type {
  getLabelSpace as contract,
  getExemplars as exemplarsContract,
  getLabelNotes as notesContract,
} from "../contract/labelSpace.ts";
import { listShownExemplars } from "../db/exemplar.ts";
import { listNotes } from "../db/labelNote.ts";
import { listLabels } from "../db/labelSpace.ts";
import { getProject } from "../db/project.ts";
import type { Context } from "./context.ts";

/** All labels of a project. */
export async function getLabelSpace(
  { db }: Pick<Context, "db">,
  { project: id }: { project: string },
): Promise<z.input<typeof contract.reply>> {
  const project = await getProject(db, id);
  return { name: project.labelSpaceName, labels: await listLabels(db, project.labelSpaceId) };
}

/** What the leads have noted on labels. */
export async function getLabelNotes(
  { db }: Pick<Context, "db">,
  { project: id }: { project: string },
): Promise<z.input<typeof notesContract.reply>> {
  return { notes: await listNotes(db, id) };
}

/** A version of a project's exemplars, as far as pages may show them. */
export async function getExemplars(
  { db }: Pick<Context, "db">,
  { project: id, version }: { project: string; version: number },
): Promise<z.input<typeof exemplarsContract.reply>> {
  const { settings } = await getProject(db, id);
  const fromEvaluatedSet = settings.exemplarsFromEvaluatedSet;
  const rows = await listShownExemplars(db, { project: id, version, fromEvaluatedSet });
  const byLabel = Map.groupBy(rows, ({ labelIndex }) => labelIndex);
  return {
    labels: [...byLabel].map(([label, exemplars]) => ({ label, exemplars: exemplars.map(({ id }) => id) })),
  };
}
