import type { z } from "zod";
import { Failure } from "../../contract/failure.ts";
import { imageUrl } from "../../contract/images/image.ts";
import type {
  getLabels as contract,
  listLabelImages as imagesContract,
  getLabel as labelContract,
} from "../../contract/labels/label.ts";
import type { getConfusions as confusionsContract } from "../../contract/labels/labelSpace.ts";
import {
  countExemplars,
  type Exemplar,
  findExemplarSet,
  listExemplars,
  listExemplarsOfLabel,
} from "../../db/exemplars.ts";
import { findImageHashes } from "../../db/images/image.ts";
import { listConfusions } from "../../db/labels/labelConfusion.ts";
import { listImagesOfLabel, listLabelCounts } from "../../db/labels/labelImage.ts";
import { listNoteChanges } from "../../db/labels/labelNote.ts";
import { findLabel } from "../../db/labels/labelSpace.ts";
import { getProject, type Project } from "../../db/project/project.ts";
import type { Context } from "../context.ts";
import { followLabels } from "./followLabels.ts";

/** Images on a page of a label's images. */
const imagesOnPage = 60;

type Ctx = Pick<Context, "db" | "dialect" | "now">;

/** The counts of each label of a project. */
export async function getLabels(
  ctx: Ctx,
  { project: id }: { project: string },
): Promise<z.input<typeof contract.reply>> {
  const project = await getProject(ctx.db, id);
  const followed = await followLabels(ctx, id);
  const none = () => new Array<number>(project.labelCount).fill(0);
  const counts = { final: none(), proposed: none(), disputed: none(), exemplars: none() };
  for (const { labelIndex, kind, images } of await listLabelCounts(ctx.db, id))
    counts[kind][labelIndex] = images;
  for (const { labelIndex, exemplars } of await countExemplars(ctx.db, id, project.exemplarVersion))
    counts.exemplars[labelIndex] = exemplars;
  return { exemplarVersion: project.exemplarVersion, counting: !followed, ...counts };
}

/** One label with its exemplars, and the photos that could become exemplars. */
export async function getLabel(
  ctx: Ctx,
  { project: id, label: index }: { project: string; label: number },
): Promise<z.input<typeof labelContract.reply>> {
  const project = await getProject(ctx.db, id);
  const label = await getLabelOf(ctx, project, index);
  const followed = await followLabels(ctx, id);
  const counts = { final: 0, proposed: 0, disputed: 0 };
  for (const { kind, images } of await listLabelCounts(ctx.db, id, index)) counts[kind] = images;
  const made = await findExemplarSet(ctx.db, id, project.exemplarVersion);
  const { exemplars, spares } = await listPhotos(ctx, id, index, project);
  return {
    label,
    notes: await listNoteChanges(ctx.db, id, index),
    exemplarVersion: project.exemplarVersion,
    changed: made ? { at: made.createdAt, by: made.name } : null,
    exemplars,
    spares,
    ...counts,
    counting: !followed,
    confusions: await listConfusions(ctx.db, id, index),
    exemplarsFromEvaluatedSet: project.settings.exemplarsFromEvaluatedSet,
    settingsVersion: project.settingsVersion,
  };
}

async function listPhotos(
  { db }: Ctx,
  project: string,
  label: number,
  {
    exemplarVersion,
    settings,
  }: { exemplarVersion: number; settings: { exemplarsFromEvaluatedSet: boolean } },
) {
  const used = await listExemplars(db, project, exemplarVersion, label);
  const known = new Set(used.map(({ sha256 }) => sha256));
  const left = (await listExemplarsOfLabel(db, project, label)).filter(
    ({ sha256, imageId }) => imageId === null && !known.has(sha256) && known.add(sha256),
  );
  const evaluated = settings.exemplarsFromEvaluatedSet
    ? new Set<string>()
    : await findImageHashes(db, project, [...known]);
  const toPhoto = ({ id, imageId, sha256 }: Exemplar) => ({
    id,
    image: imageId,
    withheld: evaluated.has(sha256),
  });
  return { exemplars: used.map(toPhoto), spares: left.map(toPhoto).filter(({ withheld }) => !withheld) };
}

/** A page of the images whose final labels hold a label. */
export async function listLabelImages(
  ctx: Ctx,
  { project: id, label: index, after = "" }: { project: string; label: number; after?: string | undefined },
): Promise<z.input<typeof imagesContract.reply>> {
  const project = await getProject(ctx.db, id);
  await getLabelOf(ctx, project, index);
  await followLabels(ctx, id);
  const rows = await listImagesOfLabel(ctx.db, { project: id, label: index, after, limit: imagesOnPage + 1 });
  const page = rows.slice(0, imagesOnPage);
  return {
    images: page.map(({ image, key, agreed, byRuling }) => ({
      image,
      key,
      thumbnailUrl: imageUrl(image, "thumbnail"),
      provenance: agreed === 1 ? (byRuling === 1 ? "ruling" : "agreed") : "refined",
    })),
    after: rows.length > imagesOnPage ? (page.at(-1)?.image ?? null) : null,
  };
}

/** The labels proposed with a label well above chance. */
export async function getConfusions(
  ctx: Ctx,
  { project: id, label: index }: { project: string; label: number },
): Promise<z.input<typeof confusionsContract.reply>> {
  const project = await getProject(ctx.db, id);
  await getLabelOf(ctx, project, index);
  await followLabels(ctx, id);
  const [proposed] = (await listLabelCounts(ctx.db, id, index)).filter(({ kind }) => kind === "proposed");
  return { proposed: proposed?.images ?? 0, confusions: await listConfusions(ctx.db, id, index) };
}

async function getLabelOf({ db }: Ctx, project: Project, index: number) {
  const label = await findLabel(db, project, index);
  if (!label) throw new Failure("not-found", "There is no such label.");
  return label;
}
