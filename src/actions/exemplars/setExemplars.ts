import { Failure } from "../../contract/failure.ts";
import type { WantedExemplar } from "../../contract/labels/label.ts";
import { listExemplarsOfLabel, lockProject } from "../../db/exemplars.ts";
import { listImagesById } from "../../db/images/image.ts";
import { whichHold } from "../../db/labels/labelImage.ts";
import { getProject } from "../../db/project/project.ts";
import type { Db } from "../../db/schema.ts";
import type { Context } from "../context.ts";
import { followLabels } from "../labels/followLabels.ts";
import { type ExemplarFile, storeExemplars } from "./parts/storeExemplars.ts";

type Ctx = Pick<Context, "db" | "dialect" | "now">;

/**
 * Sets a label's exemplars, in order: photos that it has or had, and images whose final labels hold it. This makes a
 * new version, which later batches and refinements use.
 *
 * @param input.version the version that the page was made from
 * @throws Failure `conflict` where the label was changed since; `bad-request` for a photo that may not be an exemplar
 */
export async function setExemplars(
  ctx: Ctx,
  input: {
    project: string;
    label: number;
    person: string;
    version: number;
    exemplars: readonly WantedExemplar[];
  },
): Promise<{ version: number; changed: boolean }> {
  await followLabels(ctx, input.project);
  return ctx.db.transaction().execute(async (db) => {
    const { project, label, person } = input;
    await lockProject(db, ctx.dialect, project);
    const { labelCount } = await getProject(db, project);
    if (label >= labelCount) throw new Failure("not-found", "There is no such label.");
    const stored = await listExemplarsOfLabel(db, project, label);
    if (stored.some((row) => Math.max(row.fromVersion, row.untilVersion ?? 0) > input.version)) {
      throw new Failure(
        "conflict",
        "Somebody else changed this label's exemplars meanwhile. Look at them, then change them again.",
      );
    }
    const files = await findFiles(db, input, stored);
    if (new Set(files.map(({ sha256 }) => sha256)).size < files.length)
      throw new Failure("bad-request", "A photo stands twice among the exemplars. Take one of the two out.");
    return storeExemplars(db, {
      project,
      person,
      at: ctx.now().toISOString(),
      sets: new Map([[label, files]]),
    });
  });
}

async function findFiles(
  db: Db,
  { project, label, exemplars }: { project: string; label: number; exemplars: readonly WantedExemplar[] },
  stored: readonly (ExemplarFile & { id: string })[],
): Promise<ExemplarFile[]> {
  const wanted = exemplars.flatMap((one) => ("image" in one ? [one.image] : []));
  await checkPromotion(db, project, label, wanted, stored);
  const images = await listImagesById(db, project, wanted);
  return exemplars.map((one) => {
    if ("image" in one) {
      const image = images.get(one.image);
      if (!image?.sha256) throw new Failure("bad-request", "There is no such image in this project.");
      return { rootId: image.rootId, path: image.path, sha256: image.sha256, imageId: image.id };
    }
    const known = stored.find(({ id }) => id === one.exemplar);
    if (!known)
      throw new Failure("bad-request", "A photo is not among those of this label. Reload the page.");
    const { rootId, path, sha256, imageId } = known;
    return { rootId, path, sha256, imageId };
  });
}

/** An image of the project becomes an exemplar only if the lead allows it, and only of a label that it holds. */
async function checkPromotion(
  db: Db,
  project: string,
  label: number,
  images: readonly string[],
  stored: readonly ExemplarFile[],
): Promise<void> {
  const added = images.filter((image) => !stored.some(({ imageId }) => imageId === image));
  if (added.length === 0) return;
  const { settings } = await getProject(db, project);
  if (!settings.exemplarsFromEvaluatedSet) {
    throw new Failure(
      "forbidden",
      "Images of this project may not be exemplars: an annotator could be shown the answer. Allow it on this page first.",
    );
  }
  const holding = await whichHold(db, project, label, added);
  if (added.some((image) => !holding.has(image))) {
    throw new Failure(
      "bad-request",
      "An image becomes an exemplar of a label only once its final labels hold it: agreed, or refined.",
    );
  }
}
