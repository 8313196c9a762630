// What a project is: its rules, guideline, rulings and history.
import type { Generated } from "kysely";
import type { RulingKind } from "../../core/rulings/ruling.ts";

export interface ProjectTable {
  id: string;
  name: string;
  labelSpaceId: string;
  settingsJson: string;
  guideline: string;
  guidelineVersion: number;
  exemplarVersion: number;
  /** Counts changes of the labels; 0: they are those of the label space. */
  labelVersion: Generated<number>;
  /** Labels beyond those of the label space. */
  labelsAdded: Generated<number>;
  /** Of the labels as they stand; null: the label space's. */
  labelsSha256: Generated<string | null>;
  /** Counts changes of the rulings. */
  rulingVersion: Generated<number>;
  createdAt: string;
  /** Counts changes of the settings: a change states the version that it was built on. */
  settingsVersion: Generated<number>;
  /** From then on nothing of the project changes; null while it is in use. */
  archivedAt: Generated<string | null>;
}

/** Every version of a project's guideline; the newest stands in the project too. */
export interface GuidelineTable {
  projectId: string;
  version: number;
  markdown: string;
  /** null: it came with the project, or somebody at the command line wrote it. */
  personId: string | null;
  createdAt: string;
}

/** A picture in a guideline: a JPEG below the data folder, named by its content (actions/guideline/addGuidelinePicture). */
export interface GuidelinePictureTable {
  id: string;
  projectId: string;
  sha256: string;
  personId: string | null;
  createdAt: string;
}

/** The newest version of the guideline that a person was shown. */
export interface GuidelineKnownTable {
  projectId: string;
  personId: string;
  version: number;
  at: string;
}

/**
 * A change of what holds for a pair of labels: the last change of a pair is in force. Nothing is overwritten.
 */
export interface RulingTable {
  projectId: string;
  /** Each change is a version of all rulings. */
  version: number;
  /** Where the kind has a direction (core/rulings/ruling), it goes from the first label to the second. */
  firstLabel: number;
  secondLabel: number;
  /** null: withdrawn. */
  kind: RulingKind | null;
  text: string;
  /** Ids of images. */
  examplesJson: string;
  /** null: somebody at the command line. */
  personId: string | null;
  createdAt: string;
}

/** The one key with which this installation draws what nobody may foretell. */
export interface ChanceTable {
  key: string;
}

/** Append-only: who, when, what, from what, to what. */
export interface EventTable {
  id: string;
  projectId: string;
  at: string;
  /** null: the program itself, or somebody at its command line. */
  personId: string | null;
  /** The person whose roles or access changed. */
  aboutId: string | null;
  /** Unique per person. */
  operation: string | null;
  /** SHA-256 of the request, so that an operation id used twice for different things is found. */
  operationSha256: string | null;
  kind: string;
  imageId: string | null;
  assignmentId: string | null;
  beforeJson: string | null;
  afterJson: string | null;
}

export interface JobTable {
  id: string;
  projectId: string;
  kind: string;
  state: "running" | "done" | "failed";
  done: number;
  total: number;
  message: string;
  startedAt: string;
  updatedAt: string;
}
