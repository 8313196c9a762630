import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { getJob, type JobView } from "../../../../contract/jobs.ts";
import { call } from "../../../client/call.ts";
import { forgetCounts } from "../../../client/queries/forgetCounts.ts";

const pollEvery = 500;

/** Follows a job that adds images to its end, then refreshes all queries. @param id undefined before it is started */
export function useAddingJob(project: string, id: string | undefined) {
  const client = useQueryClient();
  const job = useQuery({
    queryKey: ["jobs", project, id],
    queryFn: ({ signal }) => call(getJob, { params: { project, job: id ?? "" }, signal }),
    enabled: id !== undefined,
    refetchInterval: ({ state: { data } }) => (data && hasEnded(data) ? false : pollEvery),
  });
  const isDone = job.data?.state === "done";
  useEffect(() => {
    if (!isDone) return;
    forgetCounts(client, project);
    // Whatever shows images or exemplars.
    void client.invalidateQueries();
  }, [isDone, client, project]);
  return job;
}

export const hasEnded = ({ state }: { state: JobView["state"] }) => state !== "queued" && state !== "running";
