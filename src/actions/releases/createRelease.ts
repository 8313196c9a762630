import { Failure } from "../../contract/failure.ts";
import type { Release } from "../../contract/releases/release.ts";
import { namesOfLicence } from "../../core/releases/licence.ts";
import { insertEvent } from "../../db/event.ts";
import { findFormers } from "../../db/labels/labelSpace.ts";
import type { FinalLabels } from "../../db/outcome/finalLabels.ts";
import { findPersonName } from "../../db/people/person.ts";
import { getProject } from "../../db/project/project.ts";
import {
  completeRelease,
  countReleaseImages,
  findTimeBeforeRelease,
  insertRelease,
  insertReleaseReviews,
  listReleasesOf,
} from "../../db/releases.ts";
import { newId } from "../../db/sql/newId.ts";
import type { Context } from "../context.ts";
import { listReviewedImages } from "../review/listReviewedImages.ts";
import { listReviewsToKeep } from "../review/listReviewsToKeep.ts";
import { timeAfter } from "../timeAfter.ts";
import { settleVotes } from "../votes/settleVotes.ts";
import { type Settle, settleWaiting } from "../votes/settleWaiting.ts";
import { countFinished } from "./countFinished.ts";
import { describeProtocol } from "./describeProtocol.ts";
import { hashLabels } from "./hashLabels.ts";
import { keepObjects } from "./parts/keepObjects.ts";
import { countLeftOut, streamOffered } from "./parts/streamOffered.ts";
import { toRelease } from "./parts/toRelease.ts";

/**
 * Freezes the labels of all images that have their final ones.
 * @param settleBy how waiting votes are settled
 * @throws Failure `not-ready` where unfinished images may not be left out, or no image is finished
 */
export async function createRelease(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  {
    project,
    name,
    allowPending,
    licence,
    authors = [],
    person,
  }: {
    project: string;
    name: string;
    allowPending: boolean;
    licence?: string | undefined;
    authors?: readonly string[] | undefined;
    person: string | null;
  },
  settleBy: Settle = settleVotes,
): Promise<Release> {
  await settle(ctx, { project, person, allowPending }, settleBy);
  // Others may write meanwhile, so everything is read as of one moment.
  const transaction = ctx.db.transaction().setIsolationLevel("repeatable read");
  return transaction.execute(async (db) => {
    const formers = await findFormers(db, project);
    const left = await countLeftOut(db, project, formers);
    const finished = await countFinished({ db }, { project });
    const ready = finished.ready - left.images;
    const pending = finished.pending + left.images;
    if (ready === 0) throw new Failure("not-ready", "No image has its final labels yet.");
    if (pending > 0 && !allowPending) {
      throw new Failure(
        "not-ready",
        `${pending} ${pending === 1 ? "image is" : "images are"} not finished${explainLeftOut(left.images)}. Finish them, or leave them out (on the command line: --allow-pending).`,
      );
    }
    const at = timeAfter(await findTimeBeforeRelease(db, project), ctx.now());
    const number = ((await listReleasesOf(db, project))[0]?.number ?? 0) + 1;
    const by = await findPersonName(db, person);
    const begun = { id: newId(), projectId: project, number, name, by, at, pending };
    const unknown = { protocolJson: "{}", sha256: "" };
    await insertRelease(db, { ...begun, ...unknown }, listReleased(streamOffered(db, project, formers)));

    const counts = await countReleaseImages(db, { id: begun.id, countsJson: null });
    const protocol = { ...(await describeProtocol(db, project, counts)), ...left.note };
    const objects = await keepObjects(db, begun.id, await getProject(db, project));
    const publishing = {
      ...(licence === undefined ? {} : { licence: namesOfLicence(licence).spdx ?? licence }),
      ...(authors.length === 0 ? {} : { authors }),
    };
    const known = {
      protocolJson: JSON.stringify({ ...protocol, ...(objects ? { objects } : {}), ...publishing }),
      sha256: await hashLabels(() => streamOffered(db, project, formers)),
      countsJson: JSON.stringify(counts),
    };
    await completeRelease(db, begun.id, known);
    const { reviewers } = (await getProject(db, project)).settings;
    const reviewed = await listReviewedImages(db, project);
    await insertReleaseReviews(db, begun.id, listReviewsToKeep(reviewed, reviewers));
    const { id: release } = begun;
    const { images } = counts;
    const { sha256 } = known;
    await insertEvent(db, {
      project,
      at,
      person,
      kind: "release-created",
      after: { release, number, images, pending, sha256 },
    });
    return toRelease(db, { ...begun, ...known });
  });
}

/** Votes that do not settle anything yet do not prevent releasing the rest. */
async function settle(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  { allowPending, ...about }: { project: string; person: string | null; allowPending: boolean },
  settleBy: Settle,
): Promise<void> {
  try {
    await settleWaiting(ctx, about, settleBy);
  } catch (error) {
    if (!(allowPending && error instanceof Failure && error.code === "not-ready")) throw error;
  }
}

const explainLeftOut = (images: number): string =>
  images === 0
    ? ""
    : `, ${images} of them because a label was split, or because all of their labels are retired (labels ask-again)`;

async function* listReleased(final: AsyncIterable<FinalLabels>) {
  for await (const { image, key, labels, provenance } of final) {
    yield { imageId: image, imageKey: key, labelsJson: JSON.stringify(labels), provenance };
  }
}
