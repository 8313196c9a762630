import { useEffect } from "react";
import type { ActiveClock } from "./activeClock.ts";

const signsOfWork = ["keydown", "pointerdown", "pointermove", "wheel"] as const;

/** Runs the clock of the image shown while the person works on it. */
export function useActiveTime(clock: ActiveClock | undefined): void {
  useEffect(() => {
    if (!clock) return;
    const touch = () => clock.touch();
    const visibility = () => (document.visibilityState === "visible" ? clock.touch() : clock.pause());
    visibility();
    for (const sign of signsOfWork) document.addEventListener(sign, touch, { passive: true });
    document.addEventListener("visibilitychange", visibility);
    return () => {
      for (const sign of signsOfWork) document.removeEventListener(sign, touch);
      document.removeEventListener("visibilitychange", visibility);
      clock.pause();
    };
  }, [clock]);
}
