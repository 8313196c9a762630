import { auditProject } from "../../actions/audit/auditProject.ts";
import { exportAudit } from "../../actions/audit/exportAudit.ts";
import type { Context } from "../../actions/context.ts";
import { embedImages } from "../../actions/embeddings/embedImages.ts";
import { verifyImages } from "../../actions/images/verifyImages.ts";
import type { JobInput } from "../../actions/jobProgress.ts";
import type { WorkDone } from "../../actions/jobs/workDone.ts";
import { makeMaps } from "../../actions/maps/makeMaps.ts";
import { findModel } from "../../actions/models/findModel.ts";
import { exportRelease } from "../../actions/releases/exportRelease.ts";
import { getReleaseOf } from "../../actions/releases/getReleaseOf.ts";
import type { JobWork } from "../../contract/jobs.ts";
import type { RunOptions } from "../../inference/classifierMessages.ts";
import { proposeWork } from "./proposeWork.ts";
import { reportWork } from "./reportWork.ts";

/**
 * Does what a job was started for. Each kind can be ended at any moment and begun again: what is missing in the
 * database is where it goes on.
 */
export async function doWork(
  ctx: Context,
  work: JobWork,
  input: JobInput & { project: string; run: Partial<RunOptions> },
): Promise<WorkDone> {
  const { project } = input;
  switch (work.kind) {
    case "verify": {
      const { ok, refused } = await verifyImages(ctx, input);
      return { counts: [{ what: "read", count: ok }], refused };
    }
    case "propose":
      return proposeWork(ctx, work, input);
    case "embed": {
      await using found = await findModel(work.model, ctx.storage);
      const { embedded, failed } = await embedImages(ctx, { ...input, ...found });
      return { counts: [{ what: "embedded", count: embedded }], refused: failed };
    }
    case "maps": {
      await using found = await findModel(work.model, ctx.storage);
      const { mapped, withMaps, failed } = await makeMaps(ctx, { ...input, ...found });
      const [now, all] = [
        { what: "mapped" as const, count: mapped },
        { what: "withMaps" as const, count: withMaps },
      ];
      return { counts: [now, all], refused: failed };
    }
    case "audit": {
      const finding = await auditProject(ctx.db, { project });
      const findings = finding.report.lists.reduce((sum, { total }) => sum + total, 0);
      const file = await exportAudit(ctx, { project, finding, spreadsheet: work.spreadsheet });
      return { counts: [{ what: "findings", count: findings }], file };
    }
    case "report":
      return reportWork(ctx, work, project);
    case "export": {
      const { id } = await getReleaseOf(ctx.db, project, work.release);
      const { format, spreadsheet } = work;
      return { file: await exportRelease(ctx, { release: id, format, spreadsheet }) };
    }
  }
}
