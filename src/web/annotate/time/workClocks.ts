import type { Work } from "../state/works.ts";
import { type ActiveClock, createActiveClock } from "./activeClock.ts";
import { createShownClock, type ShownClock } from "./shownClock.ts";

export interface WorkClocks {
  shown: ShownClock;
  active: ActiveClock;
}

/** The clocks of each image, for as long as the page is open; they continue from what was saved. */
export function createWorkClocks(): (work: Work) => WorkClocks {
  const clocks = new Map<string, WorkClocks>();
  return ({ view, begunFrom }) => {
    const known = clocks.get(view.id);
    if (known) return known;
    const shown = (begunFrom?.cards ?? []).map(({ label, shownMs }) => [label, shownMs] as const);
    const created = { shown: createShownClock(shown), active: createActiveClock(begunFrom?.activeMs) };
    clocks.set(view.id, created);
    return created;
  };
}
