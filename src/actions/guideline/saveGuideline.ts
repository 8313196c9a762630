import { Failure } from "../../contract/failure.ts";
import type { GuidelineVersion } from "../../contract/guideline/guideline.ts";
import { insertEvent } from "../../db/event.ts";
import {
  getGuidelineVersion,
  insertGuidelineVersion,
  writeGuidelineKnown,
} from "../../db/guideline/guideline.ts";
import { getProject } from "../../db/project/project.ts";
import type { Context } from "../context.ts";

/**
 * Writes the next version of a project's guideline; an unchanged text makes none.
 *
 * @param input.version the version that the text was based on
 * @param input.person the author; null at the command line
 * @throws Failure `conflict` with what is stored, where somebody else saved a version meanwhile
 */
export async function saveGuideline(
  ctx: Pick<Context, "db" | "now">,
  input: { project: string; person: string | null; version: number; markdown: string },
): Promise<GuidelineVersion> {
  const { project, person, version } = input;
  const markdown = input.markdown.normalize("NFC").replace(/\r\n?/g, "\n").trimEnd();
  return ctx.db.transaction().execute(async (db) => {
    const stored = await getProject(db, project);
    if (stored.guidelineVersion === version && stored.guideline.trimEnd() === markdown)
      return getGuidelineVersion(db, project, version);
    const at = ctx.now().toISOString();
    const next = { projectId: project, version, markdown, personId: person, createdAt: at };
    if (!(await insertGuidelineVersion(db, next))) {
      const { guidelineVersion } = await getProject(db, project);
      const newest = await getGuidelineVersion(db, project, guidelineVersion);
      throw new Failure(
        "conflict",
        `${newest.by ?? "Somebody else"} wrote version ${newest.version} while you worked on version ${version}. Look at what changed, then save yours on top of it or drop it.`,
        { stored: newest },
      );
    }
    if (person !== null)
      await writeGuidelineKnown(db, { projectId: project, personId: person, version: version + 1, at });
    await insertEvent(db, {
      project,
      at,
      person,
      kind: "guideline-changed",
      before: { version },
      after: { version: version + 1 },
    });
    return getGuidelineVersion(db, project, version + 1);
  });
}
