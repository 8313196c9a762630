import { carryOriginals } from "../../../core/labels/labelFate.ts";
import { vote } from "../../../core/stages/vote.ts";
import { findAskedAlone } from "../../../db/asking.ts";
import { listOriginalLabels } from "../../../db/images/image.ts";
import { findChance } from "../../../db/sql/chance.ts";
import { openingWork } from "./openingWork.ts";
import type { StageWork } from "./stageWork.ts";

/** The stage `vote`: the page asks about a few labels, one question each; or only about those worth asking about. */
export const voteWork: StageWork = {
  ...openingWork(vote, ({ fewestAnswers }) => ({ atOnce: fewestAnswers })),

  async serve(db, { id, imageId: image, personId: person }, { proposals, settings, formers }) {
    const originals = carryOriginals(await listOriginalLabels(db, image), formers);
    const chance = await findChance(db);
    const page = vote.task.serve({ image, person, settings, chance, proposals, originals });
    const alone = await findAskedAlone(db, id);
    const cards = page.cards.filter(({ label }) => alone?.includes(label));
    // Where none of them is offered any more, the page asks about all.
    return cards.length === 0 ? page : { ...page, cards };
  },
};
