import { queryOptions } from "@tanstack/react-query";
import { getDrift } from "../../../contract/people/drift.ts";
import { call } from "../call.ts";

/** Weeks change slowly: they are loaded once per visit. */
export const driftQuery = (project: string) =>
  queryOptions({
    queryKey: ["drift", project],
    queryFn: ({ signal }) => call(getDrift, { params: { project }, signal }),
    staleTime: 5 * 60_000,
  });
