import { type RankedLabel, unpackRanking } from "../../core/proposals/packRanking.ts";
import type { Db } from "../schema.ts";

/** Which proposals are replaced: none, those of the same models that were made in another way, or all others. */
export type Replaced = "none" | "same-models" | "all";

interface Which {
  project: string;
  /** As JSON, the models and the method that proposals are to be made by. */
  modelIdsJson: string;
  methodJson: string;
  /** Proposals of the same method that are older than this rest on predictions that were replaced since. */
  since: string;
  replaces: Replaced;
}

/** Images whose proposals were not made in this way yet. */
function outdated(db: Db, { project, modelIdsJson, methodJson, since, replaces }: Which) {
  return db
    .selectFrom("image")
    .leftJoin("proposal", "proposal.imageId", "image.id")
    .where("image.projectId", "=", project)
    .where("image.fileState", "!=", "failed")
    .where(({ or, eb }) =>
      or([
        eb("proposal.imageId", "is", null),
        ...(replaces === "all" ? [eb("proposal.modelIdsJson", "!=", modelIdsJson)] : []),
        ...(replaces === "none"
          ? []
          : [
              eb.and([
                eb("proposal.modelIdsJson", "=", modelIdsJson),
                or([
                  eb("proposal.methodJson", "is", null),
                  eb("proposal.methodJson", "!=", methodJson),
                  eb("proposal.createdAt", "<", since),
                ]),
              ]),
            ]),
      ]),
    );
}

export async function countOutdated(db: Db, which: Which): Promise<number> {
  const { images } = await outdated(db, which)
    .select(({ fn }) => fn.countAll().as("images"))
    .executeTakeFirstOrThrow();
  return Number(images);
}

/** Those images in the order of their ids, from the one after `after`. */
export async function listOutdated(
  db: Db,
  { after, limit, ...which }: Which & { after: string; limit: number },
): Promise<{ id: string; key: string }[]> {
  return outdated(db, which)
    .select(["image.id", "image.key"])
    .where("image.id", ">", after)
    .orderBy("image.id")
    .limit(limit)
    .execute();
}

/** The models' rankings of these images (at most a few hundred): by image, then by model. */
export async function listRankings(
  db: Db,
  images: readonly string[],
  models: readonly string[],
): Promise<Map<string, Map<string, RankedLabel[]>>> {
  const byImage = new Map<string, Map<string, RankedLabel[]>>();
  if (images.length === 0 || models.length === 0) return byImage;
  const rows = await db
    .selectFrom("prediction")
    .select(["imageId", "modelId", "ranking"])
    .where("imageId", "in", images)
    .where("modelId", "in", models)
    .where("ranking", "is not", null)
    .execute();
  for (const { imageId, modelId, ranking } of rows) {
    const byModel = byImage.get(imageId) ?? new Map<string, RankedLabel[]>();
    byImage.set(imageId, byModel.set(modelId, unpackRanking(ranking!)));
  }
  return byImage;
}
