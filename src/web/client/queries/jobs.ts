import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { type AskedWork, getJobChoices, type JobChoices, listJobs } from "../../../contract/jobs.ts";
import { call } from "../call.ts";

/** A project's jobs, the newest first. */
export const jobsQuery = (project: string) =>
  infiniteQueryOptions({
    queryKey: ["jobs", project],
    queryFn: ({ signal, pageParam }) =>
      call(listJobs, { params: { project }, query: pageParam ? { before: pageParam } : {}, signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.before,
  });

/** What jobs can be started with. */
export const jobChoicesQuery = (project: string) =>
  queryOptions({
    queryKey: ["jobs", project, "choices"],
    queryFn: ({ signal }) => call(getJobChoices, { params: { project }, signal }),
  });

/** How labels are best proposed: by a model that knows them, or else by what learns them. */
export function usualProposing({ models }: Pick<JobChoices, "models">): AskedWork & { kind: "propose" } {
  const known = models.find(({ knowsLabels }) => knowsLabels);
  return { kind: "propose", model: known?.name ?? null, by: known ? "model" : "probe" };
}
