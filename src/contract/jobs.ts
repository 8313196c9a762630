import { z } from "zod";
import { scoreKinds } from "../core/evaluation/scores/scoreUnit.ts";
import { jobKinds, jobStates } from "../core/project/jobKind.ts";
import { endpoint, id } from "./endpoint.ts";
import { refusedFiles, uploadId, uploadWishes } from "./images/uploads.ts";
import { exportFormats } from "./releases/release.ts";

const count = z.int().nonnegative();
const ofProject = z.strictObject({ project: id });
const ofJob = z.strictObject({ project: id, job: id });
const isYes = z.boolean().default(false);
/** The name of a model that was added; null: the one that ships with the program. */
const model = z.string().min(1).max(200).nullable().default(null);
/** Its number. */
const release = z.int().positive();

/** A file of an upload, by its path in it. */
const sentFile = z.string().min(1).max(1000);
/** Name of imported predictions. */
const imported = z.string().trim().min(1).max(100);

const ofUpload = z.strictObject({ upload: uploadId, ...uploadWishes.shape });

const askedFor = [
  /** Makes images from uploaded files. */
  z.strictObject({ kind: z.literal("import-images"), ...ofUpload.shape }),
  /** Loads the images of an uploaded list of addresses. */
  z.strictObject({ kind: z.literal("import-list"), ...ofUpload.omit({ layout: true }).shape }),
  /** Makes images from a folder of the server or a bucket that may be imported. */
  z.strictObject({
    kind: z.literal("import-place"),
    /** An absolute path, or s3://BUCKET/PREFIX. */
    source: z.string().trim().min(1).max(1000),
    layout: uploadWishes.shape.layout,
    /** An uploaded file that names the images, by paths below the source, and their labels. */
    manifest: z.strictObject({ upload: uploadId, name: uploadWishes.shape.name }).optional(),
    /** With a manifest: leaves out rows whose images do not exist. */
    skipMissing: z.boolean().optional(),
    /** Copies the images into the project; otherwise they stay where they are. */
    copy: z.boolean().optional(),
  }),
  /** Makes uploaded files the photos that show each label. */
  z.strictObject({ kind: z.literal("import-exemplars"), ...ofUpload.omit({ layout: true }).shape }),
  /** Stores a model's predictions, computed elsewhere, from an uploaded file. */
  z.strictObject({
    kind: z.literal("import-predictions"),
    upload: uploadId,
    file: sentFile,
    /** A separate file with the images in the order of a NumPy array's rows. */
    list: sentFile.nullable().default(null),
    /** What to call the model. */
    name: imported,
    scores: z.enum(scoreKinds).default("auto"),
    /** Replaces the predictions of this name. */
    replace: isYes,
    /** Continues even if they agree with the original labels no better than chance. */
    allowImplausible: isYes,
  }),
  /** Stores answers about which image holds which label, given elsewhere, from an uploaded file. */
  z.strictObject({ kind: z.literal("import-answers"), upload: uploadId, file: sentFile }),
  /** Adds an uploaded model to the installation's, once it has been checked and measured. */
  z.strictObject({
    kind: z.literal("add-model"),
    upload: uploadId,
    /** The ONNX file. */
    file: sentFile,
    card: sentFile,
    /** For an image tower: a NumPy array with a vector for each label of the project. */
    vectors: sentFile.nullable().default(null),
    /** Adds it even if it finds known labels no more often than chance. */
    allowImplausible: isYes,
  }),
  /** Reads the image files that have not been read yet. */
  z.strictObject({ kind: z.literal("verify") }),
  /**
   * Proposes labels for images that have none: by a model; by a probe that learns the images' own labels from what the
   * model sees; by predictions that were imported, those of several models as their union; or none at all, so that people
   * search for each.
   */
  z.strictObject({
    kind: z.literal("propose"),
    model,
    by: z.enum(["model", "probe", "imported", "search"]).default("model"),
    /** The model whose imported predictions are used; all imported ones by default. */
    from: imported.optional(),
  }),
  /** Stores what a model sees of each image, as numbers. */
  z.strictObject({ kind: z.literal("embed"), model }),
  /** Stores where in each image a model sees its labels. */
  z.strictObject({ kind: z.literal("maps"), model }),
  /** Looks for what is wrong with images and original labels, and keeps all findings as a table. */
  z.strictObject({ kind: z.literal("audit"), spreadsheet: isYes }),
  /** Evaluates the models by a release, and keeps the report. */
  z.strictObject({ kind: z.literal("report"), release }),
  /** Keeps a release as a file. */
  z.strictObject({
    kind: z.literal("export"),
    release,
    format: z.enum(exportFormats),
    spreadsheet: isYes,
  }),
] as const;

/** What a job can be asked to do, with the parameters of each kind. */
const askedWork = z.discriminatedUnion("kind", askedFor);
export type AskedWork = z.output<typeof askedWork>;

/** The same, with the kinds that have a request of their own. */
export const jobWork = z.discriminatedUnion("kind", [
  ...askedFor,
  /** Copies the whole installation into one file. */
  z.strictObject({
    kind: z.literal("backup"),
    /** Distinguishes the backups of installations that share a folder. */
    installation: z.string().regex(/^[0-9a-f]{8}$/),
  }),
]);
export type JobWork = z.output<typeof jobWork>;

