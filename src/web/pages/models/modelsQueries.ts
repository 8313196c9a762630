import { queryOptions } from "@tanstack/react-query";
import { getEvaluation } from "../../../contract/evaluation.ts";
import { getModels } from "../../../contract/models/models.ts";
import { call } from "../../client/call.ts";

/** Milliseconds after which numbers still being computed are requested again; false once they are current. */
const again = ({ state: { data } }: { state: { data?: { isCurrent: boolean } | undefined } }) =>
  data && !data.isCurrent ? 2_000 : false;

/**
 * Which subgroups ASMA uses: label counts with at least this many images, and the count from which on they are merged.
 */
export interface Subgroups {
  minimum: number;
  cap: number;
}

/** @param by the number of a release, or "so-far"; the newest release by default */
export const evaluationQuery = (project: string, by: string | undefined, { minimum, cap }: Subgroups) =>
  queryOptions({
    queryKey: ["evaluation", project, by, minimum, cap],
    queryFn: ({ signal }) =>
      call(getEvaluation, { params: { project }, query: { by, minimum, cap }, signal }),
    refetchInterval: again,
  });

export const proposersQuery = (project: string) =>
  queryOptions({
    queryKey: ["models", project],
    queryFn: ({ signal }) => call(getModels, { params: { project }, signal }),
    refetchInterval: again,
  });
