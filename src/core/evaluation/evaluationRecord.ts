import type { ObjectsEvaluation } from "../classify/evaluateOnObjects.ts";
import type { Cooccurrence } from "../classify/findCooccurrence.ts";
import type { SelectionsEvaluation } from "../contains/evaluateSelections.ts";
import type { AuditCorrection } from "./correctByAudit.ts";
import type { SeverityEvaluation } from "./errorSeverity.ts";
import type { PeopleEvaluation } from "./evaluatePeople.ts";
import type { DatasetComparison, Evaluation, Regression } from "./evaluation.ts";
import type { SuperclassEvaluation } from "./subgroups/evaluateSuperclasses.ts";

/** What people saw, said and thought of the images, where that is known. */
export interface SeenByPeople {
  objects?: ObjectsEvaluation;
  cooccurrence?: { found: number; pairs: Cooccurrence[] };
  selections?: SelectionsEvaluation;
  superclasses?: SuperclassEvaluation;
  people?: PeopleEvaluation;
  severity?: SeverityEvaluation;
  auditSample?: AuditCorrection;
}

/** An evaluation with all that it takes to repeat and cite it: the content of summary.json. */
export interface EvaluationRecord extends SeenByPeople {
  program: string;
  /** UTC, ISO 8601. */
  at: string;
  /** As it was typed; empty where it was started in the browser. */
  command: string;
  seed: string | number;
  inputs: EvaluationInput[];
  labelSource: LabelSource;
  /** Null where only a table of accuracies was given. */
  evaluation: Evaluation | null;
  /** The regression of a table of accuracies, where one was given. */
  metrics: Regression | null;
  comparison: DatasetComparison | null;
  /** Why each of these is null, by its name. */
  reasons: Partial<Record<"evaluation" | "metrics" | "comparison", string>>;
  /** Files that do not seem to belong together and were evaluated all the same, because that was asked for. */
  implausible: string[];
}

/** What a reader took from a file. */
export interface InputReading {
  /** "csv with a row per label", say. */
  format: string;
  /** Columns, fields or arrays that were read, what as, and in which unit. */
  used: { name: string; as: string; unit?: string }[];
  /** Those that were not. */
  unused: string[];
  /** What else was decided or left out, each without a full stop. */
  notes: string[];
}

export interface EvaluationInput {
  role:
    | "labels"
    | "images"
    | "predictions"
    | "metrics"
    | "against"
    | "selections"
    | "reference-selections"
    | "superclasses"
    | "people"
    | "severity"
    | "audit-sample";
  /** The file's name, without its folder. */
  file: string;
  sha256: string;
  bytes: number;
  /** Undefined where the format leaves nothing to be decided. */
  reading?: InputReading;
}

/** The forms that files of labels have. */
export type LabelFormat =
  | "multilabelfy-json"
  | "real-json"
  | "release-csv"
  | "records"
  | "coco-json"
  | "datumaro-json"
  | "objects-jsonl"
  | "multi-hot"
  | "indices-npy";

/** Where the labels came from. */
export type LabelSource =
  | { kind: "file"; format: LabelFormat }
  | {
      kind: "release";
      project: string;
      number: number;
      name: string;
      sha256: string;
      /** Made at. */
      at: string;
      protocol: Record<string, unknown>;
    }
  | { kind: "none"; reason: string };
