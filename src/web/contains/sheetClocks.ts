import { type ActiveClock, createActiveClock } from "../annotate/time/activeClock.ts";
import { createShownClock, type ShownClock } from "../annotate/time/shownClock.ts";
import type { SheetWork } from "./sheetSession.ts";

export interface SheetClocks {
  /** Of work on the sheet. */
  active: ActiveClock;
  /** Of each photo on screen, by its place. */
  shown: ShownClock;
}

/** The clocks of each sheet, for as long as the page is open; they count on from what was saved before. */
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
