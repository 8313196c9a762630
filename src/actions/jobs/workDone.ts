import type { JobOutcome } from "../../contract/jobs.ts";
import type { Refusal } from "../images/importSource.ts";

/** What a job has done. */
export interface WorkDone {
  counts?: JobOutcome["counts"];
  /** What it could not do. */
  refused?: readonly Refusal[];
  /** How many there are, where those are but the first of them. */
  refusedCount?: number;
  /** How it read what it was given. */
  notes?: readonly string[];
  /** What it made, to be kept. */
  file?: {
    fileName: string;
    contentType: string;
    body: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;
  };
}
