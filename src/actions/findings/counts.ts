import { countGoldCandidates } from "../../db/gold.ts";
import type { Context } from "../context.ts";
import { countFinished } from "../countFinished.ts";
import { getBatches } from "../getBatches.ts";
import { getNoLabel } from "../getNoLabel.ts";
import { getOverview } from "../getOverview.ts";
import { getPace } from "../getPace.ts";
import { countWorkOfPeople } from "../listPeople.ts";

type Ctx = Pick<Context, "db" | "now">;

/** What the lead's pages count over all images of a project: where there are many, that takes long. */
export const counts = {
  overview: getOverview,
  workOfPeople: countWorkOfPeople,
  batches: getBatches,
  pace: getPace,
  goldCandidates: ({ db }: Ctx, { project }: { project: string }) => countGoldCandidates(db, project),
  noLabel: getNoLabel,
  finished: countFinished,
};

export type CountName = keyof typeof counts;
export type Counts = { [Name in CountName]: Awaited<ReturnType<(typeof counts)[Name]>> };
