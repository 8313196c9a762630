import { queryOptions } from "@tanstack/react-query";
import { getInbox } from "../../../contract/inbox.ts";
import { call } from "../call.ts";

/** What needs the lead's attention. */
export const inboxQuery = (project: string) =>
  queryOptions({
    queryKey: ["inbox", project],
    queryFn: ({ signal }) => call(getInbox, { params: { project }, signal }),
  });
