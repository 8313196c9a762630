import { type RefObject, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useEachTimeBeforePaint } from "../../components/useEachTime.ts";
import type { ImageWork } from "./imageWork.ts";
import { createLookHistory, type LookHistory } from "./lookHistory.ts";
import { lookThrough } from "./lookThrough.ts";
import { isReadOnly } from "./works.ts";

/** A pass through the groups not yet seen. */
interface Look {
  stop: AbortController;
  history: LookHistory;
  /** The group that was open when it began, and is opened again when it ends. */
  began: number;
  /** The group on screen. */
  shown: number;
}

/** Shows the groups not yet seen, one after the other, and then marks none-of-these. */
export function useLookThrough(annotation: ImageWork, list: RefObject<HTMLDivElement | null>) {
  const { work, clocks } = annotation;
  const [looking, setLooking] = useState(false);
  const look = useRef<Look | null>(null);

  function stop() {
    look.current?.stop.abort();
    look.current = null;
    setLooking(false);
  }

  useEachTimeBeforePaint(work?.view.id, () => {
    stop();
    return stop;
  });

  /**
   * Ends the pass early, as if it had run to its end: for acts that undo none-of-these, as not every group was seen.
   */
  function cut() {
    if (!look.current) return;
    const { began } = look.current;
    stop();
    annotation.change({ kind: "open", group: began });
    annotation.change({ kind: "none", on: true });
  }

  async function begin() {
    if (!work || !clocks || isReadOnly(work)) return;
    stop();
    const began = work.annotation.group;
    const history = createLookHistory(began);
    const mine: Look = { stop: new AbortController(), history, began, shown: began };
    look.current = mine;
    setLooking(true);
    const seen = await lookThrough({
      annotation: work.annotation,
      shownMs: clocks.shown.shownMs,
      shownAfterMs: work.view.shownAfterMs,
      open: (group) => {
        if (group !== mine.shown) history.opened(group, performance.now());
        mine.shown = group;
        annotation.change({ kind: "open", group });
      },
      reveal: (label) =>
        list.current?.querySelector(`[data-label="${label}"]`)?.scrollIntoView({ block: "nearest" }),
      signal: mine.stop.signal,
    });
    // Whatever waits for the end sees these changes.
    if (seen && look.current === mine) flushSync(cut);
  }

  return {
    looking,
    isLooking: () => look.current !== null,
    begin: () => void begin(),
    stop,
    cut,
    /** Whether a passing group was what the person saw when pressing a key. @param at when, as in `event.timeStamp` */
    isSeen: (at: number) => look.current !== null && look.current.history.seenAt(at) !== look.current.began,
    /**
     * Acts on the group that the person saw when pressing a key, even if it has passed meanwhile.
     *
     * @param at when, as in `event.timeStamp`
     */
    aim(at: number, act: () => void) {
      const mine = look.current;
      const group = mine?.history.seenAt(at);
      if (!mine || group === undefined || group === mine.shown) return act();
      flushSync(() => annotation.change({ kind: "open", group }));
      act();
      if (look.current === mine) annotation.change({ kind: "open", group: mine.shown });
    },
  };
}
