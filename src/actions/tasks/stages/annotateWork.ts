import { countWithGold } from "../../../core/gold/mixGold.ts";
import { annotate } from "../../../core/stages/annotate.ts";
import { listGoldFor } from "../../../db/gold.ts";
import { findOpenPilot } from "../../../db/pilot.ts";
import { findChance } from "../../../db/sql/chance.ts";
import { nextPosition } from "../../../db/tasks/assignment.ts";
import { countImages, takeableBy } from "../../../db/tasks/queue.ts";
import { findGoldChance } from "../../gold/chooseGold.ts";
import { takeWithLease } from "../takeWithLease.ts";
import type { StageWork } from "./stageWork.ts";

/** The stage `annotate`: images go to whoever is free, gold among them, and none while a pilot is open. */
export const annotateWork: StageWork = {
  async serve(db, { imageId: image, personId: person }, { proposals, settings, asked }) {
    const labels = asked.map(({ label }) => label);
    const chance = await findChance(db);
    return annotate.task.serve({ image, person, settings, chance, proposals, asked: labels });
  },

  beginsBlank: async () => false,

  take: (ctx, taker) => takeWithLease(ctx, annotate, taker),

  // Gold images that would be among them count too, so that no count tells when one is handed out.
  async countFree({ db, now }, { project, person, settings }, max) {
    if (await findOpenPilot(db, project)) return 0;
    const places = annotate.places(settings, { isGold: false });
    const asked = { project, stage: annotate.name, person };
    const free = await countImages(db, takeableBy(db, { ...asked, places, now: now().toISOString() }), max);
    if (settings.goldShare === 0 || free === 0) return free;
    return countWithGold(free, (await listGoldFor(db, { project, person })).length, {
      first: await nextPosition(db, asked),
      chance: await findGoldChance(db, { project, person }),
      share: settings.goldShare,
    });
  },
};
