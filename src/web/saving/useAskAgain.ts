import { useEffect, useRef } from "react";
import type { SavingStatus } from "./saving.ts";

const askEveryMs = 5_000;

/** Asks from time to time whether the connection is back, while nothing is waiting whose sending would tell. */
export function useAskAgain(status: SavingStatus, ask: () => void): void {
  const latest = useRef(ask);
  useEffect(() => {
    latest.current = ask;
  });
  const isIdle = status.kind === "offline" && status.waiting === 0;
  useEffect(() => {
    if (!isIdle) return;
    const again = () => latest.current();
    const timer = setInterval(again, askEveryMs);
    window.addEventListener("online", again);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", again);
    };
  }, [isIdle]);
}
