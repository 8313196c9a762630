import { Failure } from "../../contract/failure.ts";
import { imageUrl } from "../../contract/images/image.ts";
import type { ErrorPosition, ErrorView, SeverityProgress } from "../../contract/severity.ts";
import { leaseEnd } from "../../core/tasks/leaseEnd.ts";
import { getImage } from "../../db/images/image.ts";
import { getProject } from "../../db/project/project.ts";
import type { Db } from "../../db/schema.ts";
import {
  countRatedBy,
  errorsToRate,
  findErrorToRate,
  findSampledError,
  leaseError,
  type SampledError,
} from "../../db/severity.ts";
import { countUpTo } from "../../db/tasks/queue.ts";
import type { Context } from "../context.ts";
import { lockQueue } from "../lock.ts";

interface Asked {
  project: string;
  person: string;
}

/** Counting stops here. */
const max = 10_000;

/** What an expert rates next: an error that nobody has rated, reserved until the lease ends. */
export async function getNextError(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  { project, person }: Asked,
): Promise<ErrorPosition> {
  const now = ctx.now();
  const error = await ctx.db.transaction().execute(async (db) => {
    await lockQueue(db, ctx.dialect, `${project} errors`);
    const found = await findErrorToRate(db, { project, person, now: now.toISOString() });
    if (!found) return undefined;
    const { settings } = await getProject(db, project);
    await leaseError(db, found.id, { person, until: leaseEnd(now, settings) });
    return found;
  });
  return {
    current: error ? await describeError(ctx.db, error) : null,
    progress: await findSeverityProgress(ctx, { project, person }),
  };
}

/** A person's progress with rating errors. */
export async function findSeverityProgress(
  { db, now }: Pick<Context, "db" | "now">,
  asked: Asked,
): Promise<SeverityProgress> {
  const free = errorsToRate(db, { ...asked, now: now().toISOString() }).select("sampledError.id");
  return { done: await countRatedBy(db, asked), left: await countUpTo(free, max) };
}

/** An error that a person rated. @throws Failure `not-found` where it is somebody else's */
export async function getError(
  { db }: Pick<Context, "db">,
  { error: id, person }: { error: string; person: string },
): Promise<ErrorView> {
  const error = await findSampledError(db, id);
  if (error?.personId !== person) throw notYours();
  return describeError(db, error);
}

export const notYours = () =>
  new Failure("not-found", "This is not among what you rate. Go back to “My work”.");

async function describeError(db: Db, error: SampledError): Promise<ErrorView> {
  const { exemplarVersion } = await getProject(db, error.projectId);
  const { severity, cause, comment, imageId: image } = error;
  const { width, height } = await getImage(db, image);
  return {
    id: error.id,
    project: error.projectId,
    revision: error.revision,
    image: {
      id: image,
      // An image with predictions has been read, so its size is known.
      ...{ width: width!, height: height! },
      screenUrl: imageUrl(image, "screen"),
      originalUrl: imageUrl(image, "original"),
    },
    label: error.labelIndex,
    labels: JSON.parse(error.labelsJson) as number[],
    exemplarVersion,
    rating: severity === null ? null : { severity, cause, comment },
  };
}
