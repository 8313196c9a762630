import { Failure } from "../../../contract/failure.ts";
import type { ErrorKind } from "../../../core/auditSample/boundErrors.ts";
import { type ChosenStrata, type CountedCell, chooseStrata } from "../../../core/auditSample/chooseStrata.ts";
import { cellOf, type Factor, nameStratum } from "../../../core/auditSample/strata.ts";
import { standIns } from "../../../core/labels/labelFate.ts";
import { findFormers } from "../../../db/labels/labelSpace.ts";
import { listFirstLabels } from "../../../db/proposals/firstLabels.ts";
import { listPredictors } from "../../../db/proposals/predictor.ts";
import { listReleasedReviews, streamReleaseImages } from "../../../db/releases.ts";
import type { Db } from "../../../db/schema.ts";
import { chunksOf } from "../../chunksOf.ts";

/** What a lead asks of an audit sample. */
export interface WantedSample {
  project: string;
  /** The release's number. */
  number: number;
  /** One of the two: how many images, or how far apart the bounds on the share of images with an error may be. */
  budget?: number | undefined;
  width?: number | undefined;
  looks: number;
  /** The factors that define the strata, whatever they gain; where left out, those that gain the most. */
  by?: readonly Factor[] | undefined;
  /** Expected shares of images with an error; by stratum, for those that were given. */
  expected?: ReadonlyMap<string, Record<ErrorKind, number>> | undefined;
}

export interface PlannedSample extends ChosenStrata {
  release: string;
  /** Every image of the release in key order: its id, and the place of its stratum in `strata`. */
  images: { id: string; stratum: number }[];
}

const chunkSize = 500;

/**
 * The strata of a release, and how many images of each are to be drawn. Nothing here depends on what an audit finds.
 *
 * @throws Failure `wrong-usage` where `expected` names a stratum that does not exist
 */
export async function planStrata(db: Db, release: string, wanted: WantedSample): Promise<PlannedSample> {
  const { project, budget, width, looks, by, expected } = wanted;
  const models = (await listPredictors(db, project)).map(({ id }) => id);
  const formers = await findFormers(db, project);
  const reviewed = new Set(
    (await listReleasedReviews(db, release))
      .filter(({ reviewer, cause }) => reviewer === 0 && cause !== null)
      .map(({ imageId }) => imageId),
  );
  const cells = new Map<string, CountedCell>();
  const images: { id: string; cell: string }[] = [];
  for await (const chunk of chunksOf(streamReleaseImages(db, release), chunkSize)) {
    const firstLabels = await listFirstLabels(
      db,
      chunk.map(({ imageId }) => imageId),
      models,
    );
    for (const { imageId: id, labelsJson, provenance } of chunk) {
      const labels = JSON.parse(labelsJson) as number[];
      const first = (firstLabels.get(id) ?? []).map((label) => standIns(label, formers)[0] ?? label);
      const cell = cellOf({ provenance, labels, isReviewed: reviewed.has(id) }, first);
      const key = JSON.stringify(cell);
      const counted = cells.get(key) ?? { cell, images: 0, mostLabels: 0 };
      counted.images++;
      counted.mostLabels = Math.max(counted.mostLabels, labels.length);
      cells.set(key, counted);
      images.push({ id, cell: key });
    }
  }
  if (images.length === 0) throw new Failure("not-ready", "The release has no images, so none can be drawn.");
  const chosen = chooseStrata([...cells.values()], {
    ...{ budget, width, looks, by },
    ...(expected ? { expected } : {}),
  });
  if (!chosen) {
    const names = [...(expected?.keys() ?? [])].map((name) => `“${name}”`).join(", ");
    throw new Failure(
      "wrong-usage",
      `The release cannot be parted into strata with the names ${names}. Draw prints the names; --by says what they are made of.`,
    );
  }
  const places = new Map(chosen.strata.map(({ stratum }, at) => [stratum, at]));
  const placeOf = new Map(
    [...cells].map(([key, { cell }]) => [key, places.get(nameStratum(cell, chosen.by))!]),
  );
  return { release, ...chosen, images: images.map(({ id, cell }) => ({ id, stratum: placeOf.get(cell)! })) };
}
