import type { Failure } from "../../../contract/failure.ts";
import type { JudgedFile } from "../readJudgedModel.ts";

/** To a worker thread, and back. */
export interface JudgingTask {
  file: string;
}

export type JudgingReply =
  | { judged: JudgedFile }
  | { failure: Pick<Failure, "code" | "message" | "details"> };
