import { type ActiveClock, createActiveClock } from "../annotate/time/activeClock.ts";
import { createShownClock, type ShownClock } from "../annotate/time/shownClock.ts";
import type { SheetWork } from "./sheetSession.ts";

export interface SheetClocks {
  /** The time of work on the sheet. */
  active: ActiveClock;
  /** The time of each photo on screen, by its place. */
  shown: ShownClock;
}

/** The clocks of each sheet, for as long as the page is open; they continue from what was saved. */
export function createSheetClocks(): (work: SheetWork) => SheetClocks {
  const clocks = new Map<string, SheetClocks>();
  return ({ view, marks, earlierMs }) => {
    const known = clocks.get(view.id) ?? {
      active: createActiveClock(earlierMs),
      shown: createShownClock(marks.map(({ shownMs }, at) => [at, shownMs])),
    };
    clocks.set(view.id, known);
    return known;
  };
}
