import type { FailureCode } from "../../contract/failure.ts";
import type { DatabaseAddress } from "../../db/sql/openDatabase.ts";
import type { Finding } from "./finding.ts";
import type { Task, WritingTask } from "./task.ts";

export interface ToFindings {
  address: DatabaseAddress;
  task: Task | WritingTask;
}

export type FromFindings =
  /** `took` is in milliseconds, without the start of the process. */
  | { finding: Finding<unknown>; took: number }
  /** What the person who asked is told. */
  | { failure: { code: FailureCode; message: string } }
  /** Any unforeseen error. */
  | { error: string };
