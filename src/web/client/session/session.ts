import { type QueryClient, queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import type { z } from "zod";
import { getSession } from "../../../contract/people/session.ts";
import { holdFor, orLastReply } from "../../offline/lastReply.ts";
import { call } from "../call.ts";

export type Session = z.output<typeof getSession.reply>;
export type Project = Session["projects"][number];

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: ({ signal }) => orLastReply("session", ask(signal)),
  staleTime: 60_000,
  // Roles change and access ends while a page is open.
  refetchInterval: 20_000,
  // Somebody else may have signed in in another tab.
  refetchOnWindowFocus: "always",
  gcTime: Number.POSITIVE_INFINITY,
});

async function ask(signal: AbortSignal): Promise<Session> {
  const session = await call(getSession, { signal });
  if (session.person) await holdFor(session.person.id);
  return session;
}

export const useSession = () => useSuspenseQuery(sessionQuery).data;

/** The server no longer knows this person: the sign-in replaces the pages behind it. */
export function forgetPerson(client: QueryClient) {
  client.setQueryData(
    sessionQuery.queryKey,
    (session) => session && { ...session, person: null, projects: [] },
  );
}
