// The parts of a release's files about answers: votes, objects, and the results of the no-label review.
import { Failure } from "../../../contract/failure.ts";
import { streamReleasedObjects } from "../../../db/classify/releasedObjects.ts";
import { listOriginalLabelsOf } from "../../../db/images/image.ts";
import { listAnswersAsOf } from "../../../db/labels/answersAsOf.ts";
import { listVotesAsOf } from "../../../db/labels/carried.ts";
import type { Project } from "../../../db/project/project.ts";
import {
  labelVersionOf,
  listReleasedReviews,
  type Release,
  streamReleaseImages,
} from "../../../db/releases.ts";
import type { Db } from "../../../db/schema.ts";
import type { ObjectsRow } from "../../../files/classify/writeObjects.ts";
import type { AnswerRow } from "../../../files/releases/writeAnswers.ts";
import type { ReviewRow } from "../../../files/releases/writeReviewCsv.ts";
import type { VoteRow } from "../../../files/releases/writeVotesCsv.ts";
import { compareUtf8 } from "../../../files/text/compareUtf8.ts";
import { chunksOf } from "../../chunksOf.ts";
import { labelsOf } from "./labelRows.ts";

const imagesAtOnce = 500;

/** @throws Failure `not-found` where the release holds none */
export async function listObjectRows(db: Db, { id, number }: Release): Promise<ObjectsRow[]> {
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

export async function listReviewRows(db: Db, release: string): Promise<ReviewRow[]> {
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

/** Annotators are numbered in order of appearance: a vote file names nobody. */
export async function* streamVotes({
  db,
  release,
  project,
}: {
  db: Db;
  release: Release;
  project: Project;
}): AsyncGenerator<VoteRow> {
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

/** Every decision of annotators and experts that counts; they are numbered in order of appearance within each group. */
export async function* streamAnswers({
  db,
  release,
  project,
}: {
  db: Db;
  release: Release;
  project: Project;
}): AsyncGenerator<AnswerRow> {
  const labels = await labelsOf({ db, release, project });
  const numbers = { annotator: new Map<string, number>(), expert: new Map<string, number>() };
  for await (const chunk of chunksOf(streamReleaseImages(db, release.id), imagesAtOnce)) {
    const ids = chunk.map(({ imageId }) => imageId);
    const answers = await listAnswersAsOf(db, project.id, ids, labelVersionOf(release));
    const byImage = Map.groupBy(answers, ({ image }) => image);
    for (const { imageId, imageKey } of chunk) {
      for (const given of byImage.get(imageId) ?? []) {
        const kind = given.isFinal ? "expert" : "annotator";
        const number = numbers[kind].get(given.person) ?? numbers[kind].size + 1;
        numbers[kind].set(given.person, number);
        const { key = "", name = "" } = labels[given.label] ?? {};
        yield {
          ...{ image: imageKey, label: given.label, key, name, person: `${kind} ${number}` },
          stage: given.stage,
          answer: given.answer === "unsure" ? "maybe" : given.answer,
          ...{ how: given.how, position: given.position, shown_ms: given.shownMs },
          reason: given.reason ?? null,
          main: given.main ? 1 : 0,
          ...{ submitted_at: given.submittedAt, active_ms: given.activeMs },
          guideline_version: given.guidelineVersion,
          comment: given.comment,
        };
      }
    }
  }
}
