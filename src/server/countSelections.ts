import { findContains } from "../actions/contains/findContains.ts";
import { type Finding, mustBeThere } from "../actions/findings/finding.ts";
import { versionOf } from "../actions/findings/versionOf.ts";
import type { ContainsReport } from "../contract/contains/report.ts";
import { hasMoreImages } from "../db/images/image.ts";
import { fewImages } from "./countProject.ts";
import type { Services } from "./services.ts";

interface Kept {
  version: string;
  finding: Finding<ContainsReport>;
}

/** Number of projects whose last count is remembered. */
const maxKept = 20;
const kept = new WeakMap<object, Map<string, Kept>>();

/**
 * Results of a project's sheets, recounted only if something has happened in the project since. With
 * many images they are counted apart, and the answer may be the last result.
 */
export async function countSelections(
  { ctx, counts }: Pick<Services, "ctx" | "counts">,
  project: string,
): Promise<Finding<ContainsReport>> {
  const task = { kind: "contains", project } as const;
  if (await hasMoreImages(ctx.db, project, fewImages))
    return mustBeThere((await counts.find(task, "until-there")).finding);
  const known = kept.get(ctx.db) ?? new Map<string, Kept>();
  kept.set(ctx.db, known);
  const last = known.get(project);
  const version = await versionOf(ctx, task, last?.version);
  if (last?.version === version) return last.finding;
  const finding = await findContains(ctx.db, { project });
  known.delete(project);
  known.set(project, { version, finding });
  const [oldest] = known.keys();
  if (oldest !== undefined && known.size > maxKept) known.delete(oldest);
  return finding;
}
