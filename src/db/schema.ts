import type { Generated, Kysely, Transaction } from "kysely";
import type { Proof } from "../contract/people/secondFactor.ts";
import type { Sender } from "../core/outcome/findOutcome.ts";
import type { Cause, Verdict } from "../core/review/review.ts";
import type { RulingKind } from "../core/rulings/ruling.ts";
import type { Answer, Origin } from "../core/tasks/decision.ts";
import type { AssignmentState, Destination, Role, Stage } from "../core/tasks/stage.ts";

/**
 * Every table, for SQLite and PostgreSQL alike. Times are UTC ISO 8601 text, yes and no are 1 and 0, and columns
 * called `...Json` hold JSON text: what both databases store and compare in the same way.
 */
export interface Tables {
  labelSpace: LabelSpaceTable;
  label: LabelTable;
  project: ProjectTable;
  guideline: GuidelineTable;
  guidelinePicture: GuidelinePictureTable;
  guidelineKnown: GuidelineKnownTable;
  ruling: RulingTable;
  chance: ChanceTable;
  labelNote: LabelNoteTable;
  importRoot: ImportRootTable;
  imageImport: ImageImportTable;
  image: ImageTable;
  originalLabel: OriginalLabelTable;
  exemplar: ExemplarTable;
  exemplarSet: ExemplarSetTable;
  labelImage: LabelImageTable;
  labelCount: LabelCountTable;
  labelConfusion: LabelConfusionTable;
  labelCursor: LabelCursorTable;
  model: ModelTable;
  prediction: PredictionTable;
  scoreImport: ScoreImportTable;
  proposal: ProposalTable;
  person: PersonTable;
  session: SessionTable;
  account: AccountTable;
  verification: VerificationTable;
  twoFactor: TwoFactorTable;
  passkey: PasskeyTable;
  passwordLink: PasswordLinkTable;
  securityEvent: SecurityEventTable;
  membership: MembershipTable;
  invitation: InvitationTable;
  batch: BatchTable;
  pilot: PilotTable;
  pilotImage: PilotImageTable;
  assignment: AssignmentTable;
  annotation: AnnotationTable;
  decision: DecisionTable;
  question: QuestionTable;
  agreement: AgreementTable;
  sending: SendingTable;
  review: ReviewTable;
  gold: GoldTable;
  practice: PracticeTable;
  practiceAnswer: PracticeAnswerTable;
  qualified: QualifiedTable;
  event: EventTable;
  release: ReleaseTable;
  releaseImage: ReleaseImageTable;
  releaseReview: ReleaseReviewTable;
  job: JobTable;
}

export type Database = Kysely<Tables>;
/** A database or a transaction in it: queries take either, so that any of them joins a transaction. */
export type Db = Kysely<Tables> | Transaction<Tables>;

interface LabelSpaceTable {
  id: string;
  /** The name that the label space's file gives itself, "imagenet-1k" say. */
  key: string;
  name: string;
  source: string;
  licence: string;
  /** Of its labels: a changed file is another label space. */
  sha256: string;
  createdAt: string;
}

interface LabelTable {
  labelSpaceId: string;
  index: number;
  key: string;
  name: string;
  synonymsJson: string;
  definition: string;
  hypernymsJson: string;
}

interface ProjectTable {
  id: string;
  name: string;
  labelSpaceId: string;
  settingsJson: string;
  guideline: string;
  guidelineVersion: number;
  exemplarVersion: number;
  /** Counts changes of the rulings. */
  rulingVersion: Generated<number>;
  createdAt: string;
  /** Counts changes of the settings: a change states the version that it was built on. */
  settingsVersion: Generated<number>;
  /** From then on nothing of the project changes; null while it is in use. */
  archivedAt: Generated<string | null>;
}

/** Every version of a project's guideline; the newest stands in the project too. */
interface GuidelineTable {
  projectId: string;
  version: number;
  markdown: string;
  /** null: it came with the project, or somebody at the command line wrote it. */
  personId: string | null;
  createdAt: string;
}

/** A picture in a guideline: a JPEG below the data folder, named by its content (actions/guideline/addGuidelinePicture). */
interface GuidelinePictureTable {
  id: string;
  projectId: string;
  sha256: string;
  personId: string | null;
  createdAt: string;
}

/** The newest version of the guideline that a person was shown. */
interface GuidelineKnownTable {
  projectId: string;
  personId: string;
  version: number;
  at: string;
}

