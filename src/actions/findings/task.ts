import type { ProjectAgreement } from "../../contract/agreement.ts";
import type { AskingView } from "../../contract/asking.ts";
import type { ProjectAudit } from "../../contract/audit.ts";
import type { ContainsReport } from "../../contract/contains/report.ts";
import type { ProjectEvaluation } from "../../contract/evaluation.ts";
import type { ImageLayout } from "../../contract/images/imageMap.ts";
import type { ProjectModels } from "../../contract/models/models.ts";
import type { ReleaseDiff } from "../../contract/releases/releaseDiff.ts";
import type { Settlement } from "../../contract/votes.ts";
import { measureProject } from "../agreement/measureProject.ts";
import { learnAsking } from "../asking/learnAsking.ts";
import { auditProject } from "../audit/auditProject.ts";
import { findContains } from "../contains/findContains.ts";
import type { Context } from "../context.ts";
import { mapImages } from "../embeddings/mapImages.ts";
import { compareModels } from "../evaluation/compareModels.ts";
import { evaluateStored } from "../evaluation/evaluateStored.ts";
import { compareReleases } from "../releases/compareReleases.ts";
import { settleVotes } from "../votes/settleVotes.ts";
import { type CountName, type Counts, counts } from "./counts.ts";
import { type Finding, withoutImages } from "./finding.ts";

/** What is computed outside the server's own process. */
export type Task =
  | { kind: "agreement"; project: string }
  | { kind: "audit"; project: string }
  | { kind: "release-diff"; base: string; release: string }
  | { kind: "models"; project: string }
  | { kind: "evaluation"; project: string; release: number | null; minimum: number; cap: number }
  | { kind: "contains"; project: string }
  | { kind: "map"; project: string }
  | { kind: "counts"; name: CountName; project: string };

/** A task that writes while it is computed: it runs whenever requested, and its result is not kept in memory. */
export type WritingTask =
  | {
      kind: "settlement";
      project: string;
      person: string | null;
      /** The row of the job table that shows its progress. */
      job?: string | undefined;
    }
  | { kind: "asking-rule"; project: string; person: string | null };

export interface Reports {
  agreement: ProjectAgreement;
  audit: ProjectAudit;
  "release-diff": ReleaseDiff;
  models: ProjectModels;
  evaluation: ProjectEvaluation;
  contains: ContainsReport;
  map: ImageLayout;
  counts: Counts[CountName];
}

export async function runTask(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  task: Task | WritingTask,
): Promise<Finding<Reports[Task["kind"]] | Settlement | AskingView>> {
  const { db } = ctx;
  switch (task.kind) {
    case "agreement":
      return measureProject(db, task);
    case "audit":
      return auditProject(db, task);
    case "release-diff":
      return compareReleases(db, task);
    case "models":
      return withoutImages(await compareModels(db, task));
    case "evaluation":
      return evaluateStored(db, task);
    case "contains":
      return findContains(db, task);
    case "map":
      return mapImages(db, task);
    case "counts":
      return withoutImages(await counts[task.name](ctx, task));
    case "settlement":
      return withoutImages(await settleVotes(ctx, task));
    case "asking-rule":
      return withoutImages(await learnAsking(ctx, task));
  }
}
