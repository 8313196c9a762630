import type { CsvOptions } from "../../contract/csvText.ts";
import { Failure } from "../../contract/failure.ts";
import type { Label } from "../../contract/labels/labelSpace.ts";
import type { ExportFormat } from "../../contract/releases/release.ts";
import { classifyTask } from "../../core/stages/classifyTask.ts";
import { openingOf } from "../../core/stages/protocol.ts";
import { streamReleasedObjects } from "../../db/classify/releasedObjects.ts";
import { getGuidelineVersion } from "../../db/guideline/guideline.ts";
import { listOriginalLabelsOf } from "../../db/images/image.ts";
import { listVotesAsOf } from "../../db/labels/carried.ts";
import { listLabels } from "../../db/labels/labelSpace.ts";
import { getProject, type Project } from "../../db/project/project.ts";
import {
  getRelease,
  labelVersionOf,
  listReleasedReviews,
  type Release,
  streamReleaseImages,
} from "../../db/releases.ts";
import type { Db } from "../../db/schema.ts";
import { type ObjectsRow, writeObjects } from "../../files/classify/writeObjects.ts";
import type { ReleaseRow } from "../../files/releases/releaseRow.ts";
import { writeMultilabelfyJson } from "../../files/releases/writeMultilabelfyJson.ts";
import { writeRealJson } from "../../files/releases/writeRealJson.ts";
import { writeReleaseCsv } from "../../files/releases/writeReleaseCsv.ts";
import { type ReviewRow, writeReviewCsv } from "../../files/releases/writeReviewCsv.ts";
import { type VoteRow, writeVotesCsv } from "../../files/releases/writeVotesCsv.ts";
import { compareUtf8 } from "../../files/text/compareUtf8.ts";
import { chunksOf } from "../chunksOf.ts";
import type { Context } from "../context.ts";
import { embedPictures } from "../guideline/embedPictures.ts";
import { fileStem } from "./parts/fileStem.ts";

export interface ExportedFile {
  project: string;
  fileName: string;
  contentType: string;
  body: AsyncIterable<string>;
}

const imagesAtOnce = 500;

/** What a file is written from. */
interface Source extends Pick<Context, "db" | "storage"> {
  release: Release;
  project: Project;
  options: CsvOptions;
}

interface Content {
  /** The end of the file's name. */
  ending: string;
  contentType: string;
  body: AsyncIterable<string>;
}

const csv = "text/csv; charset=utf-8";

/** What writes each format. */
export const contents: Record<ExportFormat, (source: Source) => Promise<Content> | Content> = {
  multilabelfy: async (source) => ({
    ending: "multilabelfy.json",
    contentType: "application/json",
    body: writeMultilabelfyJson(await streamRows(source)),
  }),
  real: async (source) => ({
    ending: "real.json",
    contentType: "application/json",
    body: writeRealJson(await streamRows(source)),
  }),
  csv: async (source) => ({
    ending: "csv.csv",
    contentType: csv,
    body: writeReleaseCsv(await streamRows(source), source.options),
  }),
  votes: ({ db, release, project, options }) => ({
    ending: "votes.csv",
    contentType: csv,
    body: writeVotesCsv(streamVotes({ db, release, project }), {
      ...options,
      withMain: openingOf(project.settings).task === classifyTask,
    }),
  }),
  review: async ({ db, release, options }) => ({
    ending: "review.csv",
    contentType: csv,
    body: writeReviewCsv(await listReviewRows(db, release.id), options),
  }),
  objects: async ({ db, release }) => ({
    ending: "objects.jsonl",
    contentType: "application/x-ndjson; charset=utf-8",
    body: writeLines(writeObjects(await listObjectRows(db, release))),
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

/** A release's labels, the raw votes on its images, what the no-label review found, or the guideline, as a file. */
export async function exportRelease(
  { db, storage }: Pick<Context, "db" | "storage">,
  { release: id, format, ...options }: { release: string; format: ExportFormat } & CsvOptions,
): Promise<ExportedFile> {
  const release = await getRelease(db, id);
  const project = await getProject(db, release.projectId);
  const { ending, ...content } = await contents[format]({ db, storage, release, project, options });
  const stem = fileStem(`${project.name} release ${release.number}`);
  return { project: project.id, fileName: `${stem}-${ending}`, ...content };
}

const streamRows = async ({ db, release, project }: Source) =>
  listRows(streamReleaseImages(db, release.id), await listLabels(db, project, labelVersionOf(release)));

async function* listRows(
  images: ReturnType<typeof streamReleaseImages>,
  labels: readonly Pick<Label, "key" | "name">[],
): AsyncGenerator<ReleaseRow> {
  for await (const { imageKey, labelsJson, provenance } of images) {
    yield {
      image: imageKey,
      provenance,
      labels: (JSON.parse(labelsJson) as number[]).map((index) => {
        const { key = "", name = "" } = labels[index] ?? {};
        return { index, key, name, provenance };
      }),
    };
  }
}

/** @throws Failure `not-found` where the release holds none */
async function listObjectRows(db: Db, { id, number }: Release): Promise<ObjectsRow[]> {
  const rows: ObjectsRow[] = [];
  for await (const { key, objects: kept } of streamReleasedObjects(db, id)) {
    const [original, another] = kept.originals;
    const known = original !== undefined && another === undefined ? String(original) : undefined;
    if (kept.objects) rows.push({ image: key, original: known, objects: kept.objects });
  }
  if (rows.length === 0)
    throw new Failure(
      "not-found",
      `Release ${number} holds no objects: nobody had marked any in its images.`,
    );
  return rows;
}

async function* writeLines(lines: Iterable<string>): AsyncGenerator<string> {
  yield* lines;
}

async function listReviewRows(db: Db, release: string): Promise<ReviewRow[]> {
  const rows = await listReleasedReviews(db, release);
  const originals = await listOriginalLabelsOf(db, [...new Set(rows.map(({ imageId }) => imageId))]);
  return rows
    .map(({ imageId, imageKey, reviewer, ...row }) => ({
      image: imageKey,
      original: originals.get(imageId) ?? [],
      reviewer: reviewer === 0 ? ("together" as const) : (`reviewer ${reviewer}` as const),
      ...row,
    }))
    .sort((a, b) => compareUtf8(a.image, b.image));
}

/** Annotators are numbered as they first appear: a vote file names nobody. */
async function* streamVotes({
  db,
  release,
  project,
}: Pick<Source, "db" | "release" | "project">): AsyncGenerator<VoteRow> {
  const numbers = new Map<string, number>();
  for await (const chunk of chunksOf(streamReleaseImages(db, release.id), imagesAtOnce)) {
    const ids = chunk.map(({ imageId }) => imageId);
    const votes = await listVotesAsOf(db, project.id, ids, labelVersionOf(release));
    const byImage = Map.groupBy(votes, ({ image }) => image);
    for (const { imageId, imageKey } of chunk) {
      for (const { label, person, answer, main } of byImage.get(imageId) ?? []) {
        const number = numbers.get(person) ?? numbers.size + 1;
        numbers.set(person, number);
        yield {
          image: imageKey,
          label,
          annotator: `annotator ${number}`,
          answer: answer === "unsure" ? "maybe" : answer,
          main,
        };
      }
    }
  }
}
