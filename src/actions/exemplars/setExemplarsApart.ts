import { getProject } from "../../db/project/project.ts";
import { areProposalsFrozen } from "../../db/proposals/proposal.ts";
import type { Context } from "../context.ts";
import { chooseExemplars } from "./chooseExemplars.ts";

/** Maximum share of a label's images, in percent, that leave the project automatically. */
const percent = 5;
/** Nobody should wait minutes for exemplars they did not ask for. */
const allPairsUpTo = 20_000;

/**
 * Lets a few of the project's own images show the labels without exemplars, as its settings say, before anybody is
 * given work: see `chooseExemplars`.
 *
 * @returns how many images left, for how many labels
 */
export async function setExemplarsApart(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  { project: id, person = null }: { project: string; person?: string | null | undefined },
): Promise<{ images: number; labels: number }> {
  const { exemplarsSetApart: most } = (await getProject(ctx.db, id)).settings;
  if (most === 0 || (await areProposalsFrozen(ctx.db, id))) return { images: 0, labels: 0 };
  const { exemplars, labels } = await chooseExemplars(ctx, {
    ...{ project: id, person, percent, most, allPairsUpTo },
  });
  return { images: exemplars, labels };
}
