import { Failure } from "../../../contract/failure.ts";
import { combineSources } from "../../../core/audit/combineSources.ts";
import { Neighbourhood } from "../../../core/audit/neighbourhood.ts";
import { pickRows } from "../../../core/embeddings/pickRows.ts";
import { chooseTypical } from "../../../core/exemplars/chooseTypical.ts";
import { listAuditedImages } from "../../../db/audit.ts";
import { listOriginalsByImage } from "../../../db/images/originalLabel.ts";
import type { Db } from "../../../db/schema.ts";
import { commandFor } from "../../../files/commandFor.ts";
import { findLabelIssues } from "../../../stats/audit/findLabelIssues.ts";
import { neighbourLabelScore } from "../../../stats/audit/neighbourLabelScore.ts";
import { findNearPairs } from "../../audit/findNearPairs.ts";
import { readAuditSources } from "../../audit/readAuditSources.ts";
import { findEmbeddings } from "../../embeddings/readEmbeddings.ts";
import { readUnitEmbeddings } from "../../embeddings/readUnitEmbeddings.ts";

/** Cosine distance below which two images may show the same scene, so that one reveals the other's answer. */
const apart = 0.1;
/** Below this, the nearest image of another label is nearer than those of its own. */
const suspicious = 0.5;
/** Maximum number of a label's images compared with each other: the first by id, which is a random order. */
const maxPool = 200;

/** Images that may stand for labels. */
export interface TypicalImages {
  /** The model whose embeddings found them. */
  model: string;
  /** Ids, by label; the most typical first. Labels without any are missing. */
  byLabel: Map<number, string[]>;
  /** How many images each label has as its only original one. */
  images: Map<number, number>;
}

/**
 * Finds images that show a label well, and whose original label nobody doubts: the models give it the highest
 * probability, confident learning does not list the image, and its nearest image is of the same label. Images with a
 * near duplicate in the project are left out.
 *
 * @param asked.isFree the images that may be taken
 * @param asked.count the maximum number to take from a label with this many images
 * @throws Failure `not-ready` without embeddings or scores
 */
export async function findTypicalImages(
  db: Db,
  asked: {
    project: string;
    labels: readonly number[];
    classes: number;
    isFree: ReadonlySet<string>;
    count: (images: number) => number;
    /** Beyond this many images, an index finds near duplicates. */
    allPairsUpTo?: number | undefined;
  },
): Promise<TypicalImages> {
  const { project, classes } = asked;
  const images = await listAuditedImages(db, project);
  const originals = await listOriginalsByImage(db, project);
  const sets = images.map(({ id }) => originals.get(id) ?? []);
  const set = await findEmbeddings({ db }, project);
  const { rows, size, which, arranged } = await readUnitEmbeddings({ db }, set, images, asked.allPairsUpTo);
  const trusted = await findTrusted(db, { project, classes, images, sets });

  const around = new Neighbourhood(
    which.map((image) => sets[image]!),
    1,
  );
  await findNearPairs(rows, size, 1, {
    arranged,
    onBlock: (similarities, at) => around.addBlock(similarities, at),
  });
  const { edges, same, other } = around.finish();
  const nearest = new Float64Array(which.length).fill(Number.POSITIVE_INFINITY);
  for (const { first, distance } of edges) nearest[first] = distance;

  const places = Map.groupBy(which.keys(), (at) => {
    const labels = sets[which[at]!]!;
    return labels.length === 1 ? labels[0]! : -1;
  });
  const byLabel = new Map<number, string[]>();
  const counted = new Map<number, number>();
  for (const label of asked.labels) {
    const own = places.get(label) ?? [];
    counted.set(label, own.length);
    const pool = own
      .filter(
        (at) =>
          trusted.has(which[at]!) &&
          asked.isFree.has(images[which[at]!]!.id) &&
          nearest[at]! >= apart &&
          (neighbourLabelScore(same[at]!, other[at]!) ?? 0) >= suspicious,
      )
      .sort((a, b) => (images[which[a]!]!.id < images[which[b]!]!.id ? -1 : 1))
      .slice(0, maxPool);
    const chosen = chooseTypical(pickRows(rows, size, pool), size, { count: asked.count(own.length), apart });
    if (chosen.length > 0)
      byLabel.set(
        label,
        chosen.map((at) => images[which[pool[at]!]!]!.id),
      );
  }
  return { model: set.name, byLabel, images: counted };
}

/** Positions of images whose only original label gets the models' highest probability and is not doubted. */
async function findTrusted(
  db: Db,
  {
    project,
    classes,
    images,
    sets,
  }: {
    project: string;
    classes: number;
    images: readonly { id: string; key: string }[];
    sets: readonly (readonly number[])[];
  },
): Promise<Set<number>> {
  const sources = await readAuditSources(db, { project, images, classes });
  if (sources.length === 0) {
    throw new Failure(
      "not-ready",
      `Nothing tells how probable the original labels are. Have a model propose labels first: ${commandFor("propose", {})}`,
    );
  }
  const { probabilities, speaking } = combineSources(sources, images.length, classes);
  const some = [...images.keys()].filter((image) => speaking[image]! > 0 && sets[image]!.length === 1);
  const rows = pickRows(probabilities, classes, some);
  const labels = some.map((image) => sets[image]![0]!);
  const doubted = new Set(
    some.length === 0
      ? []
      : findLabelIssues({ labels, probabilities: rows, classes }).map(({ image }) => image),
  );
  const isFirst = (at: number) => {
    const row = rows.subarray(at * classes, (at + 1) * classes);
    return row.every((probability, label) => label === labels[at]! || probability < row[labels[at]!]!);
  };
  return new Set([...some.keys()].filter((at) => !doubted.has(at) && isFirst(at)).map((at) => some[at]!));
}
