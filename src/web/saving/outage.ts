/** Why nothing is saved just now, although it may be later. */
export type Outage = "offline" | "trouble" | "signed-out";

/** What an answer's status says of the server; undefined where the answer is about the request. */
export function outageOf(status: number): Outage | undefined {
  if (status === 0) return "offline";
  if (status === 401) return "signed-out";
  return status === 429 || status >= 500 ? "trouble" : undefined;
}

const firstPauseMs = 1000;
const longestPauseMs = 30_000;

/** Tries again after a while, and after a longer one each time; not by itself once it is closed. */
export function createPatience(retry: () => void) {
  let pauseMs = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    /** @param atLeastMs as the server asks */
    wait(atLeastMs = 0) {
      if (timer) return;
      pauseMs = Math.min(pauseMs === 0 ? firstPauseMs : pauseMs * 2, longestPauseMs);
      timer = setTimeout(retry, Math.max(pauseMs, atLeastMs));
    },
    /** Somebody tries before. */
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
    /** The next wait is a short one. */
    forget() {
      pauseMs = 0;
    },
  };
}
