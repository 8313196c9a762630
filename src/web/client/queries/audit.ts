import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { getAudit, listFindings } from "../../../contract/audit.ts";
import type { AuditKind } from "../../../core/audit/auditKinds.ts";
import { call } from "../call.ts";

/** Asks again while it is being computed. */
export const auditQuery = (project: string) =>
  queryOptions({
    queryKey: ["audit", project],
    queryFn: ({ signal }) => call(getAudit, { params: { project }, signal }),
    refetchInterval: ({ state: { data } }) => (data && !data.isCurrent ? 3_000 : false),
  });

export const findingsQuery = (
  project: string,
  kind: AuditKind,
  { open, disputed }: { open: boolean; disputed: boolean },
) =>
  infiniteQueryOptions({
    queryKey: ["audit", project, kind, open, disputed],
    queryFn: ({ signal, pageParam }) =>
      call(listFindings, {
        params: { project, kind },
        query: {
          after: pageParam,
          ...(open && { open: "true" as const }),
          ...(disputed && { disputed: "true" as const }),
        },
        signal,
      }),
    initialPageParam: 0,
    getNextPageParam: (last) => (last.hasMore ? last.findings.at(-1)?.place : undefined),
  });
