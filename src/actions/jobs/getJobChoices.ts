import type { JobChoices } from "../../contract/jobs.ts";
import { countImages as countFiles } from "../../db/images/image.ts";
import { countImages } from "../../db/project/overview.ts";
import { getProject } from "../../db/project/project.ts";
import { listImported } from "../../db/proposals/predictor.ts";
import { listReleasesOf } from "../../db/releases.ts";
import { listRegistered } from "../../inference/storedModels.ts";
import type { Context } from "../context.ts";
import { readEmbedded } from "../models/findModel.ts";

/** The choices for starting jobs in a project. */
export async function getJobChoices(
  { db, storage, imports }: Pick<Context, "db" | "storage" | "imports">,
  { project: id }: { project: string },
): Promise<JobChoices> {
  const { labelSpaceKey } = await getProject(db, id);
  const { total: images, failed, proposed } = await countImages(db, id, 1);
  const { unverified: unread } = await countFiles(db, id);
  const releases = await listReleasesOf(db, id);
  await using embedded = await readEmbedded();
  const models = [{ name: null, card: embedded.card }].concat(
    (await listRegistered(storage)).map(({ card }) => ({ name: card.name as never, card })),
  );
  return {
    ...{ images, unread, unproposed: Math.max(0, images - failed - proposed) },
    models: models.map(({ name, card }) => ({
      name,
      title: card.title,
      knowsLabels: card.labelSpace === labelSpaceKey && card.output.kind !== "vector",
    })),
    takesModels: imports?.models ?? false,
    imported: await listImported(db, id),
    releases: releases.map(({ number, name }) => ({ number, name })).sort((a, b) => b.number - a.number),
  };
}