/**
 * A change of what holds for a pair of labels: the last change of a pair is in force. Nothing is overwritten.
 */
interface RulingTable {
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

/** A change of the note that leads write on a label: the last change is shown. Nothing is overwritten. */
interface LabelNoteTable {
  projectId: string;
  labelIndex: number;
  /** Of the label's note. */
  version: number;
  /** "" where it was taken off. */
  text: string;
  /** null: somebody at the command line. */
  personId: string | null;
  createdAt: string;
}

/** The one key with which this installation draws what nobody may foretell. */
interface ChanceTable {
  key: string;
}

/** A folder that images were imported from: it can move without the images' keys changing. */
interface ImportRootTable {
  id: string;
  projectId: string;
  /** Absolute; of a folder inside of the data folder, relative to that, with "/": it can move. */
  path: string;
  createdAt: string;
}

/** A run of `import images` that changed something; one that was interrupted and run again is one. */
interface ImageImportTable {
  id: string;
  projectId: string;
  /** Counts a project's imports from 1. */
  number: number;
  rootId: string;
  /** Absolute path of the folder, manifest or archive. */
  source: string;
  createdAt: string;
  /** null while it runs, or where it was interrupted. */
  completedAt: string | null;
  undoneAt: Generated<string | null>;
  /** When the files that it had copied were removed, after it was undone. */
  tidiedAt: Generated<string | null>;
}

export type FileState = "none" | "unverified" | "ok" | "failed";

interface ImageTable {
  id: string;
  projectId: string;
  /** Stable name in every file that people exchange: see "image key" in docs/file-formats.md. */
  key: string;
  rootId: string;
  /** Below the root, as it is on disk. */
  path: string;
  fileState: FileState;
  /** Why the file was refused; empty otherwise. */
  failure: string;
  sha256: string | null;
  format: string | null;
  bytes: number | null;
  /** Pixels, upright. */
  width: number | null;
  height: number | null;
  /** 1: see the table gold. */
  isGold: Generated<number>;
  createdAt: string;
  /** The import that brought it; null where that is not known. */
  importId: Generated<string | null>;
}

interface OriginalLabelTable {
  imageId: string;
  labelIndex: number;
  /** A later import than the image's that brought it; null where it came with the image. */
  importId: Generated<string | null>;
}

/**
 * A photo that shows a label. It belongs to the versions of the set from `fromVersion` up to, not including,
 * `untilVersion`: a change writes what changes, not the whole set again. Where both are the same number it belongs to
 * none, and waits to take another's place.
 */
interface ExemplarTable {
  id: string;
  projectId: string;
  fromVersion: number;
  /** null: to this day. */
  untilVersion: number | null;
  labelIndex: number;
  position: number;
  rootId: string;
  path: string;
  sha256: string;
  /** The project's image that was promoted to it; null for a photo of its own. */
  imageId: string | null;
}

/** A version of a project's exemplars; version 0, without any, has no row. */
interface ExemplarSetTable {
  projectId: string;
  version: number;
  /** null: somebody at the command line. */
  personId: string | null;
  createdAt: string;
}

/** In which way an image concerns a label. */
export type LabelKind = "final" | "disputed";

/** Which images hold a label. Made from the tables above and below, by following the events (actions/labels/followLabels). */
interface LabelImageTable {
  projectId: string;
  labelIndex: number;
  kind: LabelKind;
  imageId: string;
}

/** How many images concern a label; 0 has no row. */
interface LabelCountTable {
  projectId: string;
  labelIndex: number;
  kind: LabelKind | "proposed";
  images: number;
}

/** Labels that were proposed for the same images, those with the most images only; in both directions. */
interface LabelConfusionTable {
  projectId: string;
  labelIndex: number;
  otherIndex: number;
  images: number;
  /** Images on which chance alone would bring the two together. */
  expected: number;
}

/** How far the three tables above have come. */
interface LabelCursorTable {
  projectId: string;
  /** The last event looked at. */
  event: string;
  /** While they are made for the first time: the last image looked at; then null. */
  image: string | null;
  /** The time of the newest proposal counted; empty before the first count. */
  proposals: string;
}

interface ModelTable {
  id: string;
  name: string;
  /** Of the ONNX file; of a model whose scores were computed elsewhere, of the scores. */
  sha256: string;
  /** "null" for a model whose scores were computed elsewhere (see scoreImport). */
  cardJson: string;
  createdAt: string;
}

/** A model's top labels of an image, packed (see core/proposals/packRanking); or why it has none. */
interface PredictionTable {
  imageId: string;
  modelId: string;
  ranking: Buffer | null;
  failure: string | null;
  createdAt: string;
}

/**
 * Scores of a model that were computed elsewhere. Its predictions count from `completedAt` on: an import that was
 * killed half-way leaves rows that nobody reads, and goes on when it is run again.
 */
interface ScoreImportTable {
  projectId: string;
  modelId: string;
  /** The files and options (actions/proposals/importPredictions): only the same ones continue an import. */
  sourceJson: string;
  /** Rows of the file that are stored. */
  rowsDone: number;
  /** 0: the model told only the order of its labels. */
  hasScores: number;
  createdAt: string;
  completedAt: string | null;
}

interface ProposalTable {
  imageId: string;
  version: number;
  /** Ranked labels, scores and the models that named them, packed (see core/proposals/packRanking). */
  ranking: Buffer;
  /** The models whose bits `ranking` names, in the order of the bits. */
  modelIdsJson: string;
  /** core/proposals/proposalMethod; null: made by one model, before this was stored. */
  methodJson: string | null;
  createdAt: string;
}

/** The accounts library (better-auth) reads and writes the next six. */
interface PersonTable {
  id: string;
  name: string;
  email: string;
  emailVerified: number | boolean;
  image: string | null;
  createdAt: string | Date;
  updatedAt: string | Date;
  /** Signing in with a password asks for a code. */
  twoFactorEnabled: Generated<number | boolean>;
  /** To the minute; the library knows nothing of this column and those below. */
  lastSeenAt: string | null;
  /** 1: is told by e-mail of new work. */
  wantsMail: Generated<number>;
  /** When they were last told by e-mail of new work. */
  workMailAt: string | null;
  /** When they last finished the tutorial, and when they wanted none. */
  tutorialFinishedAt: Generated<string | null>;
  tutorialSkippedAt: Generated<string | null>;
}

interface SessionTable {
  id: string;
  expiresAt: string | Date;
  token: string;
  createdAt: string | Date;
  updatedAt: string | Date;
  ipAddress: string | null;
  userAgent: string | null;
  userId: string;
  /** By what it was opened; null: before this was stored. */
  proof: Generated<Proof | null>;
}

interface AccountTable {
  id: string;
  accountId: string;
  providerId: string;
  userId: string;
  accessToken: string | null;
  refreshToken: string | null;
  idToken: string | null;
  accessTokenExpiresAt: string | Date | null;
  refreshTokenExpiresAt: string | Date | null;
  scope: string | null;
  password: string | null;
  createdAt: string | Date;
  updatedAt: string | Date;
}

interface VerificationTable {
  id: string;
  identifier: string;
  value: string;
  expiresAt: string | Date;
  createdAt: string | Date;
  updatedAt: string | Date;
}

/** An app that makes codes: one per person. */
interface TwoFactorTable {
  id: string;
  userId: string;
  /** Encrypted with the installation's secret, and so are the backup codes. */
  secret: string;
  backupCodes: string;
  /** A code of it was given once; before, it asks for nothing. */
  verified: Generated<number | boolean>;
  /** The library's own count, which is not used: see server/accounts/guesses.ts. */
  failedVerificationCount: Generated<number>;
  lockedUntil: Generated<string | Date | null>;
  /** The last codes that were right, with spaces: each opens one session. The library knows nothing of this column. */
  spentCodes: Generated<string>;
}

/** A key on a person's device, of which this is the public half. */
interface PasskeyTable {
  id: string;
  userId: string;
  name: string | null;
  credentialID: string;
  publicKey: string;
  counter: number;
  deviceType: string;
  backedUp: number | boolean;
  transports: string | null;
  aaguid: string | null;
  createdAt: string | Date;
}

/** A one-time link that sets a password (db/people/passwordLink). */
interface PasswordLinkTable {
  /** Whoever reads the database cannot open the link. */
  tokenSha256: string;
  personId: string;
  /** The lead who made it; null: somebody at the command line. */
  madeBy: string | null;
  /** Of its person when it was made: once it is another one, the link has ended. */
  standing: string;
  /** Roles that its person gets by using it. */
  grantsJson: string;
  expiresAt: string;
}

/** Append-only: who came in, who was refused, and what opens doors. */
interface SecurityEventTable {
  id: string;
  at: string;
  kind: string;
  /** Who did it; null where nobody is known. */
  personId: string | null;
  /** Whom it is about. */
  aboutId: string | null;
  /** Its row stays when the project goes. */
  aboutProject: string | null;
  /** Where the request came from; null at the command line. */
  address: string | null;
  detailsJson: string;
}

interface MembershipTable {
  projectId: string;
  personId: string;
  role: Role;
  createdAt: string;
  /** Since when it gives no rights any more; null while it does. */
  endedAt: string | null;
}

/** A link that makes whoever opens it a member, once. */
interface InvitationTable {
  id: string;
  projectId: string;
  /** The only person who may accept it; null: whoever holds the link. */
  email: string | null;
  rolesJson: string;
  /** Whoever reads the database cannot open the link. */
  tokenSha256: string;
  createdAt: string;
  /** null: somebody at the command line. */
  createdBy: string | null;
  expiresAt: string;
  acceptedAt: string | null;
  acceptedBy: string | null;
  revokedAt: string | null;
}

interface BatchTable {
  id: string;
  projectId: string;
  number: number;
  seed: number;
  /** Of the exemplars that its pages show. */
  exemplarVersion: Generated<number>;
  createdAt: string;
  /** How it was planned (actions/batches/planAssignment); null of one made before this was stored. */
  methodJson: Generated<string | null>;
}

/**
 * A round on a few images that every annotator gets before the work begins. Answers on them never count: while it is
 * open its assignments are `extra`, and once the guideline is frozen they are withdrawn, and experts decide the images.
 */
interface PilotTable {
  id: string;
  projectId: string;
  seed: number;
  createdAt: string;
  /** null: somebody at the command line. */
  createdBy: string | null;
  /** When the guideline was frozen, and the work could begin; null while the pilot is open. */
  frozenAt: string | null;
  frozenBy: string | null;
  /** The versions with which the work begins; null while the pilot is open. */
  guidelineVersion: number | null;
  rulingVersion: number | null;
}

interface PilotImageTable {
  imageId: string;
  pilotId: string;
}

interface AssignmentTable {
  id: string;
  projectId: string;
  stage: Stage;
  imageId: string;
  personId: string;
  /** null in refinement, where whoever is free takes the next image. */
  batchId: string | null;
  /** The order of work; a skipped image moves behind all others. */
  position: number;
  state: AssignmentState;
  skips: Generated<number>;
  skipReason: string | null;
  /** The image had all its annotators already, or is in a pilot: stored, shown in the history, not counted. */
  extra: Generated<number>;
  /** When its page was first opened. */
  openedAt: string | null;
  /** Where images are handed out one by one: until then its place among the image's annotations is held. */
  leaseUntil: Generated<string | null>;
  /** Open again for a question only: what was submitted stands. */
  asked: Generated<number>;
  /** A refinement that began with nothing ticked and without the annotators' answers. */
  blank: Generated<number>;
  /** When its expert was shown the original label and the scores; null where that was not hidden, or is. */
  revealedAt: string | null;
  createdAt: string;
  updatedAt: string;
}

interface AnnotationTable {
  assignmentId: string;
  /** Counts saves from 1; a save states the revision that it was built on. */
  revision: number;
  /** What the page holds (contract: annotationDraft). */
  draftJson: string;
  groupsOpenedJson: string;
  noneOfThese: number;
  comment: string;
  flag: string | null;
  activeMs: number;
  /** The labels that stood ticked when a refinement was opened; null in stage 2. */
  precheckedJson: string | null;
  guidelineVersion: number;
  exemplarVersion: number;
  rulingVersion: number;
  labelSpaceSha256: string;
  proposalVersion: number;
  submittedAt: string | null;
  updatedAt: string;
}

/** Of submitted annotations only. */
interface DecisionTable {
  assignmentId: string;
  labelIndex: number;
  answer: Answer;
  how: Origin;
  position: number;
  shownMs: number;
  /** Why an expert kept or removed a disputed label; null where none was asked for. */
  reason: string | null;
}

/** A label that another annotator of the image found by search, put to this one as a yes-or-no question. */
interface QuestionTable {
  assignmentId: string;
  labelIndex: number;
  askedAt: string;
  answeredAt: string | null;
  /** The person put it off twice: their annotation counts without an answer. */
  declinedAt: string | null;
}

/** What stage 3 found for an image. */
interface AgreementTable {
  imageId: string;
  agreed: number;
  labelsJson: string;
  reasonsJson: string;
  /** How many experts refine the image, if it is to be refined; the first one's answer is final. */
  refinements: Generated<number>;
  at: string;
  /** Its image's; the database sets it, and the next one (migrations/20261130WaitingForExpert.ts). */
  projectId: Generated<string | null>;
  /** 1: fewer experts have the image than are to refine it. */
  waiting: Generated<number>;
}

/** An image that a lead sent somewhere, by the last such word. It holds until the lead says otherwise. */
interface SendingTable {
  imageId: string;
  to: Destination;
  by: Sender;
  reason: string;
  /** null: somebody at the command line. */
  personId: string | null;
  at: string;
}

/** What an expert says of an image that ended with no label. */
interface ReviewTable {
  id: string;
  projectId: string;
  imageId: string;
  /**
   * What the image ended empty by (db/review.ts). Once it ends otherwise, or anew, the review is history: what holds now
   * follows from the image.
   */
  basis: string;
  personId: string;
  state: "open" | "submitted";
  /** Counts saves from 1; 0 before the first. */
  revision: number;
  cause: Cause | null;
  verdict: Verdict | null;
  /** A label that the image does hold, found by search: it goes back to refinement. */
  found: number | null;
  comment: string;
  activeMs: number;
  /** The image had all its reviews already: kept, not counted. */
  extra: number;
  /** This reviewer's word on the reviewers' joint answer; they are settled once all say the same (core/review/review.ts). */
  jointCause: Cause | null;
  jointVerdict: Verdict | null;
  jointComment: string | null;
  jointAt: string | null;
  /** When this reviewer was first shown that the answers differ: from then on nobody's own answer changes. */
  comparedAt: string | null;
  guidelineVersion: number;
  exemplarVersion: number;
  createdAt: string;
  submittedAt: string | null;
  updatedAt: string;
}

/**
 * An image (`isGold`) whose known labels experts give, each from blank, by refining it; annotators who get it are
 * measured by them. It is in no count of the project's images.
 */
interface GoldTable {
  imageId: string;
  addedAt: string;
  /** null: somebody at the command line. */
  addedBy: string | null;
  /** From then on nobody gets it any more; what was answered still counts. null while it is in use. */
  retiredAt: string | null;
  /** 1: for practice before the work, never among it: its answers are shown. */
  isPractice: Generated<number>;
}

/** A person's attempt at passing practice. */
interface PracticeTable {
  id: string;
  projectId: string;
  personId: string;
  /** Counts a person's attempts from 1. */
  number: number;
  /** The pass mark that held when it began. */
  mark: number;
  startedAt: string;
  /** When its last image was submitted. */
  endedAt: string | null;
  passed: number | null;
  /** From then on it does not count against the attempts that a person has. */
  resetAt: string | null;
}

interface PracticeAnswerTable {
  id: string;
  practiceId: string;
  imageId: string;
  /** From 0. */
  position: number;
  /** How often the person had been shown the image's answers before. */
  seen: number;
  /** What the page holds (contract: annotationDraft). */
  draftJson: string | null;
  /** What the person was told (core/gold/scoreGold: JudgedLabel); experts may correct an image's known labels later. */
  verdictsJson: string | null;
  submittedAt: string | null;
}

/** Who has passed practice, or was let in by a lead. */
interface QualifiedTable {
  projectId: string;
  personId: string;
  at: string;
  /** The lead who let them in; null where they passed. */
  byId: string | null;
  /** The attempt by which they passed. */
  practiceId: string | null;
}

/** Append-only: who, when, what, from what, to what. */
interface EventTable {
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

interface ReleaseTable {
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

interface ReleaseImageTable {
  releaseId: string;
  imageId: string;
  imageKey: string;
  labelsJson: string;
  provenance: "agreed" | "refined";
}

/** A release's reviews of images without labels, as they stood when it was made. */
interface ReleaseReviewTable {
  releaseId: string;
  imageId: string;
  /** Counted from 1 within the release, so that it names nobody; 0 is what the reviewers found together. */
  reviewer: number;
  /** null at 0 of an image that is not reviewed. */
  cause: Cause | null;
  verdict: Verdict | null;
  comment: string;
}

interface JobTable {
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
