import type { z } from "zod";
import { imageUrl } from "../../contract/images/image.ts";
import type { getEffect, listEffect } from "../../contract/rulings/effect.ts";
import { openingOf } from "../../core/stages/protocol.ts";
import { getProject } from "../../db/project/project.ts";
import { listApplications } from "../../db/rulings/application.ts";
import type { Context } from "../context.ts";
import { describeApplication } from "./parts/describeApplication.ts";
import { findRuledImages } from "./parts/findRuledImages.ts";
import { findRulingInForce, getRulingInForce } from "./parts/getRulingInForce.ts";

type Ctx = Pick<Context, "db">;

interface Pair {
  project: string;
  first: number;
  second: number;
}

const pageSize = 24;

/**
 * Which disputes waiting for experts a ruling settles, and where it was applied, the latter also for a withdrawn
 * ruling.
 */
export async function findEffect(
  { db }: Ctx,
  { project: id, first, second }: Pair,
): Promise<z.input<typeof getEffect.reply>> {
  const project = await getProject(db, id);
  const ruling = await findRulingInForce(db, id, [first, second]);
  const { settled, left } = ruling ? await findRuledImages(db, project, ruling) : { settled: [], left: [] };
  const count = (why: string) => left.filter((one) => one.why === why).length;
  return {
    version: ruling?.version ?? 0,
    compares: openingOf(project.settings).compare !== null,
    images: settled.length,
    labels: settled.reduce((sum, { labels }) => sum + labels.length, 0),
    finished: settled.filter(({ isFinished }) => isFinished).length,
    left: { opened: count("opened"), sent: count("sent"), released: count("released") },
    applications: (await listApplications(db, id, { pair: [first, second] })).map(describeApplication),
  };
}

/** A page of the images on which it settles disputes, by key. */
export async function listEffectImages(
  { db }: Ctx,
  { project: id, first, second, after = "" }: Pair & { after?: string | undefined },
): Promise<z.input<typeof listEffect.reply>> {
  const ruling = await getRulingInForce(db, id, [first, second]);
  const { settled } = await findRuledImages(db, await getProject(db, id), ruling);
  const rest = settled.filter(({ key }) => key > after);
  return {
    total: settled.length,
    hasMore: rest.length > pageSize,
    images: rest
      .slice(0, pageSize)
      .map(({ image, ...one }) => ({ id: image, thumbnailUrl: imageUrl(image, "thumbnail"), ...one })),
  };
}
