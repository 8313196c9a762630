import { createHash } from "node:crypto";
import type { CsvOptions } from "../../contract/csvText.ts";
import type { ExportFormat, FolderFormat, ImagesOption } from "../../contract/releases/release.ts";
import { describeMethods } from "../../core/releases/describeMethods.ts";
import { publishingOf } from "../../core/releases/licence.ts";
import { protocolRows } from "../../core/releases/protocolRows.ts";
import { classifyTask } from "../../core/stages/classifyTask.ts";
import { openingOf } from "../../core/stages/protocol.ts";
import { getGuidelineVersion } from "../../db/guideline/guideline.ts";
import type { Project } from "../../db/project/project.ts";
import type { Release } from "../../db/releases.ts";
import { writeObjects } from "../../files/classify/writeObjects.ts";
import { writeLabelParquet } from "../../files/datasets/huggingFace.ts";
import type { ShardSize } from "../../files/datasets/shards.ts";
import { programVersion } from "../../files/programVersion.ts";
import { citeRelease } from "../../files/releases/citeRelease.ts";
import { labelErrors, tellLabelErrors } from "../../files/releases/labelErrors.ts";
import { imageFolderLines, labelStudioTasks, releaseLines } from "../../files/releases/releaseLines.ts";
import { writeAnswerParquet } from "../../files/releases/writeAnswers.ts";
import { writeCard } from "../../files/releases/writeCard.ts";
import { writeCitation } from "../../files/releases/writeCitation.ts";
import { writeCoco } from "../../files/releases/writeCoco.ts";
import { writeCroissant } from "../../files/releases/writeCroissant.ts";
import { writeFiftyOne } from "../../files/releases/writeFiftyOne.ts";
import { writeJsonLines } from "../../files/releases/writeJsonLines.ts";
import { writeJsonList } from "../../files/releases/writeJsonList.ts";
import { writeMultilabelfyJson } from "../../files/releases/writeMultilabelfyJson.ts";
import { writeRealJson } from "../../files/releases/writeRealJson.ts";
import { writeReleaseCsv } from "../../files/releases/writeReleaseCsv.ts";
import { writeReleaseSets } from "../../files/releases/writeReleaseSets.ts";
import { writeReleaseWide } from "../../files/releases/writeReleaseWide.ts";
import { writeReviewCsv } from "../../files/releases/writeReviewCsv.ts";
import { writeVotesCsv } from "../../files/releases/writeVotesCsv.ts";
import { describeAudit } from "../auditSample/describeAudit.ts";
import type { Context } from "../context.ts";
import { embedPictures } from "../guideline/embedPictures.ts";
import { listObjectRows, listReviewRows, streamAnswers, streamVotes } from "./parts/answerRows.ts";
import { fileStem } from "./parts/fileStem.ts";
import { labelsOf, streamRows, streamSizedRows } from "./parts/labelRows.ts";
import { relabelLines } from "./parts/relabelLines.ts";
import { toRelease } from "./parts/toRelease.ts";

export interface ExportOptions extends CsvOptions {
  /** The model whose maps are written, where several have made maps. */
  model?: string | undefined;
  /** What becomes of the images; if given, any format that can hold images becomes a folder. */
  images?: ImagesOption | undefined;
  /** Size of each file, where there are several. */
  shardSize?: ShardSize | undefined;
}

/** What a file is written from. */
export interface Source extends Pick<Context, "db" | "storage"> {
  release: Release;
  project: Project;
  options: ExportOptions;
}

interface Content {
  /** The end of the file's name. */
  ending: string;
  contentType: string;
  body: AsyncIterable<string | Uint8Array>;
}

const csv = "text/csv; charset=utf-8";
const json = "application/json";
const parquet = "application/vnd.apache.parquet";
const jsonLines = "application/x-ndjson; charset=utf-8";

/** What writes each format. */
export const contents: Record<
  Exclude<ExportFormat, FolderFormat>,
  (source: Source) => Promise<Content> | Content
