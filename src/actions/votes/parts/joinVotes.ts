import { Failure } from "../../../contract/failure.ts";
import type { VoteMethod } from "../../../core/project/settings.ts";
import { annotatorGroups } from "../../../stats/agreement/annotatorGroups.ts";
import { aggregateVotes } from "../aggregateVotes.ts";
import { calibrate } from "./calibrate.ts";
import type { ProjectVotes } from "./readProjectVotes.ts";

/**
 * Gold is used to weigh people once those who answered any have this many answers to it on average; with fewer, their
 * matrices would say little more than chance.
 */
const fewestGoldAnswers = 20;

export interface JoinedVotes {
  /** [items of the votes] */
  probability: Float64Array;
  /** Answers to gold questions that people were weighed by; 0 where the votes alone were used. */
  goldAnswers: number;
  warnings: string[];
}

/**
 * One probability from all votes on each label of each image. Dawid-Skene weighs people by their answers to gold
 * questions where there are enough, else by comparing their answers. Calibrated probabilities are learned from gold
 * questions, and need more of them.
 *
 * @throws Failure `not-ready` where the votes do not show how reliable people are, or there is too little gold to
 *   calibrate
 */
export function joinVotes(
  { votes, gold }: Pick<ProjectVotes, "votes" | "gold">,
  method: VoteMethod,
): JoinedVotes {
  if (method === "majority") {
    const { probability } = aggregateVotes(votes, { method });
    return { probability, goldAnswers: 0, warnings: [] };
  }
  const truth = gold.votes.items.map(({ image, label }) => gold.find(image, label) ?? Number.NaN);
  const answered = gold.votes.item.filter((item) => !Number.isNaN(truth[item]));
  if (method === "calibrated") {
    const { probability } = calibrate(votes, { votes: gold.votes, truth }, { refusal: "not-ready" });
    return { probability, goldAnswers: answered.length, warnings: [] };
  }
  const people = new Set(gold.votes.annotator.filter((_, at) => !Number.isNaN(truth[gold.votes.item[at]!])));
  if (truth.includes(0) && truth.includes(1) && answered.length >= fewestGoldAnswers * people.size) {
    const { probability } = aggregateVotes(votes, { method, gold: { votes: gold.votes, truth } });
    return { probability, goldAnswers: answered.length, warnings: [] };
  }
  if (annotatorGroups(votes).sharedItems === 0) {
    throw new Failure(
      "not-ready",
      "No label of an image was answered by two people, so the votes do not tell how reliable anybody is. Wait for more votes, or settle by the majority.",
    );
  }
  const { probability, fits } = estimate();
  return { probability, goldAnswers: 0, warnings: fits.flatMap((fit) => fit.warnings) };

  function estimate() {
    try {
      return aggregateVotes(votes, { method });
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const [what] = error.message.split(" Use --method");
      throw new Failure("not-ready", `${what} Settle by the majority, or have people answer gold images.`);
    }
  }
}
