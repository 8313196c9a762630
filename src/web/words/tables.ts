import { formatCount } from "../components/format/formatCount.ts";

/** Below long tables. */
export const tables = {
  all: (rows: number) => `Show all ${formatCount(rows)} rows`,
  first: (rows: number) => `Show the first ${formatCount(rows)} rows`,
};
