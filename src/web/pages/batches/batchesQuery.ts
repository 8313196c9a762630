import { getBatches } from "../../../contract/batches.ts";
import { call } from "../../client/call.ts";

export const batchesQuery = (project: string) => ({
  queryKey: ["batches", project],
  queryFn: ({ signal }: { signal: AbortSignal }) => call(getBatches, { params: { project }, signal }),
});
