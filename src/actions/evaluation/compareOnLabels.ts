import { Failure } from "../../contract/failure.ts";
import type { EvaluationSettings } from "../../core/evaluation/evaluation.ts";
import type { EvaluationInput, LabelSource } from "../../core/evaluation/evaluationRecord.ts";
import {
  compareVerdicts,
  type TwoVerdicts,
  type VerdictGap,
} from "../../core/evaluation/ranking/compareVerdicts.ts";
import { programVersion } from "../../files/programVersion.ts";
import { firstRight } from "../../stats/metrics/firstRight.ts";
import { describeInputs } from "./describeInputs.ts";
import { type EvaluationFiles, type ReadEvaluation, readEvaluationData } from "./readEvaluationData.ts";
import type { LoadLabels } from "./referenceLabels.ts";

export interface ComparisonRequest {
  files: EvaluationFiles;
  /** One version and two models, or two versions and any models. */
  labels: readonly { load: LoadLabels; name: string; file: string | null }[];
  settings: EvaluationSettings;
  /** The command as typed. */
  command: string;
  at: Date;
}

export interface Comparison {
  program: string;
  at: string;
  command: string;
  seed: string | number;
  inputs: EvaluationInput[];
  labelSources: LabelSource[];
  /** Two models on the same labels, or two versions of the labels. */
  kind: "models" | "labels";
  a: string;
  b: string;
  /** For models: top-1 and ReaL accuracy. For labels: the ReaL accuracy of every model. */
  gaps: VerdictGap[];
  /** Files that do not seem to belong together and were compared anyway, on request. */
  implausible: string[];
}

/** An image on which only one of the two is right. */
export interface VerdictFlip {
  name: string;
  image: string;
  right: "A" | "B";
  predictedA: number;
  predictedB: number;
  originals: number[];
  validA: number[];
  validB: number[];
}

/**
 * Compares two models on the same labels, or two versions of the labels by the same predictions, image by image.
 *
 * @throws Failure `wrong-usage` for a wrong number of models or versions; those of `readEvaluationData`
 */
export async function compareOnLabels(
  request: ComparisonRequest,
): Promise<{ comparison: Comparison; flips: VerdictFlip[] }> {
  const { files, labels, settings } = request;
  if (labels.length === 1 && files.predictions.length !== 2) {
    throw new Failure(
      "wrong-usage",
      `Two models are compared, or two versions of the labels: name two files with --predictions (${files.predictions.length} named), or two with --labels.`,
    );
  }
  const versions: ReadEvaluation[] = [];
  for (const { load } of labels) versions.push(await readEvaluationData(files, load));
  const first = versions[0]!;
  const second = versions[1] ?? first;
  const kind = labels.length === 1 ? "models" : "labels";
  const { verdicts, flips } = kind === "models" ? betweenModels(first) : betweenLabels(first, second);
  const [a, b] = kind === "models" ? first.models.map(({ model }) => model) : labels.map(({ name }) => name);
  const inputs: Parameters<typeof describeInputs>[0] = [
    ...labels.flatMap(({ file }, version) =>
      file === null ? [] : [{ role: "labels" as const, file, reading: versions[version]!.readings.labels }],
    ),
    { role: "images", file: files.images, reading: first.readings.images },
    ...files.predictions.map((file) => ({ role: "predictions" as const, file })),
  ];
  const comparison: Comparison = {
    program: `multilabelfy ${programVersion}`,
    at: request.at.toISOString(),
    command: request.command,
    seed: settings.seed,
    inputs: await describeInputs(inputs, first.contents),
    labelSources: versions.map(({ source }) => source),
    kind,
    a: a!,
    b: b!,
    gaps: compareVerdicts(verdicts),
    implausible: [...new Set(versions.flatMap(({ fit }) => fit.implausible))],
  };
  return { comparison, flips };
}

interface Compared {
  verdicts: TwoVerdicts[];
  flips: VerdictFlip[];
}

const isFirst = (top: ReadEvaluation["models"][number]["top"], sets: readonly (readonly number[])[]) =>
  Uint8Array.from(firstRight(top, sets), (place) => (place === 0 ? 1 : 0));
const has = (sets: readonly (readonly number[])[]) =>
  Uint8Array.from(sets, ({ length }) => (length > 0 ? 1 : 0));

function betweenModels({ images, data, models }: ReadEvaluation): Compared {
  const { valid, originals } = data;
  const [a, b] = models as [(typeof models)[0], (typeof models)[0]];
  const verdicts = [
    { name: "top-1", sets: originals },
    { name: "ReaL", sets: valid },
  ].map(({ name, sets }) => ({
    name,
    a: isFirst(a.top, sets),
    b: isFirst(b.top, sets),
    isEvaluated: has(sets),
  }));
  const flips = verdicts.flatMap(({ name, ...right }) =>
    images.flatMap((image, at): VerdictFlip[] =>
      right.a[at] === right.b[at]
        ? []
        : [
            {
              name,
              image,
              right: right.a[at] === 1 ? "A" : "B",
              predictedA: a.top.labels[at * a.top.depth]!,
              predictedB: b.top.labels[at * b.top.depth]!,
              originals: [...originals[at]!],
              validA: [...valid[at]!],
              validB: [...valid[at]!],
            },
          ],
    ),
  );
  return { verdicts, flips };
}

/** Compares the images that both versions name and label. */
function betweenLabels(one: ReadEvaluation, other: ReadEvaluation): Compared {
  const positions = new Map(other.images.map((image, position) => [image, position]));
  const shared = one.images.flatMap((image, at) => {
    const position = positions.get(image);
    return position === undefined ? [] : [{ image, at, position }];
  });
  if (shared.length === 0) {
    throw new Failure("bad-file", "The two versions of the labels have no image in common.");
  }
  const evaluated = Uint8Array.from(shared, ({ at, position }) =>
    one.data.valid[at]!.length > 0 && other.data.valid[position]!.length > 0 ? 1 : 0,
  );
  const flips: VerdictFlip[] = [];
  const verdicts = one.models.map(({ model, top }): TwoVerdicts => {
    const first = shared.map(({ at }) => top.labels[at * top.depth]!);
    const a = Uint8Array.from(shared, ({ at }, i) => (one.data.valid[at]!.includes(first[i]!) ? 1 : 0));
    const b = Uint8Array.from(shared, ({ position }, i) =>
      other.data.valid[position]!.includes(first[i]!) ? 1 : 0,
    );
    for (const [i, { image, at, position }] of shared.entries()) {
      if (a[i] === b[i] || evaluated[i] === 0) continue;
      flips.push({
        name: model,
        image,
        right: a[i] === 1 ? "A" : "B",
        predictedA: first[i]!,
        predictedB: first[i]!,
        originals: [...one.data.originals[at]!],
        validA: [...one.data.valid[at]!],
        validB: [...other.data.valid[position]!],
      });
    }
    return { name: model, a, b, isEvaluated: evaluated };
  });
  return { verdicts, flips };
}
