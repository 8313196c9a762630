// How bad models' errors are, as experts say.
import type { Generated } from "kysely";
import type { ErrorCause, Severity } from "../../core/evaluation/errorSeverity.ts";

/** A random sample of what one model says first and is not valid. */
export interface ErrorSampleTable {
  id: string;
  projectId: string;
  /** Counts a project's samples from 1. */
  number: number;
  modelId: string;
  /** The number of the release by whose labels they are errors; null for the labels so far. */
  release: number | null;
  seed: number;
  /** All errors of the model then, and the images with a valid label that it was evaluated on. */
  errors: number;
  images: number;
  createdAt: string;
  createdBy: string | null;
}

export interface SampledErrorTable {
  id: string;
  sampleId: string;
  projectId: string;
  /** From 0, as they are shown. */
  position: number;
  imageId: string;
  /** What the model says first. */
  labelIndex: number;
  /** The image's labels by which that is an error, as they were. */
  labelsJson: string;
  /** The expert who has it, or had it last. */
  personId: string | null;
  /** Until then it is theirs. */
  leaseUntil: string | null;
  /** Counts saves from 1. */
  revision: Generated<number>;
  /** null before it is rated. */
  severity: Severity | null;
  cause: ErrorCause | null;
  comment: Generated<string>;
  activeMs: Generated<number>;
  ratedAt: string | null;
}
