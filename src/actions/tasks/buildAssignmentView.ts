import { imageUrl } from "../../contract/images/image.ts";
import type { AnnotationDraft } from "../../contract/tasks/annotationDraft.ts";
import type { AssignmentView } from "../../contract/tasks/work.ts";
import { carryCards } from "../../core/labels/labelFate.ts";
import type { ProjectSettings } from "../../core/project/settings.ts";
import { getBatch } from "../../db/batches.ts";
import { findExemplarVersionOf } from "../../db/exemplars.ts";
import { getImage } from "../../db/images/image.ts";
import { isInPilot } from "../../db/pilot.ts";
import type { Db } from "../../db/schema.ts";
import { findAnnotation } from "../../db/tasks/annotation.ts";
import { type Assignment, findNeighbours } from "../../db/tasks/assignment.ts";
import { isLocked } from "./readLock.ts";
import { servePage } from "./servePage.ts";

/** What a person's page needs to work on one image, and nothing that they must not see yet. */
export async function buildAssignmentView(
  db: Db,
  assignment: Assignment,
  settings: ProjectSettings,
): Promise<AssignmentView> {
  // In parallel, so that the pages of several images are read together.
  const [image, annotation, { page, formers }, batch, locked, exemplarVersion, pilot, neighbours] =
    await Promise.all([
      getImage(db, assignment.imageId),
      findAnnotation(db, assignment.id),
      servePage(db, assignment, settings),
      assignment.batchId ? getBatch(db, assignment.batchId) : undefined,
      isLocked(db, assignment),
      findExemplarVersionOf(db, assignment),
      assignment.extra === 1 && isInPilot(db, assignment.imageId),
      findNeighbours(db, assignment),
    ]);
  const draft = annotation ? (JSON.parse(annotation.draftJson) as AnnotationDraft) : null;

  return {
    id: assignment.id,
    project: assignment.projectId,
    stage: assignment.stage,
    state: assignment.state === "withdrawn" ? "blocked" : assignment.state,
    revision: annotation?.revision ?? 0,
    locked,
    image: toImageOnPage(image),
    shownAfterMs: settings.shownAfterMs,
    ...page,
    exemplarVersion,
    // Answers on labels that are no longer offered stay in the database.
    draft: draft && {
      ...draft,
      cards: carryCards(draft.cards, formers).filter(({ label }) => !formers.has(label)),
    },
    batch: batch?.number ?? null,
    pilot,
    ...neighbours,
  };
}

/** An image as the pages on which people work show it. */
export const toImageOnPage = ({ id, width, height }: Awaited<ReturnType<typeof getImage>>) => ({
  id,
  width: width ?? 0,
  height: height ?? 0,
  screenUrl: imageUrl(id, "screen"),
  originalUrl: imageUrl(id, "original"),
});
