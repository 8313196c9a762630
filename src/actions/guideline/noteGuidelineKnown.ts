import { getGuidelineVersion, writeGuidelineKnown } from "../../db/guideline/guideline.ts";
import type { Context } from "../context.ts";

/** Records that a person was shown a version of the guideline, and what changed in it. @throws Failure `not-found` */
export async function noteGuidelineKnown(
  { db, now }: Pick<Context, "db" | "now">,
  { project, person, version }: { project: string; person: string; version: number },
): Promise<void> {
  await getGuidelineVersion(db, project, version);
  await writeGuidelineKnown(db, {
    projectId: project,
    personId: person,
    version,
    at: now().toISOString(),
  });
}
