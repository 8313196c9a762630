// Releases, frozen.
import type { Generated } from "kysely";
import type { Provenance } from "../../core/outcome/provenance.ts";
import type { Cause, Verdict } from "../../core/review/review.ts";

export interface ReleaseTable {
  id: string;
  projectId: string;
  number: number;
  name: string;
  by: string;
  at: string;
  protocolJson: string;
  pending: number;
  sha256: string;
  /** Of its images (db/releases); null of one made before they were stored. */
  countsJson: Generated<string | null>;
}

export interface ReleaseImageTable {
  releaseId: string;
  imageId: string;
  imageKey: string;
  labelsJson: string;
  provenance: Provenance;
}

/** A release's reviews of images without labels, as they stood when it was made. */
export interface ReleaseReviewTable {
  releaseId: string;
  imageId: string;
  /** Counted from 1 within the release, so that it names nobody; 0 is what the reviewers found together. */
  reviewer: number;
  /** null at 0 of an image that is not reviewed. */
  cause: Cause | null;
  verdict: Verdict | null;
  comment: string;
}

/** What people saw in an image of a release, as it stood when it was made. */
export interface ReleaseObjectsTable {
  releaseId: string;
  imageId: string;
  /** db/classify/releasedObjects: ReleasedObjects. */
  objectsJson: string;
}

/** A random sample of a release's images, drawn once, whose labels are made anew. */
export interface AuditSampleTable {
  releaseId: string;
  at: string;
  /** How many steps it was drawn in: so many looks at its bounds are planned. */
  looks: number;
  maxPerImage: number;
  /** By the name of a stratum how many images of the release it has, and with how many labels: StratumSize. */
  strataJson: string;
  /**
   * The models whose first labels experts see of each image, two unlike ones where there are: ids, as JSON; null where
   * no model has predictions: then it is the proposals.
   */
  sourcesJson: string | null;
  /** 1: experts may label images anew that they worked on before the release. */
  mayLabelOwn: number;
  /**
   * Of every image of the release, in the order of keys, the place of its stratum in `strataJson`: a character each, from
   * "0" on.
   */
  allStrata: string;
}

export interface AuditSampleImageTable {
  releaseId: string;
  imageId: string;
  stratum: string;
  /** From 1. */
  step: number;
  /** In the random order in which its images are labelled. */
  position: number;
  /** Given anew, from blank, as a file says; null where the answers in the browser tell (db/auditSample/auditAnswers). */
  labelsJson: string | null;
}

/** An image that experts label anew in the browser, for every audit sample that it is in. */
export interface AuditedImageTable {
  imageId: string;
  projectId: string;
  /** The labels that its page offers, the likeliest first: fixed when the first expert takes it. */
  cardsJson: string;
  createdAt: string;
  /** When somebody was first shown both answers: from then on neither changes. */
  comparedAt: string | null;
  /** Counts the settlements of its difference; 0 before the first. */
  revision: Generated<number>;
  /** What was settled; null where nothing is, and where the image cannot be judged. */
  labelsJson: string | null;
  /** The labels that were asked about then, and that neither expert had named; null where nothing is settled. */
  askedJson: string | null;
  comment: Generated<string>;
  settledBy: string | null;
  settledAt: string | null;
}
