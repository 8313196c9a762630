import { Failure } from "../../contract/failure.ts";
import { findAuditSample, unpackStrata } from "../../db/auditSample/auditSample.ts";
import { streamReleaseImages } from "../../db/releases.ts";
import type { Context } from "../context.ts";
import { findReleaseNumbered } from "./parts/findReleaseNumbered.ts";
import { labelsAnew, readAudit } from "./parts/readAudit.ts";

interface AuditedImage {
  image: string;
  stratum: string;
  /** Null where the image was not drawn. */
  step: number | null;
  /** The new labels; null where the image was not audited (yet). */
  labels: number[] | null;
}

/**
 * All images of a release with their strata, and the new labels of the audited ones: the data that corrects models'
 * accuracies.
 *
 * @throws Failure `not-found` where there is no such release, or no sample of it
 */
export async function* exportAudit(
  { db }: Pick<Context, "db">,
  { project, number }: { project: string; number: number },
): AsyncGenerator<AuditedImage> {
  const release = await findReleaseNumbered(db, project, number);
  const sample = await findAuditSample(db, release.id);
  if (!sample) throw new Failure("not-found", `Release ${number} has no audit sample.`);
  const drawn = new Map((await readAudit(db, release)).map((image) => [image.imageId, image]));
  const strata = unpackStrata(sample);
  let place = 0;
  for await (const { imageId, imageKey } of streamReleaseImages(db, release.id)) {
    const found = drawn.get(imageId);
    yield {
      image: imageKey,
      stratum: strata[place++]!,
      // An image that nobody can judge is left out as if not drawn: it is assumed to be like the others of its stratum.
      step: found && found.state.kind !== "not-judged" ? found.step : null,
      labels: found ? labelsAnew(found) : null,
    };
  }
}
