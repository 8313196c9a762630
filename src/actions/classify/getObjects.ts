import {
  type ClassifiedImage,
  type ObjectsSummary,
  summarizeObjects,
} from "../../core/classify/summarizeObjects.ts";
import { getProject } from "../../db/project/project.ts";
import type { Context } from "../context.ts";
import { streamObjects } from "./readObjects.ts";

/** How many objects the images of a project hold, as far as they have been marked. */
export async function getObjects(
  { db }: Pick<Context, "db">,
  { project }: { project: string },
): Promise<ObjectsSummary> {
  const images: ClassifiedImage[] = [];
  for await (const image of streamObjects(db, await getProject(db, project))) images.push(image);
  return summarizeObjects(images);
}
