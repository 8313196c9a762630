import type { JobOutcome } from "../../contract/jobs.ts";
import type { Refusal } from "../images/importSource.ts";

/** What a job has done. */
export interface WorkDone {
  counts?: JobOutcome["counts"];
  /** What it refused. */
  refused?: readonly Refusal[];
  /** How many were refused, where `refused` has only the first. */
  refusedCount?: number;
  /** How it read its input. */
  notes?: readonly string[];
  /** The file that it made, to be stored. */
  file?: {
    fileName: string;
    contentType: string;
    body: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;
  };
}
