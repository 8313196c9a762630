import { queryOptions } from "@tanstack/react-query";
import { getAffected, getRulings, listRulingChanges } from "../../contract/rulings.ts";
import { orLastReply } from "../offline/lastReply.ts";
import { call } from "./call.ts";

/** The rulings in force; a page that stays open follows their changes. */
export const rulingsQuery = (project: string) =>
  queryOptions({
    queryKey: ["rulings", project],
    queryFn: ({ signal }) =>
      orLastReply(`rulings ${project}`, call(getRulings, { params: { project }, signal })),
    staleTime: 60_000,
  });

export const rulingChangesQuery = (project: string) =>
  queryOptions({
    queryKey: ["rulings", project, "changes"],
    queryFn: ({ signal }) => call(listRulingChanges, { params: { project }, signal }),
  });

export const affectedQuery = (project: string, [first, second]: readonly [number, number]) =>
  queryOptions({
    queryKey: ["rulings", project, "affected", first, second],
    queryFn: ({ signal }) =>
      call(getAffected, { params: { project, first: String(first), second: String(second) }, signal }),
  });
