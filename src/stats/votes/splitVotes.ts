import type { VoteColumns } from "./voteColumns.ts";

/** The votes on some of the items. `items` and `annotators` hold the positions in the whole. */
export interface VotePart extends VoteColumns {
  readonly items: number[];
  readonly annotators: number[];
}

/**
 * Splits votes by a property of their items, such as the label. Each part holds only the annotators who answered in it.
 *
 * @param part [items], which part an item belongs to, from 0
 * @returns [parts], in time proportional to the number of votes
 */
export function splitVotes(votes: VoteColumns, part: ArrayLike<number>, parts: number): VotePart[] {
  const items = Array.from({ length: parts }, (): number[] => []);
  const place = new Uint32Array(votes.items.length);
  for (let item = 0; item < votes.items.length; item++) {
    place[item] = (items[part[item] as number] as number[]).push(item) - 1;
  }
  const voted = Array.from({ length: parts }, (): number[] => []);
  for (const [vote, item] of votes.item.entries()) (voted[part[item] as number] as number[]).push(vote);
  return items.map((inPart, number) => {
    const positions = voted[number] as number[];
    const annotators: number[] = [];
    const seat = new Map<number, number>();
    const annotator = Uint32Array.from(positions, (vote) => {
      const person = votes.annotator[vote] as number;
      const known = seat.get(person);
      if (known !== undefined) return known;
      seat.set(person, annotators.length);
      return annotators.push(person) - 1;
    });
    return {
      items: inPart,
      annotators,
      annotator,
      item: Uint32Array.from(positions, (vote) => place[votes.item[vote] as number] as number),
      answer: Uint8Array.from(positions, (vote) => votes.answer[vote] as number),
    };
  });
}
