// What a project is: its rules, guideline, rulings and history.
import type { Generated } from "kysely";
import type { JobState } from "../../core/project/jobKind.ts";
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

/**
 * A use of a ruling on disputed images: listed, a sample of them looked at, and then applied. A ruling may be applied several
 * times, each time to images that came since.
 */
export interface RulingApplicationTable {
  id: string;
  projectId: string;
  /** Of the ruling, with what it said. */
  rulingVersion: number;
  firstLabel: number;
  secondLabel: number;
  kind: RulingKind;
  drawnAt: string;
  /** null: somebody at the command line; so of the others. */
  drawnBy: string | null;
  /** null until then. */
  appliedAt: string | null;
  appliedBy: string | null;
  /** Why it was applied although too much of the sample was wrong; null where it was not. */
  despite: string | null;
  /** When it was last taken back; images that had changed since are still ruled. */
  undoneAt: string | null;
  undoneBy: string | null;
}

/** An image that an application of a ruling settles, or would settle. */
export interface RuledImageTable {
  applicationId: string;
  imageId: string;
  /** What the ruling says: core/rulings/settleByRuling, RuledLabel. */
  labelsJson: string;
  /** Its place in the sample that is looked at, from 0; null where it is not in it. */
  position: number | null;
  verdict: "right" | "wrong" | null;
  judgedBy: string | null;
  judgedAt: string | null;
  /** While it is set, stage 3 reads the image's answers as the ruling wants them. */
  appliedAt: string | null;
  /** What stage 3 found then (Agreement), so that a later change is seen. */
  outcomeJson: string | null;
  /** Ids of refinements that were taken back then, and are given back with it. */
  withdrawnJson: string | null;
}

/** The one key with which this installation draws what nobody may foretell. */
export interface ChanceTable {
  key: string;
}

/** Which secret the servers of this PostgreSQL sign by: no row before the first one, and none on SQLite. */
export interface SecretMarkTable {
  id: number;
  mark: string;
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

/** A long action: one that runs or has ended, or that waits until those before it in its project have ended. */
export interface JobTable {
  id: string;
  projectId: string;
  kind: string;
  state: JobState;
  done: number;
  total: number;
  /** Why it failed; empty otherwise. */
  message: string;
  /** While it waits: when it was asked for. */
  startedAt: string;
  updatedAt: string;
  /** What it is to do (contract/jobs, JobWork); null: somebody runs it at the command line, or by another request. */
  inputJson: Generated<string | null>;
  /** Who started it; null: somebody at the command line. */
  personId: Generated<string | null>;
  /** What is being done, in a word or two. */
  step: Generated<string>;
  /** How often it was begun. */
  attempts: Generated<number>;
  /** 1: somebody wants it to end. */
  cancelAsked: Generated<number>;
  /** What came of it (contract/jobs, JobOutcome); null until it has ended well. */
  outcomeJson: Generated<string | null>;
}

/** A server or a worker that takes jobs, on PostgreSQL: it says again and again that it is here. */
export interface JobTakerTable {
  id: string;
  /** The kinds that it takes. */
  kindsJson: string;
  seenAt: string;
}

/** What a lead said of something that wanted them (core/inbox/matters): it does no more. */
export interface SettledMatterTable {
  projectId: string;
  /** Its id. */
  matter: string;
  /** How it stood then (contract/inbox). */
  matterJson: string;
  /** To whoever flagged the image; empty where there is none. */
  answer: string;
  imageId: string | null;
  toId: string | null;
  personId: string | null;
  at: string;
}
