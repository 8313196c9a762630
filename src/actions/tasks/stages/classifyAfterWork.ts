import { classifyAfter } from "../../../core/stages/classifyAfter.ts";
import { findOpenPilot } from "../../../db/pilot.ts";
import { countImages, pullOrder } from "../../../db/tasks/queue.ts";
import { takeWithLease } from "../takeWithLease.ts";
import { candidatesFor, serveCandidates } from "./candidates.ts";
import type { StageWork } from "./stageWork.ts";

/** The stage `classify-after`: the same beside the labels, whatever stage they come from. */
export const classifyAfterWork: StageWork = {
  serve: serveCandidates,

  beginsBlank: async () => false,

  take: (ctx, taker) => takeWithLease(ctx, classifyAfter, taker, candidatesFor(taker.settings)),

  async countFree({ db, now }, { project, person, settings }, max) {
    // None is handed out meanwhile.
    if (await findOpenPilot(db, project)) return 0;
    const places = classifyAfter.places(settings, { isGold: false });
    const place = { project, stage: classifyAfter.name, person, places, now: now().toISOString() };
    return countImages(db, candidatesFor(settings).queue(db, place).orderBy(pullOrder), max);
  },
};
