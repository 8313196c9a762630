import { Failure } from "../../contract/failure.ts";
import type { GoldTruth } from "../../files/votes/readGold.ts";
import type { Votes } from "../../files/votes/readVotes.ts";
import { splitVotes } from "../../stats/votes/splitVotes.ts";

/** Gold questions with annotators' answers, numbered as in `votes`. */
export interface GoldVotes {
  /** The votes to aggregate; their annotators include those who answered gold questions only. */
  votes: Votes;
  gold: { votes: Votes; truth: Uint8Array };
}

/**
 * Finds the answers to gold questions, in the votes themselves or in others.
 *
 * @param goldVotes the answers to gold questions; where they are given, those in `votes` are not used as gold
 * @throws Failure `bad-file` where nobody answered a gold question, or all of them have the same true answer
 */
export function joinGold(votes: Votes, truth: GoldTruth, goldVotes: Votes = votes): GoldVotes {
  const known = goldVotes.items.map(({ image, label }) => truth.find(image, label));
  const parts = splitVotes(
    goldVotes,
    known.map((value) => (value === undefined ? 0 : 1)),
    2,
  );
  const part = parts[1]!;
  const values = Uint8Array.from(part.items, (item) => known[item]!);
  if (values.length === 0) {
    throw new Failure(
      "bad-file",
      "None of the answers is to a gold question. Images and labels must be written alike in both files.",
    );
  }
  if (!values.includes(1) || !values.includes(0)) {
    const only = values[0] === 1 ? "yes" : "no";
    throw new Failure(
      "bad-file",
      `The true answer to every gold question is ${only}. Both yes and no are needed to learn how annotators answer.`,
    );
  }
  const numberOf = new Map(votes.annotators.map((name, number) => [name, number]));
  const annotators = [...votes.annotators];
  for (const person of part.annotators) {
    const name = goldVotes.annotators[person]!;
    if (!numberOf.has(name)) numberOf.set(name, annotators.push(name) - 1);
  }
  const { item, answer } = part;
  const annotator = part.annotator.map(
    (seat) => numberOf.get(goldVotes.annotators[part.annotators[seat]!]!)!,
  );
  const items = part.items.map((at) => goldVotes.items[at]!);
  return {
    votes: { ...votes, annotators },
    gold: { votes: { items, annotators, item, annotator, answer }, truth: values },
  };
}
