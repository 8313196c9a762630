import type { Failure } from "../../../contract/failure.ts";
import type { EvaluatedFile } from "../readEvaluatedModel.ts";

/** Messages to a worker thread and back. */
export interface EvaluatingTask {
  file: string;
}

export type EvaluatingReply =
  | { evaluated: EvaluatedFile }
  | { failure: Pick<Failure, "code" | "message" | "details"> };
