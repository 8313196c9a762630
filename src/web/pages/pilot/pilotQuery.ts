import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { getPilot } from "../../../contract/pilot.ts";
import { call } from "../../client/call.ts";
import { forgetCounts } from "../../client/queries/forgetCounts.ts";

export const pilotQuery = (project: string) =>
  queryOptions({
    queryKey: ["pilot", project],
    queryFn: ({ signal }) => call(getPilot, { params: { project }, signal }),
  });

/** Changes the pilot; the page then shows the new state. */
export function usePilotChange<Input, Reply>(project: string, change: (input: Input) => Promise<Reply>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => forgetCounts(client, project),
    onSettled: () => client.invalidateQueries({ queryKey: pilotQuery(project).queryKey }),
  });
}
