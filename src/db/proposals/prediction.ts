import type { Selectable } from "kysely";
import {
  countImagesToRead,
  type ImageToRead,
  imagesToRead,
  listImagesToRead,
} from "../images/imagesToRead.ts";
import type { Db, Tables } from "../schema.ts";

export type Prediction = Selectable<Tables["prediction"]>;

/** Of up to a few hundred images; what is stored already stays. */
export async function insertPredictions(db: Db, predictions: readonly Prediction[]): Promise<void> {
  if (predictions.length === 0) return;
  await db
    .insertInto("prediction")
    .values(predictions)
    .onConflict((conflict) => conflict.columns(["imageId", "modelId"]).doNothing())
    .execute();
}

/** Images with a file that may be classified and was not, by this model. */
function unpredicted(
  db: Db,
  { project, model, frozen }: { project: string; model: string; frozen: boolean },
) {
  return imagesToRead(db, project)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("prediction")
            .select("prediction.imageId")
            .whereRef("prediction.imageId", "=", "image.id")
            .where("prediction.modelId", "=", model),
        ),
      ),
    )
    .$if(frozen, (query) =>
      query.where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom("proposal").select("proposal.imageId").whereRef("proposal.imageId", "=", "image.id"),
          ),
        ),
      ),
    );
}

export const countUnpredicted = (
  db: Db,
  which: { project: string; model: string; frozen: boolean },
): Promise<number> => countImagesToRead(unpredicted(db, which));

/**
 * Images without a prediction of the model, in the order of their ids, from the one after `after`.
 * @param which.frozen leaves out images that have proposals
 */
export const listUnpredicted = (
  db: Db,
  {
    after,
    limit,
    share,
    ...which
  }: { project: string; model: string; frozen: boolean; after: string; limit: number; share?: string },
): Promise<ImageToRead[]> => listImagesToRead(unpredicted(db, which), { after, limit, share });

/**
 * Those of some images (some hundreds) that a model is to propose for: which it has no prediction of, and that annotation
 * leaves open.
 *
 * @param open all; those without proposals; or those that nobody was given
 */
export async function filterToPropose(
  db: Db,
  images: readonly string[],
  { model, open }: { model: string; open: "all" | "without-proposals" | "not-given" },
): Promise<Set<string>> {
  if (images.length === 0) return new Set();
  const rows = await db
    .selectFrom("image")
    .select("image.id")
    .where("image.id", "in", images)
    .where("image.fileState", "!=", "failed")
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("prediction")
            .select("prediction.imageId")
            .whereRef("prediction.imageId", "=", "image.id")
            .where("prediction.modelId", "=", model),
        ),
      ),
    )
    .$if(open === "without-proposals", (query) =>
      query.where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom("proposal").select("proposal.imageId").whereRef("proposal.imageId", "=", "image.id"),
          ),
        ),
      ),
    )
    .$if(open === "not-given", (query) =>
      query.where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom("assignment").select("assignment.id").whereRef("assignment.imageId", "=", "image.id"),
          ),
        ),
      ),
    )
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** Why images could not be classified by a model, by image key. */
export async function listFailedPredictions(
  db: Db,
  project: string,
  model: string,
): Promise<{ file: string; reason: string }[]> {
  const rows = await db
    .selectFrom("prediction")
    .innerJoin("image", "image.id", "prediction.imageId")
    .select(["image.key as file", "prediction.failure as reason"])
    .where("image.projectId", "=", project)
    .where("prediction.modelId", "=", model)
    .where("prediction.failure", "is not", null)
    .orderBy("image.key")
    .execute();
  return rows.map(({ file, reason }) => ({ file, reason: reason ?? "" }));
}
