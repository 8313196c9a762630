import { queryOptions } from "@tanstack/react-query";
import { getMaps } from "../../../contract/tasks/maps.ts";
import { call } from "../call.ts";

/** Where a model sees labels in the image of an assignment. */
export const mapsQuery = (assignment: string) =>
  queryOptions({
    queryKey: ["maps", assignment],
    queryFn: ({ signal }) => call(getMaps, { params: { assignment }, signal }),
    retry: false,
  });
