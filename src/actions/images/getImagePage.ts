import { Failure } from "../../contract/failure.ts";
import { imageUrl } from "../../contract/images/image.ts";
import type { ImageAnswer, ImageView } from "../../contract/images/imagePage.ts";
import type { AnnotationDraft } from "../../contract/tasks/annotationDraft.ts";
import { getImage, type Image } from "../../db/images/image.ts";
import { listImageFacts } from "../../db/images/imageFacts.ts";
import { listAnswers, listReasonedDecisions, listReleasesOfImage } from "../../db/images/imageHistory.ts";
import { findAside } from "../../db/images/leftOut.ts";
import { findSending } from "../../db/outcome/sending.ts";
import { findPersonName } from "../../db/people/person.ts";
import { getProject } from "../../db/project/project.ts";
import { findProposal } from "../../db/proposals/proposal.ts";
import type { Db } from "../../db/schema.ts";
import { describeObjects } from "../classify/describeObjects.ts";
import type { Context } from "../context.ts";
import { finalLabelsIn, statusOf } from "./listImages.ts";

/** Everything known about an image; only for leads, because it includes everybody's answers. */
export async function getImagePage(
  { db }: Pick<Context, "db">,
  { project, image: id }: { project: string; image: string },
): Promise<ImageView> {
  const image = await getImageOf(db, project, id);
  const [facts] = await listImageFacts(db, [id]);
  if (!facts) throw new Failure("not-found", "There is no such image.");
  const sending = await findSending(db, id);
  const { format, bytes, width, height } = image;
  return {
    id,
    key: image.key,
    status: statusOf(facts),
    aside: await findAside(db, id),
    failure: image.failure,
    file:
      format === null || bytes === null || width === null || height === null
        ? null
        : { format, bytes, width, height },
    screenUrl: imageUrl(id, "screen"),
    originalUrl: imageUrl(id, "original"),
    originals: facts.originals,
    labels: finalLabelsIn(facts),
    proposals: ((await findProposal(db, id))?.ranking ?? []).map(({ label, score }) => ({
      label,
      score: Number.isNaN(score) ? null : score,
    })),
    agreement: facts.agreement,
    sending: sending
      ? {
          to: sending.to,
          reason: sending.reason,
          by: await findPersonName(db, sending.personId),
          at: sending.at,
        }
      : null,
    answers: await describeAnswers(db, id),
    objects: await describeObjects(db, await getProject(db, project), image),
    releases: (await listReleasesOfImage(db, id)).map(({ labelsJson, ...release }) => ({
      ...release,
      labels: JSON.parse(labelsJson) as number[],
    })),
  };
}

/** @throws Failure `not-found` where the image belongs to another project */
export async function getImageOf(db: Db, project: string, id: string): Promise<Image> {
  const image = await getImage(db, id);
  if (image.projectId !== project) throw new Failure("not-found", "There is no such image.");
  return image;
}

async function describeAnswers(db: Db, image: string): Promise<ImageAnswer[]> {
  const rows = await listAnswers(db, image);
  const decisions = Map.groupBy(
    await listReasonedDecisions(
      db,
      rows.map(({ id }) => id),
    ),
    ({ assignmentId }) => assignmentId,
  );
  return rows.map((row) => ({
    assignment: row.id,
    stage: row.stage,
    person: { id: row.person, name: row.name },
    batch: row.batch,
    state: row.state,
    extra: row.extra === 1,
    blank: row.blank === 1,
    submittedAt: row.submittedAt,
    decisions:
      decisions
        .get(row.id)
        ?.map(({ assignmentId: _, main, ...decision }) => ({ ...decision, main: main === 1 })) ??
      ticksOf(row.draftJson),
    comment: row.comment ?? "",
    flag: row.flag,
    skipReason: row.skipReason,
    activeMs: row.activeMs ?? 0,
  }));
}

/** The ticks of a draft: there are decisions only once it is submitted. */
function ticksOf(draftJson: string | null): ImageAnswer["decisions"] {
  if (draftJson === null) return [];
  const { cards } = JSON.parse(draftJson) as AnnotationDraft;
  return cards.flatMap(({ label, answer, how, reason = null, main = false }) =>
    answer === null ? [] : [{ label, answer, how, reason, main }],
  );
}
