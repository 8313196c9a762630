import { findNewestEvent } from "../../db/event.ts";
import { findLatestJob } from "../../db/jobs.ts";
import { findPredictionsVersion } from "../../db/proposals/predictor.ts";
import type { Db } from "../../db/schema.ts";
import type { Task } from "./task.ts";

/** Of the data that a task reads: two versions that are alike give the same finding. */
export async function versionOf(db: Db, task: Task): Promise<string> {
  switch (task.kind) {
    case "agreement":
      return findNewestEvent(db, task.project);
    case "release-diff":
      // A release never changes: all have one version.
      return "";
    case "models":
      return `${await findNewestEvent(db, task.project)} ${await findPredictionsVersion(db, task.project)}`;
    case "evaluation": {
      const predictions = await findPredictionsVersion(db, task.project);
      return task.release === null
        ? `${await findNewestEvent(db, task.project)} ${predictions}`
        : predictions;
    }
    case "counts": {
      const job = await findLatestJob(db, task.project);
      return `${await findNewestEvent(db, task.project)} ${job?.updatedAt}`;
    }
  }
}
