import type { Kysely, Transaction } from "kysely";
import type { AskedAloneTable, AskingRuleTable, EarlyEndingTable } from "./tables/askingTables.ts";
import type { AuditMarkTable } from "./tables/auditTables.ts";
import type { EmbeddingChunkTable, EmbeddingSetTable, EmbeddingTable } from "./tables/embeddingTables.ts";
import type {
  ImageImportTable,
  ImageTable,
  ImportRootTable,
  LeftOutTable,
  OriginalLabelTable,
} from "./tables/imageTables.ts";
import type {
  CarriedTable,
  ExemplarSetTable,
  ExemplarTable,
  LabelChangeTable,
  LabelConfusionTable,
  LabelCountTable,
  LabelCursorTable,
  LabelImageTable,
  LabelNoteTable,
  LabelSpaceTable,
  LabelTable,
  LabelVersionTable,
} from "./tables/labelTables.ts";
import type { LabelMapTable } from "./tables/mapTables.ts";
import type {
  AccessTokenTable,
  AccountTable,
  FailedTriesTable,
  InvitationTable,
  MembershipTable,
  PasskeyTable,
  PasswordLinkTable,
  PersonTable,
  SecurityEventTable,
  SessionTable,
  TwoFactorTable,
  VerificationTable,
} from "./tables/peopleTables.ts";
import type {
  ChanceTable,
  EventTable,
  GuidelineKnownTable,
  GuidelinePictureTable,
  GuidelineTable,
  JobTable,
  JobTakerTable,
  ProjectTable,
  RuledImageTable,
  RulingApplicationTable,
  RulingTable,
  SecretMarkTable,
  SettledMatterTable,
} from "./tables/projectTables.ts";
import type {
  ModelTable,
  PredictionTable,
  ProposalTable,
  ScoreImportTable,
  TrialTable,
} from "./tables/proposalTables.ts";
import type {
  AuditedImageTable,
  AuditSampleImageTable,
  AuditSampleTable,
  ReleaseImageTable,
  ReleaseObjectsTable,
  ReleaseReviewTable,
  ReleaseTable,
} from "./tables/releaseTables.ts";
import type { ErrorSampleTable, SampledErrorTable } from "./tables/severityTables.ts";
import type {
  SheetAnswerTable,
  SheetFlagTable,
  SheetImageTable,
  SheetPlanTable,
  SheetRuleTable,
  SheetTable,
  SheetTickTable,
} from "./tables/sheetTables.ts";
import type { MentionTable, MessageTable, ThreadReaderTable } from "./tables/talkTables.ts";
import type {
  AgreementTable,
  AnnotationTable,
  AssignmentTable,
  BatchTable,
  CandidateTable,
  DecisionTable,
  GoldTable,
  PilotImageTable,
  PilotTable,
  PracticeAnswerTable,
  PracticeTable,
  QualifiedTable,
  QuestionTable,
  RepeatTable,
  ReviewTable,
  SendingTable,
  SettledTable,
  WorkCountTable,
} from "./tables/taskTables.ts";
import type { WebhookDeliveryTable, WebhookTable } from "./tables/webhookTables.ts";

export type { FileState } from "./tables/imageTables.ts";
export type { LabelKind } from "./tables/labelTables.ts";

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
  rulingApplication: RulingApplicationTable;
  ruledImage: RuledImageTable;
  chance: ChanceTable;
  secretMark: SecretMarkTable;
  labelNote: LabelNoteTable;
  labelChange: LabelChangeTable;
  labelVersion: LabelVersionTable;
  carried: CarriedTable;
  importRoot: ImportRootTable;
  imageImport: ImageImportTable;
  image: ImageTable;
  leftOut: LeftOutTable;
  originalLabel: OriginalLabelTable;
  exemplar: ExemplarTable;
  exemplarSet: ExemplarSetTable;
  labelImage: LabelImageTable;
  labelCount: LabelCountTable;
  labelConfusion: LabelConfusionTable;
  labelCursor: LabelCursorTable;
  model: ModelTable;
  prediction: PredictionTable;
  trial: TrialTable;
  scoreImport: ScoreImportTable;
  embeddingSet: EmbeddingSetTable;
  embeddingChunk: EmbeddingChunkTable;
  embedding: EmbeddingTable;
  labelMap: LabelMapTable;
  proposal: ProposalTable;
  person: PersonTable;
  session: SessionTable;
  account: AccountTable;
  verification: VerificationTable;
  twoFactor: TwoFactorTable;
  passkey: PasskeyTable;
  passwordLink: PasswordLinkTable;
  accessToken: AccessTokenTable;
  webhook: WebhookTable;
  webhookDelivery: WebhookDeliveryTable;
  securityEvent: SecurityEventTable;
  failedTries: FailedTriesTable;
  membership: MembershipTable;
  invitation: InvitationTable;
  batch: BatchTable;
  pilot: PilotTable;
  pilotImage: PilotImageTable;
  assignment: AssignmentTable;
  workCount: WorkCountTable;
  annotation: AnnotationTable;
  decision: DecisionTable;
  candidate: CandidateTable;
  question: QuestionTable;
  agreement: AgreementTable;
  settled: SettledTable;
  askingRule: AskingRuleTable;
  earlyEnding: EarlyEndingTable;
  askedAlone: AskedAloneTable;
  sending: SendingTable;
  review: ReviewTable;
  auditMark: AuditMarkTable;
  sheetPlan: SheetPlanTable;
  sheet: SheetTable;
  sheetImage: SheetImageTable;
  sheetAnswer: SheetAnswerTable;
  sheetTick: SheetTickTable;
  sheetRule: SheetRuleTable;
  sheetFlag: SheetFlagTable;
  errorSample: ErrorSampleTable;
  sampledError: SampledErrorTable;
  gold: GoldTable;
  practice: PracticeTable;
  practiceAnswer: PracticeAnswerTable;
  qualified: QualifiedTable;
  repeat: RepeatTable;
  event: EventTable;
  release: ReleaseTable;
  releaseImage: ReleaseImageTable;
  releaseReview: ReleaseReviewTable;
  releaseObjects: ReleaseObjectsTable;
  auditSample: AuditSampleTable;
  auditSampleImage: AuditSampleImageTable;
  auditedImage: AuditedImageTable;
  job: JobTable;
  jobTaker: JobTakerTable;
  settledMatter: SettledMatterTable;
  message: MessageTable;
  mention: MentionTable;
  threadReader: ThreadReaderTable;
}

export type Database = Kysely<Tables>;
/** A database or a transaction in it: queries take either, so that any of them joins a transaction. */
export type Db = Kysely<Tables> | Transaction<Tables>;
