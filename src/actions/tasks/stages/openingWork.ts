import { countWithGold } from "../../../core/gold/mixGold.ts";
import type { ProjectSettings } from "../../../core/project/settings.ts";
import type { StageRules } from "../../../core/stages/stageRules.ts";
import { listGoldFor } from "../../../db/gold.ts";
import { findOpenPilot } from "../../../db/pilot.ts";
import { nextPosition } from "../../../db/tasks/assignment.ts";
import { countImages, pullOrder, takeableBy } from "../../../db/tasks/queue.ts";
import { findGoldChance } from "../../gold/chooseGold.ts";
import { countRepeatsInTurn } from "../parts/repeats.ts";
import { type Queue, takeWithLease } from "../takeWithLease.ts";
import type { StageWork } from "./stageWork.ts";

/** What stages have in common in which images begin: they go to whoever is free, gold among them, and none while a pilot is open. */
export const openingWork = (
  stage: Pick<StageRules, "name" | "places">,
  queueOf: (settings: ProjectSettings) => Queue = () => ({}),
): Pick<StageWork, "beginsBlank" | "take" | "countFree"> => ({
  beginsBlank: async () => false,

  take: (ctx, taker) => takeWithLease(ctx, stage, taker, queueOf(taker.settings)),

  // Gold images and those asked again that would be among them count too, so that no count tells when one is handed out.
  async countFree({ db, now }, { project, person, settings }, max) {
    if (await findOpenPilot(db, project)) return 0;
    const places = stage.places(settings, { isGold: false });
    const asked = { project, stage: stage.name, person };
    const { queue = takeableBy, atOnce = 0 } = queueOf(settings);
    const place = { ...asked, places, atOnce, now: now().toISOString() };
    const others = await countImages(db, queue(db, place).orderBy(pullOrder), max);
    const free = others + (await countRepeatsInTurn(db, settings, { ...asked, now: now(), free: others }));
    if (settings.goldShare === 0 || free === 0) return free;
    return countWithGold(free, (await listGoldFor(db, { project, person })).length, {
      first: await nextPosition(db, asked),
      chance: await findGoldChance(db, { project, person }),
      share: settings.goldShare,
    });
  },
});
