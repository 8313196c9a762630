import { packRanking, type RankedLabel, unpackRanking } from "../core/packRanking.ts";
import type { Db } from "./schema.ts";

export interface Proposal {
  image: string;
  /** Counts from 1: another model's proposals, before annotation started, are another version. */
  version: number;
  ranking: RankedLabel[];
  /** The models whose bits `ranking` names, in the order of the bits. */
  models: string[];
}

export async function findProposal(db: Db, image: string): Promise<Proposal | undefined> {
  const row = await db.selectFrom("proposal").selectAll().where("imageId", "=", image).executeTakeFirst();
  return (
    row && {
      image: row.imageId,
      version: row.version,
      ranking: unpackRanking(row.ranking),
      models: JSON.parse(row.modelIdsJson) as string[],
    }
  );
}

/** Writes proposals (of up to a few hundred images), in place of earlier ones, as their next version. */
export async function writeProposals(
  db: Db,
  proposals: readonly Omit<Proposal, "version">[],
  createdAt: string,
): Promise<void> {
  if (proposals.length === 0) return;
  await db
    .insertInto("proposal")
    .values(
      proposals.map(({ image, ranking, models }) => ({
        imageId: image,
        version: 1,
        ranking: Buffer.from(packRanking(ranking)),
        modelIdsJson: JSON.stringify(models),
        createdAt,
      })),
    )
    .onConflict((conflict) =>
      conflict.column("imageId").doUpdateSet((eb) => ({
        version: eb("proposal.version", "+", 1),
        ranking: eb.ref("excluded.ranking"),
        modelIdsJson: eb.ref("excluded.modelIdsJson"),
        createdAt: eb.ref("excluded.createdAt"),
      })),
    )
    .execute();
}

export async function countProposals(db: Db, project: string): Promise<number> {
  const { images } = await db
    .selectFrom("proposal")
    .innerJoin("image", "image.id", "proposal.imageId")
    .select(({ fn }) => fn.countAll().as("images"))
    .where("image.projectId", "=", project)
    .executeTakeFirstOrThrow();
  return Number(images);
}

/** Has annotation started? From then on, the proposals of an image stay as they are. */
export async function areProposalsFrozen(db: Db, project: string): Promise<boolean> {
  const row = await db
    .selectFrom("assignment")
    .select("id")
    .where("projectId", "=", project)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
