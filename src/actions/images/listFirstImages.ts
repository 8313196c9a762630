import { stages } from "../../core/tasks/stage.ts";
import { listOpenAssignments } from "../../db/tasks/assignment.ts";
import type { Context } from "../context.ts";

/** The page loads further images while the person works on these. */
const max = 3;

/** The images that a person sees first when they come to work, in either stage. */
export async function listFirstImages(
  { db }: Pick<Context, "db">,
  { project, person }: { project: string; person: string },
): Promise<string[]> {
  const images: string[] = [];
  for (const stage of stages) {
    const open = await listOpenAssignments(db, { project, stage, person, limit: max });
    images.push(...open.map(({ imageId }) => imageId));
  }
  return images;
}
