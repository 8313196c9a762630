import { livePath } from "../../contract/live.ts";

/** Milliseconds until the first attempt to listen again; each further one waits twice as long, up to the longest. */
const firstWait = 1_000;
const longestWait = 60_000;

/**
 * Listens to the server's news of a project, and reconnects if that breaks off. Only while the page is visible: a
 * browser allows few connections to a server, and many open tabs are hidden.
 *
 * @param onChange something may have changed: the server said so, or was not heard for a while
 * @param onLive called with whether the server is heard from now on
 * @returns how to stop
 */
export function listenToProject(
  project: string,
  { onChange, onLive }: { onChange: () => void; onLive: (isLive: boolean) => void },
): () => void {
  let source: EventSource | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let wait = firstWait;

  function open() {
    source = new EventSource(livePath.replace(":project", encodeURIComponent(project)));
    source.onopen = () => {
      wait = firstWait;
      onLive(true);
      onChange();
    };
    source.onmessage = onChange;
    // The browser itself retries too often after some failures, and never after others.
    source.onerror = () => {
      close();
      // So that pages that lost the same server do not all come back at once.
      again = setTimeout(open, wait * (0.5 + Math.random()));
      wait = Math.min(2 * wait, longestWait);
    };
  }

  function close() {
    clearTimeout(again);
    source?.close();
    onLive(false);
  }

  function follow() {
    close();
    if (document.visibilityState === "visible") open();
  }

  follow();
  document.addEventListener("visibilitychange", follow);
  return () => {
    document.removeEventListener("visibilitychange", follow);
    close();
  };
}
