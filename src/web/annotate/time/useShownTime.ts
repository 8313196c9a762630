import { type RefObject, useMemo } from "react";
import { useEachTime } from "../../components/useEachTime.ts";
import type { ShownClock } from "./shownClock.ts";

/**
 * Runs the clock of every card (`data-label`) inside `list` that is at least half visible, while the page is
 * visible and nothing covers the cards. `cards` changes whenever other cards are shown.
 */
export function useShownTime(
  list: RefObject<HTMLElement | null>,
  clock: ShownClock | undefined,
  cards: string,
  covered: boolean,
): void {
  // Other cards are other elements to observe.
  const observed = useMemo(() => ({ clock, cards, covered }), [clock, cards, covered]);
  useEachTime(observed, () => {
    const root = list.current;
    if (!root || !clock || covered) return;
    const visible = new Set<number>();
    const update = () => clock.show(document.visibilityState === "visible" ? visible : []);
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, intersectionRatio } of entries) {
          const label = Number((target as HTMLElement).dataset.label);
          if (intersectionRatio >= 0.5) visible.add(label);
          else visible.delete(label);
        }
        update();
      },
      { threshold: 0.5 },
    );
    for (const card of root.querySelectorAll("[data-label]")) observer.observe(card);
    document.addEventListener("visibilitychange", update);
    return () => {
      observer.disconnect();
      document.removeEventListener("visibilitychange", update);
      clock.show([]);
    };
  });
}
