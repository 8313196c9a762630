/** From the program to the process that reads. */
export type ToParquet =
  | { type: "open"; file: string }
  | { type: "read"; columns: string[]; first: number; end: number };

/** Back; one for each. */
export type FromParquet =
  | { type: "opened"; names: string[]; rows: number }
  /** By what columns are packed that cannot be unpacked. */
  | { type: "packed"; codec: string }
  | { type: "rows"; records: Record<string, unknown>[] }
  | { type: "unreadable" };
