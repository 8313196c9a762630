import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { getLabel, getLabels, listLabelImages } from "../../../contract/labels/label.ts";
import { call } from "../call.ts";

/** Milliseconds; while the server is still counting, its numbers are requested again. */
const askAgain = 2000;

export const labelsQuery = (project: string) =>
  queryOptions({
    queryKey: ["labels", project],
    queryFn: ({ signal }) => call(getLabels, { params: { project }, signal }),
    refetchInterval: ({ state }) => (state.data?.counting ? askAgain : false),
  });

export const labelQuery = (project: string, label: number) =>
  queryOptions({
    queryKey: ["label", project, label],
    queryFn: ({ signal }) => call(getLabel, { params: { project, label }, signal }),
    refetchInterval: ({ state }) => (state.data?.counting ? askAgain : false),
  });

export const labelImagesQuery = (project: string, label: number) =>
  infiniteQueryOptions({
    queryKey: ["label-images", project, label],
    queryFn: ({ signal, pageParam }) =>
      call(listLabelImages, {
        params: { project, label },
        query: pageParam === null ? {} : { after: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.after,
  });
