import { auditProject } from "../../actions/audit/auditProject.ts";
import { exportAudit } from "../../actions/audit/exportAudit.ts";
import { backUpNow } from "../../actions/backup/backUpNow.ts";
import type { Context } from "../../actions/context.ts";
import { embedImages } from "../../actions/embeddings/embedImages.ts";
import { findEmbeddings } from "../../actions/embeddings/readEmbeddings.ts";
import { importList, importPlace } from "../../actions/images/importPlaces.ts";
import { importUpload, importUploadedExemplars } from "../../actions/images/uploads.ts";
import { verifyImages } from "../../actions/images/verifyImages.ts";
import type { JobInput } from "../../actions/jobProgress.ts";
import type { WorkDone } from "../../actions/jobs/workDone.ts";
import { makeMaps } from "../../actions/maps/makeMaps.ts";
import { findModel } from "../../actions/models/findModel.ts";
import { exportRelease } from "../../actions/releases/exportRelease.ts";
import { getReleaseOf } from "../../actions/releases/getReleaseOf.ts";
import type { JobOutcome, JobWork } from "../../contract/jobs.ts";
import type { RunOptions } from "../../inference/classifierMessages.ts";
import { addModelWork } from "./addModelWork.ts";
import { importAnswersWork } from "./importAnswersWork.ts";
import { importPredictionsWork } from "./importPredictionsWork.ts";
import { proposeWork } from "./proposeWork.ts";
import { reportWork } from "./reportWork.ts";

type Importing = Extract<JobWork, { kind: "import-images" | "import-list" | "import-place" }>;

function importBy(ctx: Context, work: Importing, input: JobInput & { project: string }) {
  switch (work.kind) {
    case "import-images":
      return importUpload(ctx, { ...input, ...work });
    case "import-list":
      return importList(ctx, { ...input, ...work });
    case "import-place":
      return importPlace(ctx, { ...input, ...work });
  }
}

/**
 * Does the work of a job. Each kind can be stopped at any moment and restarted: what is missing in the
 * database is where it continues.
 */
export async function doWork(
  ctx: Context,
  work: JobWork,
  input: JobInput & { project: string; person: string | null; run: Partial<RunOptions> },
): Promise<WorkDone> {
  const { project } = input;
  type Counts = JobOutcome["counts"];
  /** What others did beside this worker, it did not count. */
  const counted = (now: Counts, all: Counts[number], refused: WorkDone["refused"] = []): WorkDone => ({
    counts: [...(input.shares ? [] : now), all],
    refused,
  });
  switch (work.kind) {
    case "import-images":
    case "import-list":
    case "import-place": {
      const { registered, alreadyThere, refused } = await importBy(ctx, work, input);
      const counts: WorkDone["counts"] = [{ what: "added", count: registered }];
      if (alreadyThere > 0) counts.push({ what: "alreadyThere", count: alreadyThere });
      // What cannot be shown is reported at once; the rest becomes visible.
      const read = await verifyImages(ctx, input);
      return { counts, refused: [...refused, ...read.refused] };
    }
    case "import-exemplars": {
      const found = await importUploadedExemplars(ctx, { ...input, ...work });
      const ofProject = found.imagesOfProject.map((file) => ({
        file,
        reason: "It is an image of the project, whose label it would give away.",
      }));
      const counts = [
        { what: "exemplars" as const, count: found.exemplars },
        { what: "labelsShown" as const, count: found.labels },
      ];
      return { counts, refused: [...found.refused, ...ofProject] };
    }
    case "import-predictions":
      return importPredictionsWork(ctx, work, input);
    case "import-answers":
      return importAnswersWork(ctx, work, input);
    case "add-model":
      return addModelWork(ctx, work, project);
    case "verify": {
      const { ok, refused } = await verifyImages(ctx, input);
      return { counts: [{ what: "read", count: ok }], refused };
    }
    case "propose":
      return proposeWork(ctx, work, input);
    case "embed": {
      await using found = await findModel(work.model, ctx.storage);
      const { id, embedded, failed } = await embedImages(ctx, { ...input, ...found });
      const { images } = await findEmbeddings(ctx, project, id);
      return counted(
        [{ what: "embedded", count: embedded }],
        { what: "withEmbedding", count: images },
        failed,
      );
    }
    case "maps": {
      await using found = await findModel(work.model, ctx.storage);
      const { mapped, withMaps, failed } = await makeMaps(ctx, { ...input, ...found });
      return counted([{ what: "mapped", count: mapped }], { what: "withMaps", count: withMaps }, failed);
    }
    case "audit": {
      const finding = await auditProject(ctx.db, { project });
      const findings = finding.report.lists.reduce((sum, { total }) => sum + total, 0);
      const file = await exportAudit(ctx, { project, finding, spreadsheet: work.spreadsheet });
      return { counts: [{ what: "findings", count: findings }], file };
    }
    case "backup": {
      const { rows, files } = await backUpNow(ctx, work, input);
      return {
        counts: [
          { what: "rowsKept", count: rows },
          { what: "filesKept", count: files },
        ],
      };
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
