import { openingOf } from "../../core/stages/protocol.ts";
import { countUnsettled } from "../../db/outcome/settled.ts";
import { getProject } from "../../db/project/project.ts";
import type { Context } from "../context.ts";
import type { settleVotes } from "./settleVotes.ts";

/** `settleVotes`, in this process or another. */
export type Settle = (
  ctx: Pick<Context, "db" | "dialect" | "now">,
  about: { project: string; person: string | null },
) => ReturnType<typeof settleVotes>;

/**
 * Settles a project's votes if an image has all of them and no outcome yet: before labels are frozen, so that no vote
 * is left out because nobody ran the command.
 *
 * @throws Failure `not-ready` where votes do not show how reliable people are
 */
export async function settleWaiting(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  { project, person }: { project: string; person: string | null },
  settle: Settle,
): Promise<void> {
  const { settings } = await getProject(ctx.db, project);
  if (openingOf(settings).compare) return;
  if ((await countUnsettled(ctx.db, project, settings.overlap)) > 0) await settle(ctx, { project, person });
}
