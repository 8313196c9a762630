import { packRanking, type RankedLabel, unpackRanking } from "../../core/proposals/packRanking.ts";
import type { ProposalMethod } from "../../core/proposals/proposalMethod.ts";
import { forgetProposedCounts } from "../labels/labelConfusion.ts";
import type { Db } from "../schema.ts";
import { readTogether } from "../sql/readTogether.ts";

export interface Proposal {
  image: string;
  /** Counts from 1: another model's proposals, before annotation started, are another version. */
  version: number;
  ranking: RankedLabel[];
  /** The models whose bits `ranking` names, in the order of the bits. */
  models: string[];
  /** null: made by one model, before this was stored. */
  method: ProposalMethod | null;
}

export async function findProposal(db: Db, image: string): Promise<Proposal | undefined> {
  const row = await readTogether(db, image, readProposals);
  return (
    row && {
      image: row.imageId,
      version: row.version,
      ranking: unpackRanking(row.ranking),
      models: JSON.parse(row.modelIdsJson) as string[],
      method: readMethod(row.methodJson),
    }
  );
}

const readProposals = async (db: Db, images: readonly string[]) => {
  const rows = await db.selectFrom("proposal").selectAll().where("imageId", "in", images).execute();
  return new Map(rows.map((row) => [row.imageId, row]));
};

/** The proposed labels of these images (some hundreds), in their order; images without proposals are missing. */
export async function listProposedLabels(db: Db, images: readonly string[]): Promise<Map<string, number[]>> {
  if (images.length === 0) return new Map();
  const rows = await db
    .selectFrom("proposal")
    .select(["imageId", "ranking"])
    .where("imageId", "in", images)
    .execute();
  return new Map(
    rows.map(({ imageId, ranking }) => [imageId, unpackRanking(ranking).map(({ label }) => label)]),
  );
}

const readMethod = (json: string | null) => (json === null ? null : (JSON.parse(json) as ProposalMethod));

/** Writes proposals (of up to a few hundred images of one project), in place of earlier ones, as their next version. */
export async function writeProposals(
  db: Db,
  proposals: readonly Omit<Proposal, "version">[],
  createdAt: string,
): Promise<void> {
  if (proposals.length === 0) return;
  await forgetProposedCounts(db, proposals[0]!.image);
  await db
    .insertInto("proposal")
    .values(
      proposals.map(({ image, ranking, models, method }) => ({
        imageId: image,
        version: 1,
        ranking: Buffer.from(packRanking(ranking)),
        modelIdsJson: JSON.stringify(models),
        methodJson: method && JSON.stringify(method),
        createdAt,
      })),
    )
    .onConflict((conflict) =>
      conflict.column("imageId").doUpdateSet((eb) => ({
        version: eb("proposal.version", "+", 1),
        ranking: eb.ref("excluded.ranking"),
        modelIdsJson: eb.ref("excluded.modelIdsJson"),
        methodJson: eb.ref("excluded.methodJson"),
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

/** When a project's newest proposal was made; empty without any. */
export async function findTimeOfProposals(db: Db, project: string): Promise<string> {
  const { newest } = await db
    .selectFrom("proposal")
    .innerJoin("image", "image.id", "proposal.imageId")
    .select(({ fn }) => fn.max("proposal.createdAt").as("newest"))
    .where("image.projectId", "=", project)
    .executeTakeFirstOrThrow();
  return newest ?? "";
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

export interface ProposalSource {
  /** Model ids, in the order of the rankings' bits. */
  models: string[];
  method: ProposalMethod | null;
  images: number;
}

/** The ways in which a project's proposals were made, that of the newest ones first. */
export async function listProposalSources(db: Db, project: string): Promise<ProposalSource[]> {
  const rows = await db
    .selectFrom("proposal")
    .innerJoin("image", "image.id", "proposal.imageId")
    .select(["proposal.modelIdsJson", "proposal.methodJson"])
    .select(({ fn }) => [fn.countAll().as("images"), fn.max("proposal.createdAt").as("newest")])
    .where("image.projectId", "=", project)
    .groupBy(["proposal.modelIdsJson", "proposal.methodJson"])
    .orderBy("newest", "desc")
    .execute();
  return rows.map(({ modelIdsJson, methodJson, images }) => ({
    models: JSON.parse(modelIdsJson) as string[],
    method: readMethod(methodJson),
    images: Number(images),
  }));
}
