/** From the program to the process that reads. */
export type ToParquet =
  | { type: "open"; file: string }
  /** `binary`: bytes that are not said to be text come as they are. */
  | { type: "read"; columns: string[]; first: number; end: number; binary: boolean };

/** Back; one for each. */
export type FromParquet =
  | { type: "opened"; names: string[]; rows: number; metadata: Record<string, string> }
  /** By what columns are packed that cannot be unpacked. */
  | { type: "packed"; codec: string }
  | { type: "rows"; records: Record<string, unknown>[] }
  | { type: "unreadable" };
