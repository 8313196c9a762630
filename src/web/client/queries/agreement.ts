import { queryOptions } from "@tanstack/react-query";
import { getAgreement } from "../../../contract/agreement.ts";
import { call } from "../call.ts";

/** Asks again while the numbers are being computed; then they stay until somebody comes back. */
export const agreementQuery = (project: string) =>
  queryOptions({
    queryKey: ["agreement", project],
    queryFn: ({ signal }) => call(getAgreement, { params: { project }, signal }),
    refetchInterval: ({ state: { data } }) => (data && !data.isCurrent ? 2_000 : false),
  });
