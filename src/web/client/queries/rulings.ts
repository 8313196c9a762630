import { queryOptions } from "@tanstack/react-query";
import { getEffect, getSample, listSamples } from "../../../contract/rulings/effect.ts";
import { getRelations } from "../../../contract/rulings/relations.ts";
import { getAffected, getRulings, listRulingChanges } from "../../../contract/rulings/rulings.ts";
import { orLastReply } from "../../offline/lastReply.ts";
import { call } from "../call.ts";

/** The rulings in force; a page that stays open follows changes. */
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

/** Which waiting disputes a ruling settles, and where it was applied. */
export const effectQuery = (project: string, [first, second]: readonly [number, number]) =>
  queryOptions({
    queryKey: ["rulings", project, "effect", first, second],
    queryFn: ({ signal }) =>
      call(getEffect, { params: { project, first: String(first), second: String(second) }, signal }),
  });

/** Relations between labels that would settle disputes. */
export const relationsQuery = (project: string) =>
  queryOptions({
    queryKey: ["rulings", project, "relations"],
    queryFn: ({ signal }) => call(getRelations, { params: { project }, signal }),
  });

export const sampleQuery = (project: string, application: string) =>
  queryOptions({
    queryKey: ["rulings", project, "sample", application],
    queryFn: ({ signal }) => call(getSample, { params: { project, application }, signal }),
  });

/** The samples of rulings still to be checked. */
export const samplesQuery = (project: string) =>
  queryOptions({
    queryKey: ["rulings", project, "samples"],
    queryFn: ({ signal }) => call(listSamples, { params: { project }, signal }),
  });
