import { carryOriginals } from "../../../core/labels/labelFate.ts";
import { classifyTask } from "../../../core/stages/classifyTask.ts";
import { openingOf } from "../../../core/stages/protocol.ts";
import { refine } from "../../../core/stages/refine.ts";
import { stagesWith } from "../../../core/stages/rulesOf.ts";
import { isDrawn } from "../../../core/tasks/isDrawn.ts";
import { isGold } from "../../../db/gold.ts";
import { listOriginalLabels } from "../../../db/images/image.ts";
import { findAgreementOf } from "../../../db/outcome/agreement.ts";
import { listFound } from "../../../db/review/review.ts";
import { findChance } from "../../../db/sql/chance.ts";
import { listSubmitted } from "../../../db/tasks/annotation.ts";
import { countRefinable, refinableBy } from "../../../db/tasks/queue.ts";
import { takeRefinement } from "../parts/takeRefinement.ts";
import type { StageWork } from "./stageWork.ts";

/** The stage `refine`: the image that has waited longest goes to the next expert. */
export const refineWork: StageWork = {
  async serve(db, { imageId: image, blank, revealedAt }, { proposals, settings, formers }) {
    const annotations = await listSubmitted(db, image, stagesWith("compared"));
    const found = await listFound(db, image);
    return refine.task.serve({
      image,
      settings,
      chance: await findChance(db),
      proposals,
      originals: carryOriginals(await listOriginalLabels(db, image), formers),
      annotations: annotations.map((annotation) => ({
        ...annotation,
        decisions: annotation.decisions.filter(({ label }) => !formers.has(label)),
      })),
      reasons: (await findAgreementOf(db, image))?.reasons ?? [],
      found: found.filter(({ label }) => !formers.has(label)),
      isGold: await isGold(db, image),
      isBlank: blank === 1,
      isRevealed: revealedAt !== null,
      asksMain: openingOf(settings).task === classifyTask,
    });
  },

  // On gold, every refinement begins blank.
  beginsBlank: async (db, image, { blankShare }) =>
    isDrawn(await findChance(db), "blank", image, blankShare) || (await isGold(db, image)),

  take: (ctx, { project, person, settings }) =>
    takeRefinement(ctx, { project, person, mayRefineOwn: settings.expertsRefineOwnImages }),

  countFree: ({ db }, { project, person, settings }, part) =>
    countRefinable(db, refinableBy(db, project, person, settings.expertsRefineOwnImages), part),
};
