import { queryOptions } from "@tanstack/react-query";
import { getLabelSpace, type LabelWithExemplars } from "../../contract/labelSpace.ts";
import { orLastReply } from "../offline/lastReply.ts";
import { call } from "./call.ts";

/** A project's labels; they do not change while people work. */
export const labelSpaceQuery = (project: string) =>
  queryOptions({
    queryKey: ["label-space", project],
    queryFn: ({ signal }) =>
      orLastReply(`label-space ${project}`, call(getLabelSpace, { params: { project }, signal })),
    staleTime: Number.POSITIVE_INFINITY,
    select: withIndex,
  });

function withIndex<Space extends { labels: LabelWithExemplars[] }>(space: Space) {
  return { ...space, byIndex: new Map(space.labels.map((label) => [label.index, label])) };
}
