import { queryOptions, useQuery } from "@tanstack/react-query";
import { countWaiting } from "../../contract/people/person.ts";
import { stages } from "../../core/tasks/stage.ts";
import { formatCount } from "../components/format/formatCount.ts";
import { words } from "../words/words.ts";
import { call } from "./call.ts";

/** Counted no further: see countWaiting of the server. */
const max = 1000;

const waitingQuery = queryOptions({
  queryKey: ["waiting"],
  queryFn: ({ signal }) => call(countWaiting, { signal }),
  staleTime: 0,
  refetchInterval: 20_000,
});

/** How many images wait for this person, by project; nothing until it is known. */
export function useWaiting(): Map<string, number> {
  const { data } = useQuery(waitingQuery);
  return new Map(
    data?.projects.map(({ project, review, ...waiting }) => [
      project,
      stages.reduce((sum, stage) => sum + waiting[stage], review),
    ]),
  );
}

/** "12", "1,000+". */
export const waitingNumber = (count: number) =>
  count >= max ? words.people.waiting.more(max) : formatCount(count);
