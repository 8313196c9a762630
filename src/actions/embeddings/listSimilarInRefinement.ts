import type { z } from "zod";
import { Failure } from "../../contract/failure.ts";
import type { listSimilarInRefinement as contract } from "../../contract/tasks/similar.ts";
import { getProject } from "../../db/project/project.ts";
import { listAhead } from "../../db/tasks/ahead.ts";
import { getAssignmentOf } from "../../db/tasks/assignment.ts";
import type { Context } from "../context.ts";
import { describeImages } from "../images/listImages.ts";
import { servePage } from "../tasks/servePage.ts";
import { findSimilar } from "./listSimilarImages.ts";

/** How many of the nearest are examined, and how many are shown. */
const [among, limit] = [200, 12];

/**
 * The images that look most like the one an expert refines, with their final labels: only finished ones that the expert
 * neither had nor may still be given.
 *
 * @throws Failure `not-ready` where the page shows nothing that others decided, or not yet, or there are no embeddings
 */
export async function listSimilarInRefinement(
  ctx: Pick<Context, "db">,
  { assignment: id, person }: { assignment: string; person: string },
): Promise<z.input<typeof contract.reply>> {
  const { db } = ctx;
  const assignment = await getAssignmentOf(db, person, id);
  const { projectId: project, imageId } = assignment;
  const { settings } = await getProject(db, project);
  const { refinement } = (await servePage(db, assignment, settings)).page;
  if (!refinement || refinement.blank || refinement.gold)
    throw new Failure("not-ready", "On this image nothing is shown that others decided.");
  if (refinement.hidden)
    throw new Failure("not-ready", "Similar images are shown once the disputed labels are decided.");
  const { set, nearest } = await findSimilar(ctx, { project, image: imageId, limit: among });
  const ids = nearest.map(({ id: other }) => other);
  const ahead = await listAhead(db, { project, person }, ids);
  const known = new Map((await describeImages(db, ids)).map((row) => [row.id, row]));
  const images = nearest.flatMap(({ id: other, distance }) => {
    const row = known.get(other);
    if (!row?.labels || ahead.has(other)) return [];
    return [{ id: other, thumbnailUrl: row.thumbnailUrl, labels: row.labels, distance }];
  });
  return { model: set.name, among: nearest.length, images: images.slice(0, limit) };
}
