import type { Settlement } from "../../contract/votes.ts";
import type { Context } from "../context.ts";
import { startFinder } from "../findings/startFinder.ts";
import type { settleVotes } from "./settleVotes.ts";

/**
 * `settleVotes` in a process of its own, for whoever has others to answer meanwhile: votes of many images are joined for
 * as long as it takes. Where that process ends before it is done, what it settled so far stands, image by image, and the
 * next settlement goes on to the same end.
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