> = {
  multilabelfy: (source) => ({
    ending: "multilabelfy.json",
    contentType: json,
    body: writeMultilabelfyJson(streamRows(source)),
  }),
  real: (source) => ({ ending: "real.json", contentType: json, body: writeRealJson(streamRows(source)) }),
  csv: (source) => ({
    ending: "csv.csv",
    contentType: csv,
    body: writeReleaseCsv(streamRows(source), source.options),
  }),
  "csv-sets": (source) => ({
    ending: "sets.csv",
    contentType: csv,
    body: writeReleaseSets(streamRows(source), source.options),
  }),
  "csv-wide": async (source) => ({
    ending: "wide.csv",
    contentType: csv,
    body: writeReleaseWide(streamRows(source), await labelsOf(source), source.options),
  }),
  jsonl: (source) => ({
    ending: linesEnding,
    contentType: jsonLines,
    body: writeJsonLines(releaseLines(streamRows(source))),
  }),
  parquet: async (source) => ({
    ending: "labels.parquet",
    contentType: parquet,
    body: writeLabelParquet(streamRows(source), namesOf(await labelsOf(source))),
  }),
  coco: async (source) => ({
    ending: "coco.json",
    contentType: json,
    body: writeCoco(() => streamSizedRows(source), await labelsOf(source), {
      description: titleOf(source),
      version: String(source.release.number),
      date_created: source.release.at,
      ...(await errorsOf(source)),
    }),
  }),
  fiftyone: async (source) => ({
    ending: "fiftyone-labels.json",
    contentType: json,
    body: await writeFiftyOne(
      () => streamRows(source),
      namesOf(await labelsOf(source)),
      await errorsOf(source),
    ),
  }),
  "label-studio": (source) => ({
    ending: "label-studio.json",
    contentType: json,
    body: withEnd(
      writeJsonList(
        labelStudioTasks(streamRows(source), { release: titleOf(source), at: source.release.at }),
      ),
    ),
  }),
  "hugging-face": (source) => ({
    ending: "metadata.jsonl",
    contentType: jsonLines,
    body: writeJsonLines(imageFolderLines(streamRows(source))),
  }),
  card: async (source) => ({
    ending: "card.md",
    contentType: "text/markdown; charset=utf-8",
    body: asStream([await describe(source)]),
  }),
  citation: async (source) => ({
    ending: "CITATION.cff",
    contentType: "application/yaml; charset=utf-8",
    body: asStream([await describeCitation(source)]),
  }),
  croissant: async (source) => ({
    ending: "croissant.json",
    contentType: "application/ld+json",
    body: asStream([await describeForMachines(source, `${stemOf(source)}-${linesEnding}`)]),
  }),
  votes: ({ db, release, project, options }) => ({
    ending: "votes.csv",
    contentType: csv,
    body: writeVotesCsv(streamVotes({ db, release, project }), {
      ...options,
      withMain: openingOf(project.settings).task === classifyTask,
    }),
  }),
  answers: (source) => ({
    ending: "answers.jsonl",
    contentType: jsonLines,
    body: writeJsonLines(streamAnswers(source)),
  }),
  "answers-parquet": (source) => ({
    ending: "answers.parquet",
    contentType: parquet,
    body: writeAnswerParquet(streamAnswers(source)),
  }),
  review: async ({ db, release, options }) => ({
    ending: "review.csv",
    contentType: csv,
    body: writeReviewCsv(await listReviewRows(db, release.id), options),
  }),
  objects: async ({ db, release }) => ({
    ending: "objects.jsonl",
    contentType: jsonLines,
    body: asStream(writeObjects(await listObjectRows(db, release))),
  }),
  relabel: async (source) => ({
    ending: "relabel.jsonl",
    contentType: jsonLines,
    body: writeJsonLines(await relabelLines(source, source.options.model)),
  }),
  async guideline({ db, storage, release, project }) {
    const { guidelineVersion } = JSON.parse(release.protocolJson) as { guidelineVersion: number };
    const { markdown } = await getGuidelineVersion(db, project.id, guidelineVersion);
    return {
      ending: "guideline.md",
      contentType: "text/markdown; charset=utf-8",
      body: embedPictures({ db, storage }, project.id, markdown),
    };
  },
};

/** Ending of the name of the file that Croissant describes. */
export const linesEnding = "labels.jsonl";

export const stemOf = ({ project, release }: Pick<Source, "project" | "release">) =>
  fileStem(`${project.name} release ${release.number}`);

const titleOf = ({ project, release }: Source) => `${project.name}, release ${release.number}`;

/** How wrong the labels are, for metadata; nothing where no sample was drawn. */
async function errorsOf({ db, release }: Source): Promise<Record<string, unknown>> {
  const audit = await describeAudit(db, release);
  return audit ? { label_errors: labelErrors(audit) } : {};
}

/** @param files where files with images are beside the card, by the parts of the dataset */
export async function describe(source: Source, files?: Record<string, string>): Promise<string> {
  const release = await toRelease(source.db, source.release);
  return writeCard({
    ...release,
    ...publishingOf(release.protocol),
    project: source.project.name,
    version: programVersion,
    classes: namesOf(await labelsOf(source)),
    methods: describeMethods(release),
    protocol: protocolRows(release.protocol),
    ...(files ? { files } : {}),
  });
}

export async function describeCitation(source: Source): Promise<string> {
  const release = await toRelease(source.db, source.release);
  return writeCitation({ ...release, ...publishingOf(release.protocol), project: source.project.name });
}

/** @param fileName of the JSON lines that are described */
export async function describeForMachines(source: Source, fileName: string): Promise<string> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const line of writeJsonLines(releaseLines(streamRows(source)))) {
    hash.update(line);
    bytes += Buffer.byteLength(line);
  }
  const release = await toRelease(source.db, source.release);
  const publishing = publishingOf(release.protocol);
  const { name, number, at, images, labels, audit } = release;
  return writeCroissant({
    ...publishing,
    title: titleOf(source),
    description: `${name}: ${images} images with all labels that people found valid, ${labels} in all.`,
    at,
    number,
    limitations: audit && tellLabelErrors(audit),
    citation: citeRelease({ ...release, ...publishing, project: source.project.name }),
    lines: { fileName, sha256: hash.digest("hex"), bytes },
  });
}

const namesOf = (labels: readonly { name: string }[]) => labels.map(({ name }) => name);

async function* asStream(parts: Iterable<string>): AsyncGenerator<string> {
  yield* parts;
}

async function* withEnd(body: AsyncIterable<string>): AsyncGenerator<string> {
  yield* body;
  yield "\n";
}
