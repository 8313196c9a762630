import { queryOptions } from "@tanstack/react-query";
import { getEvaluation } from "../../../contract/evaluation.ts";
import { getModels } from "../../../contract/models.ts";
import { call } from "../../client/call.ts";

/** While numbers are made, they are asked for again after so many milliseconds. */
const again = ({ state: { data } }: { state: { data?: { isCurrent: boolean } | undefined } }) =>
  data && !data.isCurrent ? 2_000 : false;

/** @param by the number of a release, or "so-far"; the newest release by default */
export const evaluationQuery = (project: string, by: string | undefined) =>
  queryOptions({
    queryKey: ["evaluation", project, by],
    queryFn: ({ signal }) => call(getEvaluation, { params: { project }, query: { by }, signal }),
    refetchInterval: again,
  });

export const proposersQuery = (project: string) =>
  queryOptions({
    queryKey: ["models", project],
    queryFn: ({ signal }) => call(getModels, { params: { project }, signal }),
    refetchInterval: again,
  });
