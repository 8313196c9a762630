import { countGoldCandidates } from "../../db/gold.ts";
import { getBatches } from "../batches/getBatches.ts";
import { getObjects } from "../classify/getObjects.ts";
import type { Context } from "../context.ts";
import { listMapFacts } from "../images/getImageMap.ts";
import { countMatters } from "../inbox/countMatters.ts";
import { getPace } from "../pace/getPace.ts";
import { getDrift } from "../people/getDrift.ts";
import { countWorkOfPeople } from "../people/listPeople.ts";
import { getOverview } from "../project/getOverview.ts";
import { countFinished } from "../releases/countFinished.ts";
import { getNoLabel } from "../review/getNoLabel.ts";
import { suggestForProject } from "../rulings/suggestForProject.ts";

type Ctx = Pick<Context, "db" | "now">;

/** What the lead's pages count over all images of a project: slow where there are many. */
export const counts = {
  overview: getOverview,
  workOfPeople: countWorkOfPeople,
  batches: getBatches,
  pace: getPace,
  drift: getDrift,
  matters: countMatters,
  goldCandidates: ({ db }: Ctx, { project }: { project: string }) => countGoldCandidates(db, project),
  noLabel: getNoLabel,
  objects: getObjects,
  finished: countFinished,
  relations: suggestForProject,
  mapFacts: listMapFacts,
};

export type CountName = keyof typeof counts;
export type Counts = { [Name in CountName]: Awaited<ReturnType<(typeof counts)[Name]>> };
