import type { PlannedAudit } from "../../contract/auditSample.ts";
import { countMembers } from "../../db/people/membership.ts";
import type { Context } from "../context.ts";
import { findReleaseNumbered } from "./parts/findReleaseNumbered.ts";
import { findSources } from "./parts/findSources.ts";
import { planStrata, type WantedSample } from "./parts/planStrata.ts";

/** What an audit sample of a release would be; nothing is drawn. @throws Failure `not-found` */
export async function planAuditSample(
  { db }: Pick<Context, "db">,
  wanted: WantedSample,
): Promise<PlannedAudit> {
  const release = await findReleaseNumbered(db, wanted.project, wanted.number);
  const { strata, plan, images } = await planStrata(db, release.id, wanted);
  const sources = await findSources(
    db,
    wanted.project,
    images.map(({ id }) => id),
  );
  return {
    strata: strata.map(({ stratum, images }, at) => ({ stratum, images, drawn: plan.sizes[at]! })),
    ...{ total: plan.total, width: plan.width, simple: plan.simple },
    sources: sources.map(({ name }) => name),
    experts: await countMembers(db, wanted.project, "expert"),
  };
}
