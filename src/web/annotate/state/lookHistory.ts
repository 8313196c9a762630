/** A key pressed sooner than this after the page opened a group by itself cannot be meant for that group. */
const reactionMs = 300;

/** Which group was on screen when, while the page went through them by itself. */
export interface LookHistory {
  /** Notes that the page opened a group. @param at milliseconds as in `event.timeStamp` */
  opened(group: number, at: number): void;
  /** The group that a key pressed at that time was meant for: the one the person saw. */
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
