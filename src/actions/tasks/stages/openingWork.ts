import { countWithGold } from "../../../core/gold/mixGold.ts";
import type { ProjectSettings } from "../../../core/project/settings.ts";
import type { StageRules } from "../../../core/stages/stageRules.ts";
import { listGoldFor } from "../../../db/gold.ts";
import { nextPosition } from "../../../db/tasks/assignment.ts";
import { findGoldChance } from "../../gold/chooseGold.ts";
import { countRepeatsInTurn } from "../parts/repeats.ts";
import type { Queue } from "../takeWithLease.ts";
import { leasedWork } from "./leasedWork.ts";
import type { StageWork } from "./stageWork.ts";

/**
 * Shared by stages in which images begin: they go to whoever is free, with gold among them, and none while a pilot is
 * open.
 */
export const openingWork = (
  stage: Pick<StageRules, "name" | "places">,
  queueOf: (settings: ProjectSettings) => Queue = () => ({}),
): Pick<StageWork, "beginsBlank" | "take" | "countFree" | "withOthers"> => ({
  ...leasedWork(stage, queueOf),
  beginsBlank: async () => false,

  // Gold images and repeats that would be among them count too, so that no count reveals when one is handed out.
  async withOthers({ db, now }, { project, person, settings }, images) {
    if (images === 0) return 0;
    const asked = { project, stage: stage.name, person };
    const free = images + (await countRepeatsInTurn(db, settings, { ...asked, now: now(), free: images }));
    if (settings.goldShare === 0) return free;
    return countWithGold(free, (await listGoldFor(db, { project, person })).length, {
      first: await nextPosition(db, asked),
      chance: await findGoldChance(db, { project, person }),
      share: settings.goldShare,
    });
  },
});
