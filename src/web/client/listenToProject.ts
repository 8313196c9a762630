import { livePath } from "../../contract/live.ts";

/** Milliseconds until the first try to listen again; each further one waits twice as long, up to the longest. */
const firstWait = 1_000;
const longestWait = 60_000;

/**
 * Listens to what the server tells of a project, and tries again where that breaks off. Only while the page is seen: a
 * browser has few connections to a server, and many tabs lie open unseen.
 *
 * @param onChange something may have changed: the server said so, or it was not heard for a while
 * @param onLive whether the server is heard from now on
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
    // The browser itself tries again too often after some failures, and after others never.
    source.onerror = () => {
      close();
      // Pages that lost the same server do not all come back at once.
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
