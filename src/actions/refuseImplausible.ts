import { Failure } from "../contract/failure.ts";
import type { FitReport } from "../core/evaluation/evaluatePredictions.ts";

/** What to report about checks that did not stop the command. */
export interface FitNotes {
  /** Misfits that were let through: they come first in every output. */
  implausible: string[];
  /** Inconclusive checks, in a sentence. */
  undecided: string | null;
}

/**
 * Refuses files that do not belong together.
 *
 * @param allow reports it in the output instead
 * @throws Failure `bad-file` with every misfit
 */
export function refuseImplausible(reports: readonly FitReport[], allow: boolean): FitNotes {
  const sentencesOf = (verdicts: readonly string[]) =>
    reports.flatMap(({ plausibility, sentence }) =>
      sentence !== undefined && verdicts.includes(plausibility.verdict) ? [sentence] : [],
    );
  const implausible = sentencesOf(["chance", "otherwise"]);
  if (implausible.length === 0 || allow) {
    const [first, ...others] = sentencesOf(["undecided"]);
    const more =
      others.length === 0
        ? ""
        : ` So for ${others.length} further comparison${others.length === 1 ? "" : "s"}.`;
    return { implausible, undecided: first === undefined ? null : `${first}${more}` };
  }
  throw new Failure(
    "bad-file",
    `${implausible.join("\n")} Check the order of the images and of the classes. If the files are right as they are, say --allow-implausible: the result states it.`,
    { implausible },
  );
}
