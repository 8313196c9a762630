import { listEmbeddingSets } from "../../db/embeddings.ts";
import { findImagesVersion } from "../../db/images/imageImport.ts";
import { findLatestJob } from "../../db/jobs.ts";
import { findPredictionsVersion } from "../../db/proposals/predictor.ts";
import { findRatingsVersion } from "../../db/severity.ts";
import { findProjectMoment } from "../../db/sql/eventMoment.ts";
import { findAuditVersion } from "../auditSample/findAuditVersion.ts";
import type { Context } from "../context.ts";
import type { Task } from "./task.ts";

/**
 * The version of the data that a task reads: equal versions give the same finding.
 *
 * @param known an earlier one, which is returned where nothing has changed since
 */
export async function versionOf(
  { db, address }: Pick<Context, "db" | "address">,
  task: Task,
  known: string | undefined,
): Promise<string> {
  // A release never changes: one version is enough.
  if (task.kind === "release-diff") return "";
  const moment = async () =>
    findProjectMoment(db, address.kind, task.project, known?.split(" ", 1)[0] ?? null);
  switch (task.kind) {
    case "agreement":
      return moment();
    // Answers come in all day, and an audit takes minutes: it is recomputed only when files, labels or scores come in.
    case "audit":
      return findPredictionsVersion(db, task.project);
    case "models":
      return `${await moment()} ${await findPredictionsVersion(db, task.project)}`;
    case "evaluation": {
      const predictions = await findPredictionsVersion(db, task.project);
      if (task.release === null) return `${await moment()} ${predictions}`;
      // A release's labels stay; experts go on rating errors by them, and label its images anew.
      const audit = await findAuditVersion(db, task.project, task.release);
      return `${predictions} ${await findRatingsVersion(db, task.project)} ${audit}`;
    }
    // Images come and go; what a model sees in one stays.
    case "map": {
      const [set] = await listEmbeddingSets(db, task.project);
      return `${await findImagesVersion(db, task.project)} ${set?.modelId} ${set?.images}`;
    }
    case "contains":
    case "counts": {
      const job = await findLatestJob(db, task.project);
      return `${await moment()} ${job?.id} ${job?.updatedAt}`;
    }
  }
}
