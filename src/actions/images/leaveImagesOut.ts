import type { z } from "zod";
import { Failure } from "../../contract/failure.ts";
import { imageUrl } from "../../contract/images/image.ts";
import type { listLeftOut as listContract } from "../../contract/images/leftOut.ts";
import { insertEvents } from "../../db/event.ts";
import { listOfProject } from "../../db/images/image.ts";
import { findGiven } from "../../db/images/imageImport.ts";
import { leaveOut, listLeftOutByLead, takeIn } from "../../db/images/leftOut.ts";
import type { Context } from "../context.ts";
import { lockAnnotation } from "../lock.ts";

const pageSize = 48;

interface Asked {
  project: string;
  /** Ids, at most a few hundred. */
  images: readonly string[];
  person: string | null;
}

/**
 * Leaves images out of a project: duplicates, or images of another dataset. Nobody is given them, no count and no
 * release holds them, and they can be taken back in. Only images that nobody has been given or has worked with can
 * leave: answers stay where they count.
 *
 * @returns how many left, and the keys of those that stay because somebody has them or has worked with them
 * @throws Failure `not-found` where an image is not one of the project's own
 */
export async function leaveImagesOut(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  { project, images, person, reason }: Asked & { reason: string },
): Promise<{ left: number; stayed: string[] }> {
  const asked = [...new Set(images)];
  return ctx.db.transaction().execute(async (db) => {
    await lockAnnotation(db, ctx.dialect, project);
    const known = new Map((await listOfProject(db, project, asked)).map(({ id, key }) => [id, key]));
    if (asked.some((image) => !known.has(image)))
      throw new Failure("not-found", "Not all of these are images of the project. Load the page again.");
    const given = await findGiven(db, asked);
    const free = asked.filter((image) => !given.has(image));
    const at = ctx.now().toISOString();
    await leaveOut(db, free, { project, at, person, reason });
    await insertEvents(
      db,
      free.map((image) => ({ project, at, person, kind: "left-out" as const, image, after: { reason } })),
    );
    return { left: free.length, stayed: [...given].map((image) => known.get(image)!).sort() };
  });
}

/**
 * Takes back images that a lead left out. Those that show a label stay out.
 *
 * @returns how many are back
 */
export async function takeImagesIn(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  { project, images, person }: Asked,
): Promise<{ takenIn: number }> {
  return ctx.db.transaction().execute(async (db) => {
    await lockAnnotation(db, ctx.dialect, project);
    const back = await takeIn(db, project, [...new Set(images)]);
    const at = ctx.now().toISOString();
    await insertEvents(
      db,
      back.map((image) => ({ project, at, person, kind: "taken-in" as const, image })),
    );
    return { takenIn: back.length };
  });
}

/** A page of the images that a lead left out, by id, with who left them out, and why. */
export async function listLeftOut(
  { db }: Pick<Context, "db">,
  { project, after }: { project: string; after?: string | undefined },
): Promise<z.input<typeof listContract.reply>> {
  const rows = await listLeftOutByLead(db, project, { after, limit: pageSize + 1 });
  const images = rows
    .slice(0, pageSize)
    .map((row) => ({ ...row, thumbnailUrl: imageUrl(row.id, "thumbnail") }));
  return { images, after: rows.length > pageSize ? images.at(-1)!.id : null };
}
