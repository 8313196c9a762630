import { z } from "zod";
import { endpoint, id } from "../endpoint.ts";
import { releaseAudit } from "./releaseAudit.ts";

export const exportFormats = [
  "multilabelfy",
  "real",
  "csv",
  "csv-sets",
  "jsonl",
  "coco",
  "fiftyone",
  "label-studio",
  "hugging-face",
  "card",
  "croissant",
  "votes",
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
  jsonl: false,
  coco: false,
  fiftyone: false,
  "label-studio": false,
  "hugging-face": false,
  card: false,
  croissant: false,
  votes: true,
  review: true,
  objects: false,
  relabel: false,
  guideline: false,
};

/** Of these, the ones that are CSV. */
export const csvFormats: readonly ExportFormat[] = exportFormats.filter((format) => isCsv[format]);

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
  /** Their people differ, and rulings bring them together. */
  ruled: z.int(),
  noLabel: z.int(),
  sha256: z.string(),
  /** What an audit sample says of its labels; null where none was drawn. */
  audit: releaseAudit.nullable(),
  /** Everything that changes how the labels came to be. */
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
    /** Leave out images that are not finished, instead of refusing. */
    allowPending: z.boolean(),
  }),
  reply: release,
});

/** Answers the file itself; of CSV also as a spreadsheet opens it without harm, see `csvText`. */
export const exportPath = (releaseId: string, format: ExportFormat, { spreadsheet = false } = {}) =>
  `/api/releases/${encodeURIComponent(releaseId)}/export/${format}${spreadsheet && csvFormats.includes(format) ? "?spreadsheet=yes" : ""}`;

export const exportQuery = z.strictObject({ spreadsheet: z.literal("yes").optional() });
