import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { createContext, useContext, useEffect, useState } from "react";
import { listenToProject } from "./listenToProject.ts";
import { counts } from "./queries/forgetCounts.ts";

/** A page that takes long to ask anew waits as much longer before it asks again. */
const restPerAsking = 4;

/** Milliseconds between looks for what the server does not tell of, such as who was here last. */
const pollWhileLive = 60_000;

/** These take long to make, and say themselves of what time they are. */
const madeApart = ["models", "agreement"];

/** Whether the server tells the pages below when something changes. */
export const Live = createContext(false);

/** How often a page asks anew, in milliseconds: as given where the server does not tell it when. */
export const usePolling = (milliseconds: number) => (useContext(Live) ? pollWhileLive : milliseconds);

/**
 * Lets a lead's pages of a project follow what happens there.
 *
 * @param project undefined where there is none to listen to
 * @returns for the context `Live`
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

/** What is on screen is asked for at once, everything else when it is seen again. */
const askAnew = (client: QueryClient, project: string) =>
  client.invalidateQueries({
    predicate: ({ queryKey: [topic, about] }) =>
      about === project && counts.includes(String(topic)) && !madeApart.includes(String(topic)),
  });

/** Asks at once, or when the last asking is over and its rest; however often it was wanted meanwhile, once. */
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
