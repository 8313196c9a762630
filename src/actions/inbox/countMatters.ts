import type { Matter } from "../../contract/inbox.ts";
import { matterId } from "../../core/inbox/matters.ts";
import { findFailure } from "../../db/inbox.ts";
import { countImages } from "../../db/project/overview.ts";
import { getProject } from "../../db/project/project.ts";
import type { Context } from "../context.ts";
import { findPeopleMatters } from "./findPeopleMatters.ts";

/** Matters for the lead that are counted over all images of a project, which may be slow. */
export async function countMatters(
  ctx: Pick<Context, "db" | "now">,
  { project }: { project: string },
): Promise<Matter[]> {
  return [...(await findPeopleMatters(ctx, { project })), ...(await findImageMatters(ctx, { project }))];
}

/** Images that cannot be worked on. Before the first has proposals, proposing is the next step, not an oversight. */
async function findImageMatters(
  { db, now }: Pick<Context, "db" | "now">,
  { project }: { project: string },
): Promise<Matter[]> {
  const { settings } = await getProject(db, project);
  const { total, failed, proposed } = await countImages(db, project, settings.overlap);
  const unproposed = total - failed - proposed;
  const at = now().toISOString();
  const matters: Matter[] = [];
  if (failed > 0) {
    const text = await findFailure(db, project);
    matters.push({ id: matterId("unreadable", failed), kind: "unreadable", at, images: failed, text });
  }
  if (proposed > 0 && unproposed > 0)
    matters.push({ id: matterId("unproposed", unproposed), kind: "unproposed", at, images: unproposed });
  return matters;
}
