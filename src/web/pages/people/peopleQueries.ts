import { infiniteQueryOptions, type QueryClient, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { listInvitations } from "../../../contract/people/invitation.ts";
import { getPerson, type listActivity } from "../../../contract/people/person.ts";
import { call, request } from "../../client/call.ts";

export const invitationsQuery = (project: string) =>
  queryOptions({
    queryKey: ["people", project, "invitations"],
    queryFn: ({ signal }) => call(listInvitations, { params: { project }, signal }),
  });

export const personQuery = (project: string, person: string) =>
  queryOptions({
    queryKey: ["people", project, "person", person],
    queryFn: ({ signal }) => call(getPerson, { params: { project, person }, signal }),
  });

type ActivityPage = z.output<typeof listActivity.reply>;

export const activityQuery = (project: string, person: string) =>
  infiniteQueryOptions({
    queryKey: ["people", project, "activity", person],
    queryFn: ({ signal, pageParam }) => {
      const path = `/api/projects/${encodeURIComponent(project)}/people/${encodeURIComponent(person)}/activity`;
      return request("GET", pageParam ? `${path}?before=${pageParam}` : path, undefined, {
        signal,
      }) as Promise<ActivityPage>;
    },
    initialPageParam: "",
    getNextPageParam: (page: ActivityPage) => page.before,
  });

/** Refreshes every page about people after a change. */
export const refreshPeople = (client: QueryClient, project: string) =>
  client.invalidateQueries({ queryKey: ["people", project] });
