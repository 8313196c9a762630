import { queryOptions } from "@tanstack/react-query";
import { listReleases } from "../../../contract/releases/release.ts";
import { call } from "../../client/call.ts";

export const releasesQuery = (project: string) =>
  queryOptions({
    queryKey: ["releases", project],
    queryFn: ({ signal }) => call(listReleases, { params: { project }, signal }),
  });
