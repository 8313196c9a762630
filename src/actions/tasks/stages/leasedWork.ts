import type { ProjectSettings } from "../../../core/project/settings.ts";
import type { StageRules } from "../../../core/stages/stageRules.ts";
import { findOpenPilot } from "../../../db/pilot.ts";
import { countTakeable, takeableBy } from "../../../db/tasks/queue.ts";
import { type Queue, takeWithLease } from "../takeWithLease.ts";
import type { StageWork } from "./stageWork.ts";

/** Shared by stages whose images go one by one to whoever is free; none is handed out while a pilot is open. */
export const leasedWork = (
  stage: Pick<StageRules, "name" | "places">,
  queueOf: (settings: ProjectSettings, project: string) => Queue,
): Pick<StageWork, "take" | "countFree"> => ({
  take: (ctx, taker) => takeWithLease(ctx, stage, taker, queueOf(taker.settings, taker.project)),

  async countFree({ db, now }, { project, person, settings }, part) {
    if (await findOpenPilot(db, project)) return { images: 0, last: null };
    const { queue = takeableBy, atOnce = 0 } = queueOf(settings, project);
    const places = stage.places(settings, { isGold: false });
    const place = { project, stage: stage.name, person, places, atOnce, now: now().toISOString() };
    return countTakeable(db, queue(db, place), part);
  },
});
