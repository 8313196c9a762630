import type { Settlement } from "../../contract/votes.ts";
import type { Context } from "../context.ts";
import { startFinder } from "../findings/startFinder.ts";
import type { settleVotes } from "./settleVotes.ts";

/**
 * `settleVotes` in a process of its own, for servers that have other requests to answer: joining the votes of many
 * images takes long. If that process ends early, what it has settled stands, image by image, and the next settlement
 * completes it with the same result.
 *
 * @throws Failure those of `settleVotes`; `unavailable` where the process ended before it was done
 */
export async function settleApart(
  { address }: Pick<Context, "address">,
  about: Pick<Parameters<typeof settleVotes>[1], "project" | "person" | "job">,
): Promise<Settlement> {
  const finder = startFinder(address);
  try {
    const { finding } = await finder.compute({ kind: "settlement", ...about });
    return finding.report as Settlement;
  } finally {
    finder.close();
  }
}
