import type { ReleaseAudit } from "../../contract/releases/releaseAudit.ts";
import { storeAuditLabels } from "../../db/auditSample/auditSample.ts";
import { insertEvent } from "../../db/event.ts";
import { findFormers, listLabels } from "../../db/labels/labelSpace.ts";
import { getProject } from "../../db/project/project.ts";
import { labelVersionOf } from "../../db/releases.ts";
import { readSettledLabels } from "../../files/auditSample/readSettledLabels.ts";
import type { Context } from "../context.ts";
import { answerLabels } from "../labels/readAnswerLabels.ts";
import { labelResolver } from "../labels/resolveLabel.ts";
import { type BadRow, refuseRows } from "../refuseRows.ts";
import { describeAudit } from "./describeAudit.ts";
import { findReleaseNumbered } from "./parts/findReleaseNumbered.ts";
import { readAudit } from "./parts/readAudit.ts";

/**
 * Stores experts' new labels for images of an audit sample: all rows of a file, or none.
 *
 * @returns what the sample now says
 * @throws Failure `bad-file` with the rows of images that were not drawn, or were already audited with other labels
 */
export async function importAuditLabels(
  ctx: Pick<Context, "db" | "now">,
  { project: id, number, file }: { project: string; number: number; file: string },
): Promise<ReleaseAudit | null> {
  const rows = await readSettledLabels(file);
  return ctx.db.transaction().execute(async (db) => {
    const release = await findReleaseNumbered(db, id, number);
    const project = await getProject(db, id);
    const version = labelVersionOf(release);
    const read = answerLabels(
      labelResolver(await listLabels(db, project, version)),
      await findFormers(db, id, version),
    );
    const drawn = new Map((await readAudit(db, release)).map((image) => [image.imageKey, image]));
    const problems: BadRow[] = [];
    for (const { image: key, row, labels } of rows) {
      const image = drawn.get(key);
      const found = read(labels);
      if (!image) problems.push({ row, reason: `“${key}” is not in the audit sample of release ${number}.` });
      else if (typeof found === "string") problems.push({ row, reason: found });
      else {
        const ascending = [...new Set(found)].sort((a, b) => a - b);
        const { state } = image;
        if (state.kind === "not-judged")
          problems.push({ row, reason: `“${key}” was settled: it cannot be judged.` });
        if (state.kind === "labelled" && state.labels.join() !== ascending.join())
          problems.push({ row, reason: `“${key}” is audited already, with other labels.` });
        await storeAuditLabels(db, { release: release.id, image: image.imageId, labels: ascending });
      }
    }
    refuseRows(file, problems);
    const after = { release: release.id, number, images: rows.length };
    const at = ctx.now().toISOString();
    await insertEvent(db, { project: id, at, person: null, kind: "audit-labels-imported", after });
    return describeAudit(db, release);
  });
}
