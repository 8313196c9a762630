import { queryOptions } from "@tanstack/react-query";
import { getThread, listTalk } from "../../../contract/talk.ts";
import { call } from "../call.ts";

/** What is said about an image. Requesting it counts as reading it. */
export const threadQuery = (project: string, image: string) =>
  queryOptions({
    queryKey: ["thread", project, image],
    queryFn: ({ signal }) => call(getThread, { params: { project, image }, signal }),
    staleTime: 0,
  });

/** A person's flags and conversations. */
export const talkQuery = (project: string) =>
  queryOptions({
    queryKey: ["talk", project],
    queryFn: ({ signal }) => call(listTalk, { params: { project }, signal }),
    staleTime: 0,
  });
