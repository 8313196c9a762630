/** From the program to the reading process. */
export type ToParquet =
  | { type: "open"; file: string }
  /** `binary`: bytes not declared as text are passed on as they are. */
  | { type: "read"; columns: string[]; first: number; end: number; binary: boolean };

/** Replies, one per message. */
export type FromParquet =
  | { type: "opened"; names: string[]; rows: number; metadata: Record<string, string> }
  /** The unsupported compression of some columns. */
  | { type: "packed"; codec: string }
  | { type: "rows"; records: Record<string, unknown>[] }
  | { type: "unreadable" };
