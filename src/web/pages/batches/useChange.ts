import { useMutation, useQueryClient } from "@tanstack/react-query";
import { forgetCounts } from "../../client/queries/forgetCounts.ts";
import { batchesQuery } from "./batchesQuery.ts";

/** Something that changes who works on what; the page shows how it stands afterwards, whatever came of it. */
export function useChange<Input, Reply>(project: string, change: (input: Input) => Promise<Reply>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => forgetCounts(client, project),
    onSettled: () => client.invalidateQueries({ queryKey: batchesQuery(project).queryKey }),
  });
}
