import type { z } from "zod";
import type {
  getLabelSpace as contract,
  getExemplars as exemplarsContract,
  getLabelNotes as notesContract,
} from "../../contract/labels/labelSpace.ts";
import { listCopies, listShownExemplars, listSpares } from "../../db/exemplars.ts";
import { listNotes } from "../../db/labels/labelNote.ts";
import { listLabels } from "../../db/labels/labelSpace.ts";
import { getProject } from "../../db/project/project.ts";
import { listAhead } from "../../db/tasks/ahead.ts";
import type { Context } from "../context.ts";

/** All labels of a project. */
export async function getLabelSpace(
  { db }: Pick<Context, "db">,
  { project: id }: { project: string },
): Promise<z.input<typeof contract.reply>> {
  const project = await getProject(db, id);
  const { labelSpaceName: name, labelVersion: version } = project;
  return { name, version, labels: await listLabels(db, project) };
}

/** A version that changes only with the labels of a project. */
export const findLabelSpaceVersion = async (
  { db }: Pick<Context, "db">,
  { project }: { project: string },
): Promise<string> => (await getProject(db, project)).labelSpaceSha256;

/** The leads' notes on labels. */
export async function getLabelNotes(
  { db }: Pick<Context, "db">,
  { project: id }: { project: string },
): Promise<z.input<typeof notesContract.reply>> {
  const { labelVersion } = await getProject(db, id);
  return { labelVersion, notes: await listNotes(db, id) };
}

/**
 * A version of a project's exemplars, as far as a person may see them: no photo of an image that they have, had or may
 * still be given. A replacement photo takes its place, so that no label's number of photos reveals it.
 */
export async function getExemplars(
  { db }: Pick<Context, "db">,
  { project, version, person }: { project: string; version: number; person: string },
): Promise<z.input<typeof exemplarsContract.reply>> {
  const { settings } = await getProject(db, project);
  const fromEvaluatedSet = settings.exemplarsFromEvaluatedSet;
  const all = await listShownExemplars(db, { project, version, fromEvaluatedSet });
  const hidden = fromEvaluatedSet ? await findHidden(db, { project, version, person }) : new Set<string>();
  const lacking = Map.groupBy(
    all.filter(({ id }) => hidden.has(id)),
    ({ labelIndex }) => labelIndex,
  );
  const spares = await listSpares(db, project, [...lacking.keys()]);
  const byLabel = Map.groupBy(all, ({ labelIndex }) => labelIndex);
  return {
    labels: [...byLabel].map(([label, photos]) => {
      const instead = spares.filter(({ labelIndex }) => labelIndex === label);
      const shown = [
        ...photos.filter(({ id }) => !hidden.has(id)),
        ...instead.slice(0, lacking.get(label)?.length ?? 0),
      ];
      return { label, exemplars: shown.map(({ id }) => id) };
    }),
  };
}

/** The exemplars that would tell a person what to answer. */
async function findHidden(
  db: Context["db"],
  about: { project: string; version: number; person: string },
): Promise<Set<string>> {
  const copies = await listCopies(db, about.project, about.version);
  const ahead = await listAhead(db, about, [...new Set(copies.map(({ image }) => image))]);
  return new Set(copies.filter(({ image }) => ahead.has(image)).map(({ exemplar }) => exemplar));
}
