/** A group that the page opened by itself is not what a key means that is pressed before anybody can have seen it. */
const reactionMs = 300;

/** Which group was on screen when, while the page went past them by itself. */
export interface LookHistory {
  /** The page opened it. @param at milliseconds as in `event.timeStamp` */
  opened(group: number, at: number): void;
  /** The group that a key pressed then means: what its person saw. */
  seenAt(at: number): number;
}

/** @param first the group that the person had open */
export function createLookHistory(first: number): LookHistory {
  const openings: { group: number; at: number }[] = [];
  return {
    opened: (group, at) => openings.push({ group, at }),
    seenAt: (at) => openings.findLast((opening) => at - opening.at >= reactionMs)?.group ?? first,
  };
}
