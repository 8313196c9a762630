import { keepVotes } from "./keepVotes.ts";
import type { VoteColumns } from "./voteColumns.ts";

/**
 * Draws of the answers to each image's items as many people's as somebody else was asked: who answered an item is taken
 * in an order that is drawn once for an image, so that the same people are asked about all its items.
 *
 * @param image [items], which image an item is a label of
 * @param depths how many people answered other items; each image gets one of them, drawn with equal chance
 * @param random draws between 0 and 1
 */
export function drawAnswers<Votes extends VoteColumns>(
  votes: Votes,
  image: ArrayLike<number>,
  depths: ArrayLike<number>,
  random: () => number,
): Votes {
  const people = votes.annotators.length;
  const wanted = new Map<number, number>();
  const places = new Map<number, Float64Array>();
  for (let item = 0; item < votes.items.length; item++) {
    if (wanted.has(image[item]!)) continue;
    wanted.set(image[item]!, depths[Math.floor(random() * depths.length)]!);
    places.set(image[item]!, Float64Array.from({ length: people }, random));
  }
  const answers = Array.from({ length: votes.items.length }, (): number[] => []);
  for (let vote = 0; vote < votes.item.length; vote++) answers[votes.item[vote]!]!.push(vote);
  const kept = answers.flatMap((own, item) => {
    const place = places.get(image[item]!)!;
    return own
      .sort((a, b) => place[votes.annotator[a]!]! - place[votes.annotator[b]!]!)
      .slice(0, wanted.get(image[item]!)!);
  });
  return keepVotes(votes, kept);
}
