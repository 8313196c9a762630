import { z } from "zod";
import { endpoint, id } from "../endpoint.ts";
import { releaseAudit } from "./releaseAudit.ts";

export const exportFormats = [
  "multilabelfy",
  "real",
  "csv",
  "csv-sets",
  "csv-wide",
  "jsonl",
  "parquet",
  "coco",
  "fiftyone",
  "label-studio",
  "hugging-face",
  "hugging-face-parquet",
  "webdataset",
  "card",
  "citation",
  "croissant",
  "votes",
  "answers",
  "answers-parquet",
  "review",
  "objects",
  "relabel",
  "guideline",
] as const;
export type ExportFormat = (typeof exportFormats)[number];

const isCsv: Record<ExportFormat, boolean> = {
  multilabelfy: false,
  real: false,
  csv: true,
  "csv-sets": true,
  "csv-wide": true,
  jsonl: false,
  parquet: false,
  coco: false,
  fiftyone: false,
  "label-studio": false,
  "hugging-face": false,
  "hugging-face-parquet": false,
  webdataset: false,
  card: false,
  citation: false,
  croissant: false,
  votes: true,
  answers: false,
  "answers-parquet": false,
  review: true,
  objects: false,
  relabel: false,
  guideline: false,
};

/** Those of them that are CSV. */
export const csvFormats: readonly ExportFormat[] = exportFormats.filter((format) => isCsv[format]);

/** What an export does with the images themselves: leave them where they are, copy them, or link to them. */
export const imagesOptions = ["none", "copy", "link"] as const;
export type ImagesOption = (typeof imagesOptions)[number];

/** Those that are several files, always: a folder, or an archive of it. */
export type FolderFormat = "hugging-face-parquet" | "webdataset";

/** A file alone; a file that a folder with the images can be made of; several files. */
const extents: Record<ExportFormat, "file" | "file-or-folder" | "folder"> = {
  multilabelfy: "file-or-folder",
  real: "file-or-folder",
  csv: "file-or-folder",
  "csv-sets": "file-or-folder",
  "csv-wide": "file-or-folder",
  jsonl: "file-or-folder",
  parquet: "file-or-folder",
  coco: "file-or-folder",
  fiftyone: "file-or-folder",
  "label-studio": "file-or-folder",
  "hugging-face": "file-or-folder",
  "hugging-face-parquet": "folder",
  webdataset: "folder",
  card: "file",
  citation: "file",
  croissant: "file-or-folder",
  votes: "file",
  answers: "file",
  "answers-parquet": "file",
  review: "file",
  objects: "file",
  relabel: "file",
  guideline: "file",
};

/** Formats that can hold the images, or be placed beside them. */
export const datasetFormats: readonly ExportFormat[] = exportFormats.filter(
  (format) => extents[format] !== "file",
);

/** Whether a format is always a folder. */
export const isFolderFormat = (format: ExportFormat): format is FolderFormat => extents[format] === "folder";

const release = z.strictObject({
  id,
  /** Counted from 1 within the project. */
  number: z.int().positive(),
  name: z.string(),
  at: z.iso.datetime(),
  by: z.string(),
  images: z.int(),
  /** Images left out because they were not finished. */
  pending: z.int(),
  labels: z.int(),
  agreed: z.int(),
  refined: z.int(),
  /** Images whose annotators differ and that rulings settle. */
  ruled: z.int(),
  noLabel: z.int(),
  sha256: z.string(),
  /** What an audit sample says about its labels; null if none was drawn. */
  audit: releaseAudit.nullable(),
  /** Everything that affects how the labels were made. */
  protocol: z.record(z.string(), z.unknown()),
});
export type Release = z.infer<typeof release>;

export const listReleases = endpoint({
  name: "listReleases",
  method: "GET",
  path: "/api/projects/:project/releases",
  summary: "The frozen label versions of a project, newest first",
  params: z.strictObject({ project: id }),
  reply: z.strictObject({
    releases: z.array(release),
    /** What a release would hold now. */
    ready: z.int(),
    pending: z.int(),
  }),
});

export const createRelease = endpoint({
  name: "createRelease",
  method: "POST",
  path: "/api/projects/:project/releases",
  summary: "Freeze the labels as they are",
  params: z.strictObject({ project: id }),
  body: z.strictObject({
    name: z.string().trim().min(1).max(100),
    /** Leave out unfinished images instead of refusing. */
    allowPending: z.boolean(),
    /** Of the labels: an SPDX id, or any other name. */
    licence: z.string().trim().min(1).max(100).optional(),
    /** Authors to cite. */
    authors: z.array(z.string().trim().min(1).max(100)).max(100).optional(),
  }),
  reply: release,
});

/**
 * Answers the file itself; of CSV also as a spreadsheet opens it without harm, see `csvText`. What is a folder is answered
 * as a tar archive of it.
 */
export const exportPath = (
  releaseId: string,
  format: ExportFormat,
  { spreadsheet = false, images = false } = {},
) => {
  const query = [
    ...(spreadsheet && csvFormats.includes(format) ? ["spreadsheet=yes"] : []),
    ...(images && datasetFormats.includes(format) ? ["images=copy"] : []),
  ].join("&");
  return `/api/releases/${encodeURIComponent(releaseId)}/export/${format}${query && `?${query}`}`;
};

export const exportQuery = z.strictObject({
  spreadsheet: z.literal("yes").optional(),
  images: z.enum(["none", "copy"]).optional(),
});
