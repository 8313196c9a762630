import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { zipSync } from "fflate";
import type { Context } from "../../actions/context.ts";
import { evaluateStored } from "../../actions/evaluation/evaluateStored.ts";
import type { WorkDone } from "../../actions/jobs/workDone.ts";
import { getReleaseOf } from "../../actions/releases/getReleaseOf.ts";
import { writeEvaluationReport } from "../../actions/reports/writeEvaluationReport.ts";
import { Failure } from "../../contract/failure.ts";
import type { JobWork } from "../../contract/jobs.ts";
import { defaultEvaluationSettings as defaults } from "../../core/evaluation/evaluateModels.ts";
import type { EvaluationRecord } from "../../core/evaluation/evaluationRecord.ts";
import { listLabels } from "../../db/labels/labelSpace.ts";
import { getProject } from "../../db/project/project.ts";
import { programVersion } from "../../files/programVersion.ts";

/** Evaluates a project's models by a release and makes the report of it: the page, its figures and numbers, zipped. */
export async function reportWork(
  ctx: Pick<Context, "db" | "now">,
  { release: number }: Extract<JobWork, { kind: "report" }>,
  id: string,
): Promise<WorkDone> {
  const project = await getProject(ctx.db, id);
  const release = await getReleaseOf(ctx.db, id, number);
  const { minimumSubgroup: minimum, subgroupCap: cap, seed } = defaults;
  const { report } = await evaluateStored(ctx.db, { project: id, release: number, minimum, cap });
  if (!report.evaluation) {
    throw new Failure(
      "not-ready",
      report.models.length === 0
        ? "No model has predictions of this project: propose labels, or import predictions, first."
        : "No labelled image was predicted by every model: the page Models says which images lack predictions.",
    );
  }
  const { name, sha256, at, protocolJson } = release;
  const protocol = JSON.parse(protocolJson) as Record<string, unknown>;
  const record: EvaluationRecord = {
    ...report.seen,
    program: `multilabelfy ${programVersion}`,
    at: ctx.now().toISOString(),
    command: "",
    seed,
    inputs: [],
    labelSource: { kind: "release", project: project.name, number, name, sha256, at, protocol },
    evaluation: report.evaluation,
    metrics: null,
    comparison: null,
    reasons: { metrics: "no table of accuracies was given", comparison: "no other evaluation was given" },
    implausible: [],
  };
  const names = new Map((await listLabels(ctx.db, project)).map(({ index, name }) => [index, name]));
  const labelName = (index: number) => names.get(index) ?? `label ${index}`;
  const folder = await mkdtemp(join(tmpdir(), "multilabelfy-report-"));
  try {
    const contents: Record<string, Uint8Array> = {
      "summary.json": Buffer.from(`${JSON.stringify(record, null, 1)}\n`),
    };
    for (const file of await writeEvaluationReport(record, { folder, labelName })) {
      contents[relative(folder, file).split(sep).join("/")] = await readFile(file);
    }
    return {
      counts: [{ what: "evaluated", count: report.images.evaluated }],
      file: {
        fileName: `${project.name} evaluation by release ${number}.zip`,
        contentType: "application/zip",
        body: [zipSync(contents)],
      },
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