/** The kinds of jobs that can be started. */
export type StartedKind = JobWork["kind"];
export const startedKinds: readonly StartedKind[] = jobWork.options.flatMap(({ shape }) =>
  shape.kind.values.size > 0 ? [...shape.kind.values] : [],
);

/** Work that begins with files and so has a page of its own. */
export const begunWithFiles = ["import-images", "import-exemplars"] as const;
/** Work that is started somewhere other than the list of all kinds. */
export const begunElsewhere = [
  ...begunWithFiles,
  "import-list",
  "import-place",
  "import-answers",
  "backup",
] as const;

/** What a job can count when it has ended. */
export const jobCounts = [
  "added",
  "alreadyThere",
  "exemplars",
  "labelsShown",
  "read",
  "proposed",
  "withProposals",
  "labelsEach",
  "withoutProposals",
  "embedded",
  "withEmbedding",
  "scored",
  "withoutScores",
  "mapped",
  "withMaps",
  "findings",
  "evaluated",
  "rowsKept",
  "filesKept",
] as const;
export type JobCount = (typeof jobCounts)[number];

/** Maximum number of refusals of a job that are listed; all are counted. */
export const refusedShown = 200;

/** What came of a job. */
export const jobOutcome = z.strictObject({
  counts: z.array(z.strictObject({ what: z.enum(jobCounts), count })),
  /** Images that it could not process, the first of them with reasons. */
  refused: refusedFiles,
  /** How files were read, in sentences. */
  notes: z.array(z.string()),
  /** The file it made; null if it made none, or the file is no longer kept. */
  file: z.strictObject({ name: z.string(), type: z.string(), bytes: count }).nullable(),
});
export type JobOutcome = z.output<typeof jobOutcome>;

export const jobView = z.strictObject({
  id,
  kind: z.enum(jobKinds),
  /** null if it runs at the command line, or by a request of another kind. */
  work: jobWork.nullable(),
  state: z.enum(jobStates),
  /** What is being done, in a word or two; empty before it begins. */
  step: z.string(),
  /** Out of `total`, which is 0 if unknown. */
  done: count,
  total: count,
  /** Why it failed, and what to do; empty otherwise. */
  message: z.string(),
  /** Who started it; null: somebody at the command line, or an account that is gone. */
  by: z.string().nullable(),
  /** When it started; while it waits, when it was requested. */
  startedAt: z.iso.datetime(),
  /** When it last progressed; for one that has ended, when it ended. */
  updatedAt: z.iso.datetime(),
  /** Whether it runs although somebody wants it to end. */
  isEnding: z.boolean(),
  /** Whether it waits while no server or worker takes such jobs; jobs behind it need not wait for it. */
  isUntaken: z.boolean(),
  outcome: jobOutcome.nullable(),
});
export type JobView = z.output<typeof jobView>;

export const listJobs = endpoint({
  name: "listJobs",
  method: "GET",
  path: "/api/projects/:project/jobs",
  summary: "A project's jobs, the newest first",
  params: ofProject,
  query: z.strictObject({
    /** `before` of the previous page. */
    before: id.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  reply: z.strictObject({
    jobs: z.array(jobView),
    /** Where the next page begins; null on the last. */
    before: id.nullable(),
  }),
});

export const getJob = endpoint({
  name: "getJob",
  method: "GET",
  path: "/api/projects/:project/jobs/:job",
  summary: "How far a job is, or what came of it",
  params: ofJob,
  reply: jobView,
});

export const startJob = endpoint({
  name: "startJob",
  method: "POST",
  path: "/api/projects/:project/jobs",
  summary:
    "Start a job: it runs as soon as those before it in the project have ended. One that waits or runs with the same work is answered, and not started twice",
  params: ofProject,
  body: askedWork,
  reply: jobView,
});

export const cancelJob = endpoint({
  name: "cancelJob",
  method: "POST",
  path: "/api/projects/:project/jobs/:job/cancel",
  summary: "End a job after what is under way. What it has done so far stays",
  params: ofJob,
  body: z.strictObject({}),
  reply: jobView,
});

export const retryJob = endpoint({
  name: "retryJob",
  method: "POST",
  path: "/api/projects/:project/jobs/:job/retry",
  summary: "Start a job anew that failed or was cancelled: it goes on where it ended",
  params: ofJob,
  body: z.strictObject({}),
  reply: jobView,
});

export const getJobChoices = endpoint({
  name: "getJobChoices",
  method: "GET",
  path: "/api/projects/:project/job-choices",
  summary: "What jobs can be started with in a project",
  params: ofProject,
  reply: z.strictObject({
    images: count,
    /** Those whose files have not been read yet. */
    unread: count,
    /** Those without proposals. */
    unproposed: count,
    models: z.array(
      z.strictObject({
        /** null: the one that ships with the program. */
        name: z.string().nullable(),
        title: z.string(),
        /** Whether it knows the project's labels. */
        knowsLabels: z.boolean(),
      }),
    ),
    /** Whether the installation's settings allow uploading models. */
    takesModels: z.boolean(),
    /** Models whose predictions were imported, by name. */
    imported: z.array(z.string()),
    /** The newest first. */
    releases: z.array(z.strictObject({ number: release, name: z.string() })),
  }),
});
export type JobChoices = z.output<typeof getJobChoices.reply>;

/** Path at which the file made by a job is downloaded. */
export const jobFilePath = (project: string, of: string) => `/api/projects/${project}/jobs/${of}/file`;
