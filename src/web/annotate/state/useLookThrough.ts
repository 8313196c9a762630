import { type RefObject, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useEachTimeBeforePaint } from "../../components/useEachTime.ts";
import type { ImageWork } from "./imageWork.ts";
import { createLookHistory, type LookHistory } from "./lookHistory.ts";
import { lookThrough } from "./lookThrough.ts";
import { isReadOnly } from "./works.ts";

/** The groups not yet seen, on their way past. */
interface Look {
  stop: AbortController;
  history: LookHistory;
  /** The group that was open when it began; it is again when it ends. */
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

  /** Ends at once as it ends by itself: for what takes none-of-these away again, as not every group was seen. */
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
    // What waits for the end sees what this has changed.
    if (seen && look.current === mine) flushSync(cut);
  }

  return {
    looking,
    isLooking: () => look.current !== null,
    begin: () => void begin(),
    stop,
    cut,
    /** Whether the person saw a group that went past when they pressed a key. @param at when, as in `event.timeStamp` */
    isSeen: (at: number) => look.current !== null && look.current.history.seenAt(at) !== look.current.began,
    /**
     * Does something to the group that its person saw when they pressed a key, which may have gone past meanwhile.
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
