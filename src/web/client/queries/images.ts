import { infiniteQueryOptions, type QueryClient, queryOptions } from "@tanstack/react-query";
import { getImage, listHistory, listSimilar } from "../../../contract/images/imagePage.ts";
import { type ImageFilter, listAnnotators, listImages } from "../../../contract/images/images.ts";
import { call } from "../call.ts";
import { forgetCounts } from "./forgetCounts.ts";

export const imagesQuery = (project: string, filter: ImageFilter) =>
  infiniteQueryOptions({
    queryKey: ["images", project, filter],
    queryFn: ({ signal, pageParam }) =>
      call(listImages, {
        params: { project },
        query: { ...filter, ...(pageParam === null ? {} : { after: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.after,
  });

export const imageQuery = (project: string, image: string) =>
  queryOptions({
    queryKey: ["image", project, image],
    queryFn: ({ signal }) => call(getImage, { params: { project, image }, signal }),
  });

export const similarQuery = (project: string, image: string) =>
  queryOptions({
    queryKey: ["image", project, image, "similar"],
    queryFn: ({ signal }) => call(listSimilar, { params: { project, image }, signal }),
    // It compares all images of the project.
    staleTime: Infinity,
    retry: false,
  });

export const historyQuery = (project: string, image: string) =>
  infiniteQueryOptions({
    queryKey: ["image", project, image, "history"],
    queryFn: ({ signal, pageParam }) =>
      call(listHistory, {
        params: { project, image },
        query: pageParam === null ? {} : { before: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.before,
  });

export const annotatorsQuery = (project: string) =>
  queryOptions({
    queryKey: ["annotators", project],
    queryFn: async ({ signal }) => (await call(listAnnotators, { params: { project }, signal })).people,
    staleTime: 60_000,
  });

/** Refreshes the pages that show images after something was done with one. */
export async function refreshImages(client: QueryClient, project: string): Promise<void> {
  forgetCounts(client, project);
  await client.invalidateQueries({ queryKey: ["image", project] });
}
