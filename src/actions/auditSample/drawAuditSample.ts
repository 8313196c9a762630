import { Failure } from "../../contract/failure.ts";
import type { SamplePlan } from "../../core/auditSample/planSample.ts";
import type { Factor } from "../../core/auditSample/strata.ts";
import { shuffle, within } from "../../core/chance.ts";
import {
  findAuditSample,
  insertAuditSample,
  packStrata,
  type StratumSize,
} from "../../db/auditSample/auditSample.ts";
import { insertEvent } from "../../db/event.ts";
import { findChance } from "../../db/sql/chance.ts";
import type { Context } from "../context.ts";
import { findReleaseNumbered } from "./parts/findReleaseNumbered.ts";
import { findSources } from "./parts/findSources.ts";
import { planStrata, type WantedSample } from "./parts/planStrata.ts";

interface Wanted extends WantedSample {
  maxPerImage: number;
  /** Experts may also label images anew that they worked on before the release. */
  mayLabelOwn?: boolean;
  /** The person who draws it; null at the command line. */
  person?: string | null;
}

export interface DrawnSample {
  release: number;
  plan: SamplePlan;
  /** The factors that define the strata. */
  by: Factor[];
  strata: { stratum: string; images: number; drawn: number }[];
  /** Names of the models whose first labels experts see; none where they see the proposals. */
  sources: string[];
}

/**
 * Draws, once, the images of a release that are labelled anew: by strata, at random by the installation's key, in as
 * many steps as looks are planned. Within a stratum each image has the same chance.
 *
 * @throws Failure `already-exists` where it was drawn before; `not-found` for the release; `wrong-usage` where
 *   `expected` names a stratum that does not exist
 */
export async function drawAuditSample(
  ctx: Pick<Context, "db" | "now">,
  { maxPerImage, mayLabelOwn = false, person = null, ...wanted }: Wanted,
): Promise<DrawnSample> {
  const { project, number, looks } = wanted;
  // A release never changes, so it is read outside the transaction and nobody has to wait.
  const { id: releaseId } = await findReleaseNumbered(ctx.db, project, number);
  const { by, strata, plan, images } = await planStrata(ctx.db, releaseId, wanted);
  return ctx.db.transaction().execute(async (db) => {
    if (await findAuditSample(db, releaseId)) {
      const again = "A sample that is drawn again until it pleases proves nothing";
      throw new Failure(
        "already-exists",
        `Release ${number} has its audit sample. ${again}; make another release.`,
      );
    }
    const chance = within(await findChance(db), `audit sample ${releaseId}`);
    const inStratum = Map.groupBy(images, ({ stratum }) => stratum);
    const drawn = strata.flatMap(({ stratum }, at) => {
      const size = plan.sizes[at]!;
      return shuffle(inStratum.get(at)!, chance(stratum))
        .slice(0, size)
        .map(({ id: imageId }, place) => {
          return { imageId, stratum, step: 1 + Math.floor((place * looks) / size) };
        });
    });
    const mixed = shuffle(drawn, chance("order")).map((image, position) => ({ ...image, position }));
    const sources = await findSources(
      db,
      project,
      mixed.map(({ imageId }) => imageId),
    );
    const at = ctx.now().toISOString();
    const sizes: Record<string, StratumSize> = Object.fromEntries(
      strata.map(({ stratum, images, mostLabels }) => [stratum, { images, mostLabels }]),
    );
    const sample = {
      ...{ releaseId, at, looks, maxPerImage, strataJson: JSON.stringify(sizes) },
      allStrata: packStrata(images.map(({ stratum }) => stratum)),
      sourcesJson: sources.length === 0 ? null : JSON.stringify(sources.map(({ id }) => id)),
      mayLabelOwn: mayLabelOwn ? 1 : 0,
    };
    await insertAuditSample(db, sample, mixed);
    const after = { release: releaseId, number, images: drawn.length, looks, by, mayLabelOwn };
    await insertEvent(db, { project, at, person, kind: "audit-sample-drawn", after });
    return {
      ...{ release: number, plan, by, sources: sources.map(({ name }) => name) },
      strata: strata.map(({ stratum, images }, place) => ({ stratum, images, drawn: plan.sizes[place]! })),
    };
  });
}
