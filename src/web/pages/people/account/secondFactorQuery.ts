import { queryOptions } from "@tanstack/react-query";
import { getSecondFactors } from "../../../../contract/people/secondFactor.ts";
import { call } from "../../../client/call.ts";

export const secondFactorQuery = queryOptions({
  queryKey: ["account", "second-factor"],
  queryFn: ({ signal }) => call(getSecondFactors, { signal }),
});
