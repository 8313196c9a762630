import { useMutation, useQueryClient } from "@tanstack/react-query";
import { forgetCounts } from "../../client/queries/forgetCounts.ts";
import { batchesQuery } from "./batchesQuery.ts";

/** Changes who works on what; the page then shows the new state, even if the change failed. */
export function useChange<Input, Reply>(project: string, change: (input: Input) => Promise<Reply>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => forgetCounts(client, project),
    onSettled: () => client.invalidateQueries({ queryKey: batchesQuery(project).queryKey }),
  });
}
