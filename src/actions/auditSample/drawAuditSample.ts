import { Failure } from "../../contract/failure.ts";
import type { ErrorKind } from "../../core/auditSample/boundErrors.ts";
import { planForWidth, planSample, type SamplePlan } from "../../core/auditSample/planSample.ts";
import { stratumOf } from "../../core/auditSample/stratumOf.ts";
import { shuffle, within } from "../../core/chance.ts";
import { findAuditSample, insertAuditSample, type StratumSize } from "../../db/auditSample/auditSample.ts";
import { insertEvent } from "../../db/event.ts";
import { streamReleaseImages } from "../../db/releases.ts";
import { findChance } from "../../db/sql/chance.ts";
import type { Context } from "../context.ts";
import { findReleaseNumbered } from "./parts/findReleaseNumbered.ts";
import { findSources } from "./parts/findSources.ts";

interface Wanted {
  project: string;
  /** The release's number. */
  number: number;
  /** Either of both: how many images, or how far apart the bounds of the share of images with an error may be. */
  budget?: number | undefined;
  width?: number | undefined;
  looks: number;
  maxPerImage: number;
  /** Experts may label images anew that they worked on before the release. */
  mayLabelOwn?: boolean;
  person?: string | null;
  /** Shares of images that are thought to have an error; by stratum, of those that are told. */
  expected: ReadonlyMap<string, Record<ErrorKind, number>>;
}

export interface DrawnSample {
  release: number;
  plan: SamplePlan;
  strata: { stratum: string; images: number; drawn: number }[];
  /** Names of the models whose first labels experts see; none where it is the proposals. */
  sources: string[];
}

const assumed = { missing: 0.1, wrong: 0.1 };

/**
 * Draws the images of a release whose labels are made anew, once: by strata, at random by the key of the installation, in
 * as many steps as looks are planned. Within a stratum each image has the same chance.
 *
 * @throws Failure `already-exists` where it was drawn before; `not-found` for the release
 */
export async function drawAuditSample(
  ctx: Pick<Context, "db" | "now">,
  { project, number, budget, width, looks, maxPerImage, expected, ...wanted }: Wanted,
): Promise<DrawnSample> {
  return ctx.db.transaction().execute(async (db) => {
    const release = await findReleaseNumbered(db, project, number);
    if (await findAuditSample(db, release.id)) {
      const again = "A sample that is drawn again until it pleases proves nothing";
      throw new Failure(
        "already-exists",
        `Release ${number} has its audit sample. ${again}; make another release.`,
      );
    }
    const strata = new Map<string, string[]>();
    const sizes: Record<string, StratumSize> = {};
    for await (const { imageId, labelsJson, provenance } of streamReleaseImages(db, release.id)) {
      const labels = (JSON.parse(labelsJson) as number[]).length;
      const stratum = stratumOf(provenance, labels);
      const images = strata.get(stratum) ?? [];
      strata.set(stratum, images);
      images.push(imageId);
      const { mostLabels = 0 } = sizes[stratum] ?? {};
      sizes[stratum] = { images: images.length, mostLabels: Math.max(mostLabels, labels) };
    }
    const planned = Array.from(strata, ([stratum, images]) => ({
      stratum,
      images: images.length,
      ...(expected.get(stratum) ?? assumed),
    }));
    const plan =
      width === undefined ? planSample(planned, budget ?? 0, looks) : planForWidth(planned, width, looks);
    const chance = within(await findChance(db), `audit sample ${release.id}`);
    const drawn = [...strata].flatMap(([stratum, images], at) => {
      const size = plan.sizes[at]!;
      return shuffle(images, chance(stratum))
        .slice(0, size)
        .map((imageId, place) => ({ imageId, stratum, step: 1 + Math.floor((place * looks) / size) }));
    });
    const mixed = shuffle(drawn, chance("order")).map((image, position) => ({ ...image, position }));
    const at = ctx.now().toISOString();
    const sources = await findSources(
      db,
      project,
      mixed.map(({ imageId }) => imageId),
    );
    const sample = {
      ...{ releaseId: release.id, at, looks, maxPerImage, strataJson: JSON.stringify(sizes) },
      sourcesJson: sources.length === 0 ? null : JSON.stringify(sources.map(({ id }) => id)),
      mayLabelOwn: wanted.mayLabelOwn ? 1 : 0,
    };
    await insertAuditSample(db, sample, mixed);
    const after = { release: release.id, number, images: drawn.length, looks };
    await insertEvent(db, { project, at, person: wanted.person ?? null, kind: "audit-sample-drawn", after });
    return {
      release: number,
      plan,
      sources: sources.map(({ name }) => name),
      strata: planned.map(({ stratum, images }, place) => ({ stratum, images, drawn: plan.sizes[place]! })),
    };
  });
}
