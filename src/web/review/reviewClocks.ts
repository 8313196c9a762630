import { type ActiveClock, createActiveClock } from "../annotate/time/activeClock.ts";
import type { ReviewWork } from "./reviewSession.ts";

/** The clock of each image, for as long as the page is open; it continues from what was saved. */
export function createReviewClocks(): (work: ReviewWork) => ActiveClock {
  const clocks = new Map<string, ActiveClock>();
  return ({ view, earlierMs }) => {
    const clock = clocks.get(view.id) ?? createActiveClock(earlierMs);
    clocks.set(view.id, clock);
    return clock;
  };
}
