import { useEffect, useRef } from "react";
import { useEachTimeBeforePaint } from "../../components/useEachTime.ts";
import { afterPaint } from "../time/afterPaint.ts";

/** Nobody answers an image that has been on screen for less. */
const reactionMs = 300;
/** Some keyboards repeat a key that is held down by pressing it again and again. */
const repeatMs = 100;

/**
 * Tells a press of Enter that was meant for the image before from one that is meant for this: on an image that has just
 * come and on which nothing was pressed, the first is likely.
 *
 * @param image the one that is shown
 */
export function useFreshImage(image: string | null) {
  const shownAt = useRef(Number.POSITIVE_INFINITY);
  const lastEnter = useRef(Number.NEGATIVE_INFINITY);
  const isTouched = useRef(false);
  /** The person goes there knowingly: it is no new image. */
  const isReturning = useRef(false);

  useEachTimeBeforePaint(image, () => {
    isTouched.current = isReturning.current;
    isReturning.current = false;
    shownAt.current = Number.POSITIVE_INFINITY;
    return afterPaint(() => {
      shownAt.current = performance.now();
    });
  });

  useEffect(() => {
    // Clicked twice, Submit means the image before: only the second of the two clicks is on this one.
    function click(event: MouseEvent) {
      const submits = event.target instanceof Element && event.target.closest("[data-submits]");
      if (!submits || event.detail < 2 || isTouched.current) return;
      if (event.timeStamp - shownAt.current >= reactionMs) return;
      event.preventDefault();
      event.stopPropagation();
    }
    document.addEventListener("click", click, { capture: true });
    return () => document.removeEventListener("click", click, { capture: true });
  }, []);

  return {
    touch() {
      isTouched.current = true;
    },
    /** What comes next is an image that was left before. */
    goBack() {
      isReturning.current = true;
    },
    /**
     * Whether an Enter is meant for this image.
     *
     * @param at when it was pressed, as in `event.timeStamp`: how busy the page was since says nothing
     */
    isMeant(at: number): boolean {
      const isSettled = at - shownAt.current >= reactionMs && at - lastEnter.current >= repeatMs;
      lastEnter.current = at;
      isReturning.current = false;
      return isTouched.current || isSettled;
    },
  };
}
