import { useMutation, useQueryClient } from "@tanstack/react-query";
import { getGold } from "../../../contract/gold.ts";
import { call } from "../../client/call.ts";
import { forgetCounts } from "../../client/forgetCounts.ts";

export const goldQuery = (project: string) => ({
  queryKey: ["gold", project],
  queryFn: ({ signal }: { signal: AbortSignal }) => call(getGold, { params: { project }, signal }),
});

/** Something that changes which images are gold; the page shows how it stands afterwards. */
export function useGoldChange<Input, Reply>(project: string, change: (input: Input) => Promise<Reply>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => forgetCounts(client, project),
    onSettled: () => client.invalidateQueries({ queryKey: goldQuery(project).queryKey }),
  });
}
