import { setImmediate } from "node:timers/promises";
import { imageUrl } from "../../contract/images/image.ts";
import type { ImageFilter as Asked, ImageRow, ImagesPage } from "../../contract/images/images.ts";
import { findStatus, type ImageStatus } from "../../core/images/imageStatus.ts";
import { type ImageFacts, listImageFacts } from "../../db/images/imageFacts.ts";
import {
  type Candidates,
  candidatesFor,
  countMatches,
  findCandidate,
  type ImageFilter,
  listFewWritten,
  listMatches,
  theseCandidates,
} from "../../db/images/imageList.ts";
import type { Db } from "../../db/schema.ts";
import type { Context } from "../context.ts";
import { countOwn } from "./parts/countOwn.ts";

/**
 * How much one request may do. Images are examined in stretches, between which other requests get their turn, until the
 * page is full or the time is over: a page is quick however rare its images are.
 */
const usualLimits = {
  pageSize: 60,
  /** Candidates examined in one go. */
  stretch: 2000,
  /** Milliseconds to fill the page; and then to count the rest. */
  fillFor: 90,
  countFor: 50,
  /** Up to this many flags or comments are looked up directly. */
  few: 5000,
};

interface Search {
  project: string;
  filter: ImageFilter;
  candidates: Candidates;
}

/** A page of a project's images, gold images left out, in the order of their ids. */
export async function listImages(
  { db }: Pick<Context, "db">,
  { project, after: start = "", ...asked }: { project: string; after?: string | undefined } & Asked,
  limits: Partial<typeof usualLimits> = {},
): Promise<ImagesPage> {
  const { pageSize, stretch, fillFor, countFor, few } = { ...usualLimits, ...limits };
  const filter = toFilter(asked);
  const search = { project, filter, candidates: await findCandidates(db, project, filter, few) };

  const ids: string[] = [];
  let after: string | undefined = start;
  const fillUntil = performance.now() + fillFor;
  do {
    const found = await searchStretch(db, search, { after, stretch, wanted: pageSize - ids.length });
    ids.push(...found.ids);
    after = found.next;
  } while (after !== undefined && ids.length < pageSize && (await hasTime(fillUntil)));

  return {
    images: await describeImages(db, ids),
    after: after ?? null,
    count:
      start === ""
        ? // A single page is already counted.
          after === undefined
          ? { images: ids.length, isAll: true }
          : await countAll(db, search, {
              images: ids.length,
              after,
              stretch,
              countFor,
            })
        : null,
  };
}

/** Images as lists show them, in the order of their ids. */
export const describeImages = async (db: Db, ids: readonly string[]): Promise<ImageRow[]> =>
  (await listImageFacts(db, ids)).map(toRow);

const toFilter = ({ flag, comment, labels, ...same }: Asked): ImageFilter => ({
  ...same,
  isFlagged: flag !== undefined,
  isCommented: comment !== undefined,
  labels: labels === undefined ? undefined : labels === "more" ? 3 : Number(labels),
});

async function findCandidates(
  db: Db,
  project: string,
  filter: ImageFilter,
  few: number,
): Promise<Candidates> {
  for (const [what, asked] of [
    ["flag", filter.isFlagged],
    ["comment", filter.isCommented],
  ] as const) {
    const written = asked ? await listFewWritten(db, project, what, few) : undefined;
    if (written) return theseCandidates(written);
  }
  return candidatesFor(project, filter);
}

/** @returns what was found, and the id after which to continue; undefined at the end */
async function searchStretch(
  db: Db,
  search: Search,
  { after, stretch, wanted }: { after: string; stretch: number; wanted: number },
): Promise<{ ids: string[]; next: string | undefined }> {
  const upTo = await findCandidate(db, search.candidates, { after, count: stretch });
  const ids = await listMatches(db, { ...search, after, upTo }, wanted + 1);
  if (ids.length <= wanted) return { ids, next: upTo };
  return { ids: ids.slice(0, wanted), next: ids[wanted - 1] };
}

async function countAll(
  db: Db,
  search: Search,
  {
    images,
    after,
    stretch,
    countFor,
  }: { images: number; after: string | undefined; stretch: number; countFor: number },
): Promise<ImagesPage["count"]> {
  if (Object.values(search.filter).every((value) => value === undefined || value === false)) {
    return countOwn(db, search.project, { stretch, countFor });
  }
  const until = performance.now() + countFor;
  let count = images;
  while (after !== undefined && (await hasTime(until))) {
    const upTo = await findCandidate(db, search.candidates, { after, count: stretch });
    count += await countMatches(db, { ...search, after, upTo });
    after = upTo;
  }
  return { images: count, isAll: after === undefined };
}

/** Gives other requests their turn, then tells whether there is time left. */
async function hasTime(until: number): Promise<boolean> {
  await setImmediate();
  return performance.now() < until;
}

const toRow = (facts: ImageFacts): ImageRow => ({
  id: facts.id,
  key: facts.key,
  thumbnailUrl: imageUrl(facts.id, "thumbnail"),
  status: statusOf(facts),
  labels: finalLabelsIn(facts),
  originals: facts.originals,
  reasons: facts.agreement?.reasons ?? [],
  flags: facts.flags,
  comments: facts.comments,
});

export const statusOf = ({
  fileState,
  isProposed,
  annotations,
  agreement,
  refined,
}: ImageFacts): ImageStatus =>
  findStatus({
    isFailed: fileState === "failed",
    isProposed,
    annotations,
    agreed: agreement?.agreed ?? null,
    refined: refined?.length ?? null,
  });

/** The final labels; null before there are any. */
export const finalLabelsIn = ({ agreement, refined }: ImageFacts): number[] | null =>
  agreement ? (agreement.agreed ? agreement.labels : refined) : null;
