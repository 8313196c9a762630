import { useMutation, useQueryClient } from "@tanstack/react-query";
import { getGold } from "../../../contract/gold.ts";
import { listQualifications } from "../../../contract/practice/qualification.ts";
import { call } from "../../client/call.ts";
import { forgetCounts } from "../../client/queries/forgetCounts.ts";

export const goldQuery = (project: string) => ({
  queryKey: ["gold", project],
  queryFn: ({ signal }: { signal: AbortSignal }) => call(getGold, { params: { project }, signal }),
});

/** The practice images, and who has passed. */
export const qualificationsQuery = (project: string) => ({
  queryKey: ["qualifications", project],
  queryFn: ({ signal }: { signal: AbortSignal }) => call(listQualifications, { params: { project }, signal }),
  refetchInterval: 30_000,
});

/** Changes which images are gold; the page then shows the new state. */
export function useGoldChange<Input, Reply>(project: string, change: (input: Input) => Promise<Reply>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => forgetCounts(client, project),
    onSettled: () =>
      Promise.all(
        [goldQuery, qualificationsQuery].map((query) =>
          client.invalidateQueries({ queryKey: query(project).queryKey }),
        ),
      ),
  });
}
