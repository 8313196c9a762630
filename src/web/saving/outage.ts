/** Why nothing can be saved for now. */
export type Outage = "offline" | "trouble" | "signed-out";

/** What a reply's status says about the server; undefined if it is about the request. */
export function outageOf(status: number): Outage | undefined {
  if (status === 0) return "offline";
  if (status === 401) return "signed-out";
  return status === 429 || status >= 500 ? "trouble" : undefined;
}

const firstPauseMs = 1000;
const longestPauseMs = 30_000;

/** Retries after a while, waiting longer each time; not by itself once closed. */
export function createPatience(retry: () => void) {
  let pauseMs = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    /** @param atLeastMs as requested by the server */
    wait(atLeastMs = 0) {
      if (timer) return;
      pauseMs = Math.min(pauseMs === 0 ? firstPauseMs : pauseMs * 2, longestPauseMs);
      timer = setTimeout(retry, Math.max(pauseMs, atLeastMs));
    },
    /** Somebody retries earlier. */
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
    /** Makes the next wait a short one. */
    forget() {
      pauseMs = 0;
    },
  };
}
