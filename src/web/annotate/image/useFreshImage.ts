import { useEffect, useRef } from "react";
import { useEachTimeBeforePaint } from "../../components/useEachTime.ts";
import { afterPaint } from "../time/afterPaint.ts";

/** Nobody reacts to an image that has been on screen for less. */
const reactionMs = 300;
/** Some keyboards repeat a held key as separate presses. */
const repeatMs = 100;

/**
 * Tells a press of Enter meant for the previous image from one meant for this one: on an image that has just appeared
 * and was not touched yet, it is likely meant for the previous one.
 *
 * @param image the one shown
 */
export function useFreshImage(image: string | null) {
  const shownAt = useRef(Number.POSITIVE_INFINITY);
  const lastEnter = useRef(Number.NEGATIVE_INFINITY);
  const isTouched = useRef(false);
  /** The person returns on purpose: the image is not new to them. */
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
    // A double click on Submit means the previous image: only its second click falls on this one.
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
    /** The next image shown is one that was left before. */
    goBack() {
      isReturning.current = true;
    },
    /**
     * Whether an Enter is meant for this image.
     *
     * @param at when it was pressed, as in `event.timeStamp`, however busy the page was since
     */
    isMeant(at: number): boolean {
      const isSettled = at - shownAt.current >= reactionMs && at - lastEnter.current >= repeatMs;
      lastEnter.current = at;
      isReturning.current = false;
      return isTouched.current || isSettled;
    },
  };
}
