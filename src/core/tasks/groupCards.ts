/** Cards that stand together on a page. */
export interface CardGroup {
  /** Cards offered from the start, questions that came later, or labels found by search. */
  kind: "offered" | "asked" | "found";
  /** Positions of the first card and of the card after the last. */
  from: number;
  to: number;
}

/** The groups of a page's cards, in order: questions stand apart after what was offered, and what was found comes last. */
export function groupCards(
  { offered, asked, found }: Record<CardGroup["kind"], number>,
  groupSize: number,
): CardGroup[] {
  const groups: CardGroup[] = [];
  const add = (kind: CardGroup["kind"], start: number, count: number) => {
    for (let from = start; from < start + count; from += groupSize)
      groups.push({ kind, from, to: Math.min(from + groupSize, start + count) });
  };
  add("offered", 0, offered);
  add("asked", offered, asked);
  add("found", offered + asked, found);
  return groups;
}
