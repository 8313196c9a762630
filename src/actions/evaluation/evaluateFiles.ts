import { Failure } from "../../contract/failure.ts";
import { listErrors, type ModelError, sampleErrors } from "../../core/evaluation/errorSeverity.ts";
import { evaluateModels } from "../../core/evaluation/evaluateModels.ts";
import type { DatasetComparison, EvaluationSettings, Flip } from "../../core/evaluation/evaluation.ts";
import type { EvaluationRecord } from "../../core/evaluation/evaluationRecord.ts";
import { compareDatasets } from "../../core/evaluation/slopes/compareDatasets.ts";
import { regressReal } from "../../core/evaluation/slopes/regressReal.ts";
import { listFlips } from "../../core/evaluation/subgroups/countConfusions.ts";
import { programVersion } from "../../files/programVersion.ts";
import { readMetrics } from "../../files/readMetrics.ts";
import { readJsonFile } from "../../files/text/readJsonFile.ts";
import { describeInputs } from "./describeInputs.ts";
import { evaluateWithPeople, type PeopleFiles } from "./evaluateWithPeople.ts";
import { type EvaluationFiles, readEvaluationData } from "./readEvaluationData.ts";
import type { LoadLabels } from "./referenceLabels.ts";

export interface EvaluationRequest {
  /** Null where only a table of accuracies is given. */
  files: (EvaluationFiles & PeopleFiles & { labels: LoadLabels; labelsFile: string | null }) | null;
  /** CSV `model,top1,real`. */
  metrics: string | null;
  /** The summary.json of an evaluation on another dataset. */
  against: string | null;
  settings: EvaluationSettings;
  /** The command as typed. */
  command: string;
  at: Date;
}

/** An error that experts are to rate. */
export interface SampledError extends Omit<ModelError, "image"> {
  image: string;
  /** The image's original labels. */
  originals: readonly number[];
}

export interface EvaluatedFiles {
  record: EvaluationRecord;
  /** Images on which top-1 and ReaL disagree on a model. */
  flips: () => Iterable<Flip>;
  /** A random sample of models' first labels that are not valid, for experts to rate, with the images' names. */
  sampleErrors: (count: number) => SampledError[];
  /** What readers of the numbers should know about the files. */
  notes: string[];
}

/**
 * Evaluates models by files: labels, images and a file of predictions per model, or a table of accuracies.
 *
 * @throws Failure `bad-file` with file and row, `not-found`, `wrong-usage`
 */
export async function evaluateFiles(request: EvaluationRequest): Promise<EvaluatedFiles> {
  const { files, metrics, against, settings } = request;
  const read = files && (await readEvaluationData(files, files.labels));
  const inputs: Parameters<typeof describeInputs>[0] = [
    ...(files?.labelsFile
      ? [{ role: "labels" as const, file: files.labelsFile, reading: read?.readings.labels }]
      : []),
    ...(files ? [{ role: "images" as const, file: files.images, reading: read?.readings.images }] : []),
    ...(files?.predictions ?? []).map((file) => ({ role: "predictions" as const, file })),
    ...(metrics === null ? [] : [{ role: "metrics" as const, file: metrics }]),
    ...(against === null ? [] : [{ role: "against" as const, file: against }]),
  ];
  const evaluation = read && evaluateModels(read.models, read.data, settings);
  const withPeople = read && files && (await evaluateWithPeople(files, read, settings));
  const table = metrics === null ? null : await readMetrics(metrics);
  const record: EvaluationRecord = {
    program: `multilabelfy ${programVersion}`,
    at: request.at.toISOString(),
    command: request.command,
    seed: settings.seed,
    inputs: await describeInputs([...inputs, ...(withPeople?.inputs ?? [])], read?.contents ?? new Map()),
    labelSource: read?.source ?? { kind: "none", reason: "only a table of accuracies was given" },
    evaluation,
    metrics:
      table &&
      regressReal(
        table.models.map((model) => ({
          ...model,
          proposer: files?.proposers.includes(model.model) ?? false,
        })),
      ),
    comparison: null,
    ...withPeople?.found,
    reasons: {
      ...(evaluation ? {} : { evaluation: "only a table of accuracies was given" }),
      ...(table ? {} : { metrics: "no table of accuracies was given (--metrics)" }),
      comparison: "no other dataset was given (--against)",
    },
    implausible: read?.fit.implausible ?? [],
  };
  const comparison = against === null ? null : await compareWith(record, against);
  const { comparison: _, ...reasons } = record.reasons;
  return {
    record: comparison ? { ...record, comparison, reasons } : record,
    flips: () =>
      read && evaluation
        ? listFlips(
            {
              ...read.data,
              first: evaluation.models.map(({ model }) => {
                const { top } = read.models.find((one) => one.model === model)!;
                return Int32Array.from(read.images, (_, image) => top.labels[image * top.depth]!);
              }),
            },
            { models: evaluation.models.map(({ model }) => model), images: read.images },
          )
        : [],
    sampleErrors: (count) =>
      read
        ? sampleErrors(listErrors(read.models, read.data.valid), count, settings.seed).map((error) => ({
            ...error,
            image: read.images[error.image]!,
            originals: read.data.originals[error.image]!,
          }))
        : [],
    notes: [
      ...(table
        ? [`${metrics} is read as ${table.unit === "percent" ? "percent" : "shares from 0 to 1"}.`]
        : []),
      ...(read?.notes ?? []),
      ...(withPeople?.notes ?? []),
      ...(read?.fit.undecided ? [read.fit.undecided] : []),
    ],
  };
}

/** @throws Failure `bad-file` where the other file is not an evaluation, or shares no model with this one */
async function compareWith(record: EvaluationRecord, file: string): Promise<DatasetComparison> {
  const other = (await readJsonFile(file)) as Partial<EvaluationRecord> | null;
  if (!record.evaluation) {
    throw new Failure(
      "wrong-usage",
      "--against compares predictions: name --labels, --images and --predictions.",
    );
  }
  if (!other?.evaluation || !other.labelSource) {
    throw new Failure("bad-file", `${file} is no summary.json of multilabelfy evaluate.`);
  }
  const nameOf = ({ labelSource, inputs }: Pick<EvaluationRecord, "labelSource" | "inputs">) =>
    labelSource.kind === "release"
      ? `${labelSource.project}, release ${labelSource.number}`
      : (inputs.find(({ role }) => role === "labels")?.file ?? "labels");
  const protocolOf = ({ labelSource }: Pick<EvaluationRecord, "labelSource">) =>
    labelSource.kind === "release" ? labelSource.protocol : null;
  const theirs = { labelSource: other.labelSource, inputs: other.inputs ?? [] };
  const names = [nameOf(record), nameOf(theirs)] as const;
  // Both evaluations may be in files of the same name.
  const [here, there] = names[0] === names[1] ? [`${names[0]} (this)`, `${names[1]} (the other)`] : names;
  const comparison = compareDatasets(
    { name: here, evaluation: record.evaluation, protocol: protocolOf(record) },
    { name: there, evaluation: other.evaluation, protocol: protocolOf(theirs) },
  );
  if (comparison.models.length > 0) return comparison;
  throw new Failure("bad-file", `${file} has no model that is evaluated here. Models are matched by name.`);
}
