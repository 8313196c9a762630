import { queryOptions } from "@tanstack/react-query";
import { getGuideline } from "../../contract/labelSpace.ts";
import { orLastReply } from "../offline/lastReply.ts";
import { call } from "./call.ts";

export const guidelineQuery = (project: string) =>
  queryOptions({
    queryKey: ["guideline", project],
    queryFn: ({ signal }) =>
      orLastReply(`guideline ${project}`, call(getGuideline, { params: { project }, signal })),
    staleTime: 60_000,
  });
