import type { z } from "zod";
import { imageUrl } from "../../contract/images/image.ts";
import type { AnnotationDraft } from "../../contract/tasks/annotationDraft.ts";
import type { listOwnWork as contract, OwnWorkKind } from "../../contract/tasks/work.ts";
import { getAssignmentOf } from "../../db/tasks/assignment.ts";
import { listOwnWork as listRows } from "../../db/tasks/ownWork.ts";
import type { Context } from "../context.ts";
import { isLocked } from "./readLock.ts";

interface Wanted {
  project: string;
  person: string;
  kind: OwnWorkKind;
  /** `next` of the page before. */
  after?: string | undefined;
  limit?: number;
}

/** The images that a person has worked on, latest first, as they left them. */
export async function listOwnWork(
  { db }: Pick<Context, "db">,
  { project, person, kind, after, limit = 24 }: Wanted,
): Promise<z.output<typeof contract.reply>> {
  const rows = await listRows(db, { project, person, kind, after, limit: limit + 1 });
  const images = [];
  for (const row of rows.slice(0, limit)) {
    const draft = row.draftJson === null ? null : (JSON.parse(row.draftJson) as AnnotationDraft);
    const labelsWith = (wanted: "yes" | "unsure") =>
      draft?.cards.filter(({ answer }) => answer === wanted).map(({ label }) => label) ?? [];
    images.push({
      assignment: row.id,
      image: row.imageId,
      stage: row.stage,
      state: row.state === "withdrawn" ? ("blocked" as const) : row.state,
      thumbnailUrl: imageUrl(row.imageId, "thumbnail"),
      labels: labelsWith("yes"),
      unsure: labelsWith("unsure"),
      noneOfThese: draft?.noneOfThese ?? false,
      flag: draft?.flag ?? null,
      locked: await isLocked(db, await getAssignmentOf(db, person, row.id)),
      at: row.at,
    });
  }
  return { images, next: rows.length > limit ? (images.at(-1)?.assignment ?? null) : null };
}
