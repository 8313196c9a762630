import type { AskingView } from "../../contract/asking.ts";
import type { Context } from "../context.ts";
import { startFinder } from "../findings/startFinder.ts";

/**
 * `learnAsking` in a process of its own, for servers that have other requests to answer: rules are tried on hundreds of
 * images.
 *
 * @throws Failure those of `learnAsking`; `unavailable` where the process ended before it was done
 */
export async function learnAskingApart(
  { address }: Pick<Context, "address">,
  about: { project: string; person: string | null },
): Promise<AskingView> {
  const finder = startFinder(address);
  try {
    const { finding } = await finder.compute({ kind: "asking-rule", ...about });
    return finding.report as AskingView;
  } finally {
    finder.close();
  }
}
