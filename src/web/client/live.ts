import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { createContext, useContext, useEffect, useState } from "react";
import { listenToProject } from "./listenToProject.ts";
import { counts } from "./queries/forgetCounts.ts";

/** After a refresh, a page waits this many times as long as the refresh took before the next one. */
const restPerAsking = 4;

/** Milliseconds between checks for what the server does not announce, such as who was here last. */
const pollWhileLive = 60_000;

/** These take long to compute, and state their own time. */
const madeApart = ["models", "agreement"];

/** Whether the server announces changes to the pages below. */
export const Live = createContext(false);

/** How often a page refreshes, in milliseconds: as given if the server does not announce changes. */
export const usePolling = (milliseconds: number) => (useContext(Live) ? pollWhileLive : milliseconds);

/**
 * Keeps a lead's pages of a project up to date.
 *
 * @param project undefined if there is none to listen to
 * @returns the value of the context `Live`
 */
export function useLiveProject(project: string | undefined): boolean {
  const client = useQueryClient();
  const [isLive, setIsLive] = useState(false);
  useEffect(() => {
    if (project === undefined) return;
    const asking = askNowAndThen(() => askAnew(client, project));
    const stop = listenToProject(project, { onChange: asking.ask, onLive: setIsLive });
    return () => {
      stop();
      asking.stop();
    };
  }, [client, project]);
  return isLive;
}

/** Refreshes what is on screen at once, and everything else when it is shown again. */
const askAnew = (client: QueryClient, project: string) =>
  client.invalidateQueries({
    predicate: ({ queryKey: [topic, about] }) =>
      about === project && counts.includes(String(topic)) && !madeApart.includes(String(topic)),
  });

/** Runs the task at once, or once after the current run and its pause, however often it was requested meanwhile. */
function askNowAndThen(task: () => Promise<void>) {
  let rest: ReturnType<typeof setTimeout> | undefined;
  let isBusy = false;
  let isWanted = false;
  let isStopped = false;

  async function ask() {
    if (isStopped) return;
    isWanted = isBusy;
    if (isBusy) return;
    isBusy = true;
    const began = performance.now();
    await task();
    rest = setTimeout(
      () => {
        isBusy = false;
        if (isWanted) void ask();
      },
      restPerAsking * (performance.now() - began),
    );
  }

  return {
    ask: () => void ask(),
    stop: () => {
      isStopped = true;
      clearTimeout(rest);
    },
  };
}
