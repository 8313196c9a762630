import { queryOptions, useQuery } from "@tanstack/react-query";
import { countWaiting } from "../../../contract/people/person.ts";
import { stages } from "../../../core/tasks/stage.ts";
import { words } from "../../words/words.ts";
import { call } from "../call.ts";

/** The server counts no further: see its countWaiting. */
const max = 1000;

export const waitingQuery = queryOptions({
  queryKey: ["waiting"],
  queryFn: ({ signal }) => call(countWaiting, { signal }),
  staleTime: 0,
  refetchInterval: 20_000,
});

/** What waits for somebody in a project. */
export interface WaitingWork {
  images: number;
  sheets: number;
  messages: number;
}

/** What waits for this person, by project; empty until known. */
export function useWaiting(): Map<string, WaitingWork> {
  const { data } = useQuery(waitingQuery);
  return new Map(
    data?.projects.map(({ project, review, sheets, messages, differences, ...waiting }) => [
      project,
      {
        images: stages.reduce((sum, stage) => sum + waiting[stage], review + differences),
        ...{ sheets, messages },
      },
    ]),
  );
}

/** "12", "1,000+". */
export const waitingNumber = (count: number) =>
  count >= max ? words.people.waiting.more(max) : words.people.waiting.count(count);
