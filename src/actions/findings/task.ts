import type { ProjectAgreement } from "../../contract/agreement.ts";
import type { ReleaseDiff } from "../../contract/releaseDiff.ts";
import type { Db } from "../../db/schema.ts";
import { compareReleases } from "../compareReleases.ts";
import { measureProject } from "../measureProject.ts";
import type { Finding } from "./finding.ts";

/** What is computed apart from the server's own thread. */
export type Task =
  | { kind: "agreement"; project: string }
  | { kind: "release-diff"; base: string; release: string };

export interface Reports {
  agreement: ProjectAgreement;
  "release-diff": ReleaseDiff;
}

export async function runTask(db: Db, task: Task): Promise<Finding<Reports[Task["kind"]]>> {
  return task.kind === "agreement" ? measureProject(db, task) : compareReleases(db, task);
}
