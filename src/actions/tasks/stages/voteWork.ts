import { carryOriginals } from "../../../core/labels/labelFate.ts";
import { vote } from "../../../core/stages/vote.ts";
import { listOriginalLabels } from "../../../db/images/image.ts";
import { findChance } from "../../../db/sql/chance.ts";
import { openingWork } from "./openingWork.ts";
import type { StageWork } from "./stageWork.ts";

/** The stage `vote`: the page holds a few labels, each with a question. */
export const voteWork: StageWork = {
  ...openingWork(vote),

  async serve(db, { imageId: image, personId: person }, { proposals, settings, formers }) {
    const originals = carryOriginals(await listOriginalLabels(db, image), formers);
    const chance = await findChance(db);
    return vote.task.serve({ image, person, settings, chance, proposals, originals });
  },
};
