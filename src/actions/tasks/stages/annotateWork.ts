import { annotate } from "../../../core/stages/annotate.ts";
import { findChance } from "../../../db/sql/chance.ts";
import { openingWork } from "./openingWork.ts";
import type { StageWork } from "./stageWork.ts";

/** The stage `annotate`: the page holds all proposals. */
export const annotateWork: StageWork = {
  ...openingWork(annotate, ({ fewestAnswers }) => ({ atOnce: fewestAnswers })),

  async serve(db, { imageId: image, personId: person }, { proposals, settings, asked }) {
    const labels = asked.map(({ label }) => label);
    const chance = await findChance(db);
    return annotate.task.serve({ image, person, settings, chance, proposals, asked: labels });
  },
};
