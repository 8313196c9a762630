import { queryOptions } from "@tanstack/react-query";
import {
  getGuideline,
  getGuidelineVersion,
  listGuidelineVersions,
} from "../../../contract/guideline/guideline.ts";
import { orLastReply } from "../../offline/lastReply.ts";
import { call } from "../call.ts";

export const guidelineQuery = (project: string) =>
  queryOptions({
    queryKey: ["guideline", project],
    queryFn: ({ signal }) =>
      orLastReply(`guideline ${project}`, call(getGuideline, { params: { project }, signal })),
    staleTime: 60_000,
  });

export const guidelineVersionsQuery = (project: string) =>
  queryOptions({
    queryKey: ["guideline", project, "versions"],
    queryFn: ({ signal }) => call(listGuidelineVersions, { params: { project }, signal }),
  });

/** A version never changes once written. */
export const guidelineVersionQuery = (project: string, version: number) =>
  queryOptions({
    queryKey: ["guideline", project, "version", version],
    queryFn: ({ signal }) => call(getGuidelineVersion, { params: { project, version }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
