import { Failure } from "../contract/failure.ts";
import type { Release } from "../contract/release.ts";
import { insertEvent } from "../db/event.ts";
import { listFinalLabels } from "../db/finalLabels.ts";
import { newId } from "../db/newId.ts";
import { findPersonName } from "../db/person.ts";
import { getProject } from "../db/project.ts";
import { insertRelease, insertReleaseReviews, listReleasesOf } from "../db/release.ts";
import type { Context } from "./context.ts";
import { countPending } from "./countPending.ts";
import { describeProtocol } from "./describeProtocol.ts";
import { hashLabels } from "./hashLabels.ts";
import { listReviewedImages } from "./listReviewedImages.ts";
import { listReviewsToKeep } from "./listReviewsToKeep.ts";
import { toRelease } from "./toRelease.ts";

/**
 * Freezes the labels of all images that have their final ones.
 * @throws Failure `not-ready` where images are not finished and may not be left out, or none is finished
 */
export async function createRelease(
  ctx: Pick<Context, "db" | "now">,
  {
    project,
    name,
    allowPending,
    person,
  }: { project: string; name: string; allowPending: boolean; person: string | null },
): Promise<Release> {
  return ctx.db.transaction().execute(async (db) => {
    const final = await listFinalLabels(db, project);
    const pending = await countPending(db, project, final.length);
    if (final.length === 0) throw new Failure("not-ready", "No image has its final labels yet.");
    if (pending > 0 && !allowPending) {
      throw new Failure(
        "not-ready",
        `${pending} ${pending === 1 ? "image is" : "images are"} not finished. Finish them, or leave them out (on the command line: --allow-pending).`,
      );
    }
    const at = ctx.now().toISOString();
    const release = {
      id: newId(),
      projectId: project,
      number: ((await listReleasesOf(db, project))[0]?.number ?? 0) + 1,
      name,
      by: await findPersonName(db, person),
      at,
      protocolJson: JSON.stringify(await describeProtocol(db, project, final)),
      pending,
      sha256: hashLabels(final),
    };
    const images = final.map(({ image, key, labels, provenance }) => ({
      imageId: image,
      imageKey: key,
      labelsJson: JSON.stringify(labels),
      provenance,
    }));
    await insertRelease(db, release, images);
    const { reviewers } = (await getProject(db, project)).settings;
    const reviewed = await listReviewedImages(db, project);
    await insertReleaseReviews(db, release.id, listReviewsToKeep(reviewed, reviewers));
    await insertEvent(db, {
      project,
      at,
      person,
      kind: "release-created",
      after: {
        release: release.id,
        number: release.number,
        images: final.length,
        pending,
        sha256: release.sha256,
      },
    });
    return toRelease(release, images);
  });
}
