import type { z } from "zod";
import { exemplarUrl } from "../contract/image.ts";
import type { getLabelSpace as contract, getGuideline as guidelineContract } from "../contract/labelSpace.ts";
import { listExemplars } from "../db/exemplar.ts";
import { listLabels } from "../db/labelSpace.ts";
import { getProject } from "../db/project.ts";
import type { Context } from "./context.ts";

/** All labels of a project with their exemplars. */
export async function getLabelSpace(
  { db }: Pick<Context, "db">,
  { project: id }: { project: string },
): Promise<z.input<typeof contract.reply>> {
  const project = await getProject(db, id);
  const exemplarsOf = new Map<number, { id: string; url: string }[]>();
  for (const { id, labelIndex } of await listExemplars(db, project.id, project.exemplarVersion)) {
    const exemplars = exemplarsOf.get(labelIndex) ?? [];
    exemplarsOf.set(labelIndex, [...exemplars, { id, url: exemplarUrl(id, "thumbnail") }]);
  }
  const labels = await listLabels(db, project.labelSpaceId);
  return {
    name: project.labelSpaceName,
    exemplarVersion: project.exemplarVersion,
    labels: labels.map((label) => ({ ...label, exemplars: exemplarsOf.get(label.index) ?? [] })),
  };
}

/** What the lead asks annotators to do. */
export async function getGuideline(
  { db }: Pick<Context, "db">,
  { project: id }: { project: string },
): Promise<z.input<typeof guidelineContract.reply>> {
  const { guideline, guidelineVersion } = await getProject(db, id);
  return { version: guidelineVersion, markdown: guideline };
}
