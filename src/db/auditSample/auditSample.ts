import type { Insertable, Selectable } from "kysely";
import type { Db, Tables } from "../schema.ts";

export type AuditSample = Selectable<Tables["auditSample"]>;
/** Of the images of a release that are in a stratum. */
export interface StratumSize {
  images: number;
  /** The greatest number of labels that one of them has. */
  mostLabels: number;
}

type DrawnImage = Selectable<Tables["auditSampleImage"]>;

const chunkSize = 500;

export async function insertAuditSample(
  db: Db,
  sample: Insertable<Tables["auditSample"]>,
  images: readonly Omit<DrawnImage, "releaseId" | "labelsJson">[],
): Promise<void> {
  await db.insertInto("auditSample").values(sample).execute();
  for (let first = 0; first < images.length; first += chunkSize) {
    const rows = images
      .slice(first, first + chunkSize)
      .map((image) => ({ releaseId: sample.releaseId, labelsJson: null, ...image }));
    await db.insertInto("auditSampleImage").values(rows).execute();
  }
}

const firstCode = "0".codePointAt(0)!;

/** Places of strata, a character each. */
export const packStrata = (places: readonly number[]): string =>
  places.map((place) => String.fromCodePoint(firstCode + place)).join("");

/** The names of the strata of all images of a release, in the order of keys. */
export function unpackStrata({
  allStrata,
  strataJson,
}: Pick<AuditSample, "allStrata" | "strataJson">): string[] {
  const names = Object.keys(JSON.parse(strataJson) as object);
  return [...allStrata].map((packed) => names[packed.codePointAt(0)! - firstCode]!);
}

export const findAuditSample = (db: Db, release: string): Promise<AuditSample | undefined> =>
  db.selectFrom("auditSample").selectAll().where("releaseId", "=", release).executeTakeFirst();

/** The drawn images with the release's labels, in the order in which they are labelled. */
export const listAuditImages = (db: Db, release: string) =>
  db
    .selectFrom("auditSampleImage")
    .innerJoin("releaseImage", (join) =>
      join
        .onRef("releaseImage.releaseId", "=", "auditSampleImage.releaseId")
        .onRef("releaseImage.imageId", "=", "auditSampleImage.imageId"),
    )
    .select([
      "auditSampleImage.imageId",
      "imageKey",
      "stratum",
      "step",
      "auditSampleImage.labelsJson as audited",
      "releaseImage.labelsJson as released",
    ])
    .where("auditSampleImage.releaseId", "=", release)
    .orderBy("step")
    .orderBy("position")
    .execute();

export async function storeAuditLabels(
  db: Db,
  { release, image, labels }: { release: string; image: string; labels: readonly number[] },
): Promise<void> {
  await db
    .updateTable("auditSampleImage")
    .set({ labelsJson: JSON.stringify(labels) })
    .where("releaseId", "=", release)
    .where("imageId", "=", image)
    .execute();
}
