import {
  type AuditFinding,
  type AuditKind,
  type AuditList,
  makeAuditList,
} from "../../../core/audit/auditKinds.ts";
import { Neighbourhood } from "../../../core/audit/neighbourhood.ts";
import type { AuditedImage } from "../../../db/audit.ts";
import { listEmbeddingSets } from "../../../db/embeddings.ts";
import type { Db } from "../../../db/schema.ts";
import { neighbourLabelScore } from "../../../stats/audit/neighbourLabelScore.ts";
import { singleLinkage } from "../../../stats/audit/singleLinkage.ts";
import { findEmbeddings } from "../../embeddings/readEmbeddings.ts";
import { readUnitEmbeddings, type UnitEmbeddings } from "../../embeddings/readUnitEmbeddings.ts";
import { findNearPairs } from "../findNearPairs.ts";

/** Maximum number of pairs listed, and of neighbours per image that join clusters. */
const [maxPairs, neighbours] = [2000, 10];
/** Below this, the nearest image of another label is reported as nearer than those of its own. */
const suspicious = 0.5;

const kinds = ["duplicates", "label-neighbours", "off-topic"] as const satisfies readonly AuditKind[];

/** What embeddings and file hashes reveal about a project's images. */
export async function findByEmbeddings(
  db: Db,
  {
    project,
    images,
    sets,
    nameOf,
    allPairsUpTo,
  }: {
    project: string;
    images: readonly AuditedImage[];
    sets: readonly (readonly number[])[];
    nameOf: (label: number) => string;
    /** Beyond this many embeddings, an index finds the pairs. */
    allPairsUpTo?: number | undefined;
  },
): Promise<{ lists: AuditList[] }> {
  const copies = findCopies(images, sets);
  const read = await readAll(db, project, images, allPairsUpTo);
  if (typeof read === "string") {
    return {
      lists: kinds.map((kind) =>
        kind === "duplicates" && copies.length > 0
          ? makeAuditList(kind, copies, ["files"], null)
          : makeAuditList(kind, [], [], read),
      ),
    };
  }
  const { rows, size, which, model, arranged } = read;
  const given = which.map((image) => sets[image]!);
  const around = new Neighbourhood(given, neighbours);
  const pairs = await findNearPairs(rows, size, maxPairs, {
    onBlock: (similarities, at) => around.addBlock(similarities, at),
    arranged,
  });
  const { edges, same, other, nearestOther } = around.finish();

  const seen = new Set(copies.map((copy) => `${copy.image} ${copy.other}`));
  const near = pairs.flatMap(({ first, second, distance }): AuditFinding[] => {
    const [image, twin] = [which[first]!, which[second]!].sort((a, b) => a - b) as [number, number];
    if (seen.has(`${image} ${twin}`)) return [];
    const differ = sets[image]!.join() !== sets[twin]!.join();
    return [
      {
        image,
        other: twin,
        given: [...sets[image]!],
        suggested: [...sets[twin]!],
        score: distance,
        reason: `distance ${distance.toFixed(4)} to the other${differ ? ", whose labels differ" : ""}`,
        votes: [1, 1],
      },
    ];
  });
  const wrong = which
    .map((image, at): AuditFinding | null => {
      const score = given[at]!.length === 0 ? null : neighbourLabelScore(same[at]!, other[at]!);
      const rival = nearestOther[at]!;
      if (score === null || score >= suspicious || rival < 0) return null;
      const far =
        same[at] === Number.POSITIVE_INFINITY
          ? `${arranged ? "none of its own is near" : "there is none of its own"}`
          : `${same[at]!.toFixed(3)} to its own`;
      return {
        image,
        other: which[rival]!,
        given: [...given[at]!],
        suggested: [...given[rival]!],
        score,
        reason: `nearest to an image of ${given[rival]!.map(nameOf).join(", ")}: ${other[at]!.toFixed(3)}, and ${far}`,
        votes: [1, 1],
      };
    })
    .filter((finding) => finding !== null)
    .sort((a, b) => a.score - b.score || a.image - b.image);
  const off = singleLinkage(which.length, edges, Math.min(neighbours, which.length));
  const usual = [...off].sort((a, b) => a - b)[off.length >> 1] ?? 0;
  const odd = which
    .map((image, at): AuditFinding => {
      const score = off[at]!;
      const alone = score === Number.POSITIVE_INFINITY;
      return {
        image,
        other: -1,
        given: [...given[at]!],
        suggested: [],
        // Infinity cannot be passed to other programs.
        score: alone ? 2 : score,
        reason: alone
          ? "it has too few neighbours"
          : `joins ${neighbours} images at distance ${score.toFixed(3)}, where ${usual.toFixed(3)} is usual`,
        votes: [1, 1],
      };
    })
    .filter(({ score }) => score > usual)
    .sort((a, b) => b.score - a.score || a.image - b.image);
  const isLabelled = sets.some(({ length }) => length > 0);
  const from = [arranged ? `embedding ${model} (an index of near ones)` : `embedding ${model}`];
  return {
    lists: [
      makeAuditList("duplicates", [...copies, ...near], copies.length > 0 ? ["files", ...from] : from, null),
      makeAuditList(
        "label-neighbours",
        wrong,
        from,
        isLabelled ? null : "the images have no original labels",
      ),
      makeAuditList("off-topic", odd, from, null),
    ],
  };
}

/** Files that are identical byte for byte: each with the first of them. */
function findCopies(images: readonly AuditedImage[], sets: readonly (readonly number[])[]): AuditFinding[] {
  const first = new Map<string, number>();
  const found: AuditFinding[] = [];
  for (const [image, { sha256 }] of images.entries()) {
    if (sha256 === null) continue;
    const before = first.get(sha256);
    if (before === undefined) first.set(sha256, image);
    else {
      found.push({
        image: before,
        other: image,
        given: [...sets[before]!],
        suggested: [...sets[image]!],
        score: 0,
        reason: "the same file, byte for byte",
        votes: [1, 1],
      });
    }
  }
  return found;
}

/** A project's embeddings, of unit length; or why there are none. */
async function readAll(
  db: Db,
  project: string,
  images: readonly AuditedImage[],
  allPairsUpTo: number | undefined,
): Promise<(UnitEmbeddings & { model: string }) | string> {
  const sets = await listEmbeddingSets(db, project);
  if (!sets.some(({ images: count }) => count > 1)) {
    return "there are no embeddings: propose labels, or compute them with the command embed";
  }
  const set = await findEmbeddings({ db }, project);
  return { ...(await readUnitEmbeddings({ db }, set, images, allPairsUpTo)), model: set.name };
}
