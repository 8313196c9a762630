import type { EvaluatedMean, EvaluatedShare } from "../../core/evaluation/evaluatedNumbers.ts";
import type { Evaluation } from "../../core/evaluation/evaluation.ts";
import type {
  Calibration,
  CellShare,
  LabelCountCell,
  ModelEvaluation,
  ScoreMetrics,
} from "../../core/evaluation/modelEvaluation.ts";
import { summarizeLabels } from "../../core/labels/summarizeLabels.ts";
import { seededRandom } from "../../core/seededRandom.ts";
import type { Interval } from "../../stats/intervals/interval.ts";
import { shareInterval } from "../../stats/intervals/shares/shareInterval.ts";
import { wilsonInterval } from "../../stats/intervals/shares/wilsonInterval.ts";

interface Toy {
  names: readonly string[];
  proposer?: string;
  scores?: boolean;
  originals?: boolean;
}

const cap = 5;
const images = 400;
const classes = 12;

/** Models of falling skill on 400 images of 12 classes: whole, plausible, and the same every time. */
export function toyEvaluation({ names, proposer, scores = false, originals = true }: Toy): Evaluation {
  const random = seededRandom("toy evaluation");
  const draw = (max: number) => Math.floor(random() * max);
  const truth = Array.from({ length: images }, (_, image) => {
    // One image alone has seven labels: what is said of it is undefined.
    const size = image === 0 ? 7 : Math.min(6, [0, 1, 1, 1, 1, 2, 2, 3, 3, 4, 5][draw(11)]!);
    const original = image % classes;
    const valid = new Set<number>(random() < 0.9 && size > 0 ? [original] : []);
    while (valid.size < size) valid.add(draw(classes));
    return { original, valid: [...valid] };
  });
  const labels = summarizeLabels(truth.map(({ valid }) => valid.length));
  const predictions = names.map((_, at) => {
    const skill = 0.88 - (0.5 * at) / Math.max(8, names.length);
    return truth.map(({ original, valid }) =>
      random() < skill && valid.length > 0
        ? random() < 0.6 && valid.includes(original)
          ? original
          : valid[draw(valid.length)]!
        : draw(classes),
    );
  });
  const tally = (model: number, belongs: (image: number) => boolean, right: (image: number) => boolean) => {
    const group = truth.flatMap((_, image) => (belongs(image) ? [image] : []));
    return { model, count: group.filter(right).length, total: group.length };
  };
  const isTop1 = (model: number) => (image: number) => predictions[model]![image] === truth[image]!.original;
  const isValid = (model: number) => (image: number) =>
    truth[image]!.valid.includes(predictions[model]![image]!);
  const hasValid = (image: number) => truth[image]!.valid.length > 0;
  const known = (model: number, belongs: (image: number) => boolean) =>
    tally(model, (image) => originals && belongs(image), isTop1(model));

  const order = names
    .map((model, at) => ({ model, at, real: tally(at, hasValid, isValid(at)).count }))
    .sort((a, b) => b.real - a.real);
  const ranked = order.filter(({ model }) => model !== proposer);
  const models = order.map(({ model, at }): ModelEvaluation => {
    const cell = (name: string, min: number, belongs: (image: number) => boolean): LabelCountCell => ({
      labels: name,
      count: min,
      images: truth.filter((_, image) => belongs(image)).length,
      top1: cellOf(known(at, belongs)),
      real: cellOf(tally(at, (image) => belongs(image) && hasValid(image), isValid(at))),
      originalIfValid: cellOf(
        tally(at, (image) => originals && belongs(image) && isValid(at)(image), isTop1(at)),
      ),
      originalIfValidAndKept: cellOf(
        tally(
          at,
          (image) =>
            originals &&
            belongs(image) &&
            isValid(at)(image) &&
            truth[image]!.valid.includes(truth[image]!.original),
          isTop1(at),
        ),
      ),
      originalNotValid: cellOf(
        tally(
          at,
          (image) => originals && belongs(image),
          (image) => isTop1(at)(image) && !isValid(at)(image),
        ),
      ),
      oneOfK: min === 0 ? null : 1 / min,
    });
    const rank = model === proposer ? null : 1 + ranked.findIndex((one) => one.model === model);
    const slope = {
      images,
      slope: -0.08,
      interval: [-0.1, -0.06] as [number, number],
      adjusted: -0.07,
      adjustedInterval: null,
    };
    const max = Math.max(...Object.keys(labels.histogram).map(Number));
    const sizeOf = (image: number) => truth[image]!.valid.length;
    const real = tally(at, hasValid, isValid(at));
    const curve = (from: number, to: number) =>
      Array.from({ length: 5 }, (_, k) => from + ((to - from) * k) / 4);
    return {
      model,
      proposer: model === proposer,
      depth: 5,
      n: images,
      top1: shareOf(known(at, () => true)),
      top5: shareOf(known(at, () => true)),
      real: shareOf(real),
      realTop5: shareOf(real),
      top1OnReal: shareOf(known(at, hasValid)),
      rank: {
        value: rank,
        interval: rank === null ? null : [Math.max(1, rank - 2), Math.min(ranked.length, rank + 1)],
      },
      byLabelCount: Array.from({ length: max + 1 }, (_, each) =>
        cell(String(each), each, (image) => sizeOf(image) === each),
      ),
      manyLabels: cell(`${cap}+`, cap, (image) => sizeOf(image) >= cap),
      slopes: { top1: slope, real: slope },
      subgroups: {
        depth: cap,
        groups: [
          ...Array.from({ length: cap }, (_, group) => {
            const accuracy = (real.count / real.total) * (1 - group * 0.07);
            const strict = (real.count / real.total) * (1 - group * 0.2);
            return {
              labels: String(group + 1),
              images: 40,
              accuracy,
              interval: shareInterval(40 * accuracy, 40),
              strict,
              strictInterval: shareInterval(40 * strict, 40),
            };
          }),
          {
            labels: "6+",
            images: 3,
            accuracy: null,
            interval: null,
            strict: null,
            strictInterval: null,
            reason: "the files of all models hold 5 predictions per image",
          },
        ],
        asma: meanOf(0.86 * (real.count / real.total), cap),
        asmaStrict: meanOf(0.6 * (real.count / real.total), cap),
        images: 40 * cap,
        imageMean: meanOf(0.92 * (real.count / real.total), images),
        imageMeanStrict: meanOf(0.7 * (real.count / real.total), images),
        tooDeep: 3,
      },
      otherButValid: shareOf(tally(at, (image) => originals && !isTop1(at)(image), isValid(at))),
      coverage: {
        ...withBounds("recall", curve(0.4 * (real.count / real.total), real.count / real.total)),
        ...withBounds("recallMacro", curve(0.5 * (real.count / real.total), real.count / real.total)),
        ...withBounds("precision", curve(real.count / real.total, 0.3)),
        validLabels: 700,
        images: real.total,
        named: [1, 2, 3, 4, 5].map((k) => k * real.total),
      },
      f1AtLabelCount: { micro: meanOf(0.7, real.total), macro: meanOf(0.65, classes) },
      calibration: scores ? calibrationOf(real.count / real.total) : null,
      ...(scores ? {} : { calibrationMissing: "The file holds labels, not scores." }),
      scores: scores ? scoresOf(real.count / real.total) : null,
      ...(scores ? {} : { scoresMissing: "The file holds labels, not scores." }),
    };
  });
  const points = models.flatMap(({ model, proposer: proposed, top1, real }, at) =>
    top1.share === null || real.share === null
      ? []
      : [
          {
            model,
            proposer: proposed,
            top1: top1.share,
            real: real.share,
            studentised: at === 1 ? 5.2 : 0.4,
          },
        ],
  );
  const slope = 0.9;
  const mean = (read: (point: (typeof points)[number]) => number) =>
    points.reduce((sum, point) => sum + read(point), 0) / points.length;
  const intercept = mean(({ real }) => real) - slope * mean(({ top1 }) => top1);
  const enough = points.length > 1;
  return {
    settings: { replicates: 1000, seed: 1, confidence: 0.95, minimumSubgroup: 10, subgroupCap: cap },
    labels: {
      ...labels,
      withOriginal: originals ? images : 0,
      originalKept: shareOf(
        tally(
          0,
          () => originals,
          (image) => truth[image]!.valid.includes(truth[image]!.original),
        ),
      ),
      classes: originals ? classes : 0,
      proposers: proposer ? [proposer] : [],
    },
    models,
    regression: {
      n: points.length,
      slope: enough ? slope : null,
      intercept: enough ? intercept : null,
      r2: enough ? 0.98 : null,
      slopeInterval: enough ? [0.82, 1] : null,
      intervalOver: "images",
      band: !enough
        ? []
        : Array.from({ length: 101 }, (_, percent) => {
            const top1 = percent / 100;
            const half = 0.01 + 0.08 * Math.abs(top1 - mean((point) => point.top1));
            return { top1, low: intercept + slope * top1 - half, high: intercept + slope * top1 + half };
          }),
      points: points.map((point) => {
        const fitted = intercept + slope * point.top1;
        const outlier = point.studentised > 4;
        return { ...point, fitted, residual: point.real - fitted, p: outlier ? 0.001 : 1, outlier };
      }),
      ...(enough ? {} : { reason: "A line needs two models." }),
    },
    pairs: ranked.flatMap((a, first) =>
      ranked.slice(first + 1).map((b) => {
        const difference = (a.real - b.real) / 370;
        const p = Math.exp(-difference * 120);
        return {
          a: a.model,
          b: b.model,
          images: 370,
          onlyA: 20 + a.real - b.real,
          onlyB: 20,
          difference,
          interval: [difference - 0.03, difference + 0.03] as [number, number],
          p,
          pHolm: Math.min(1, p * ranked.length),
          pBenjaminiHochberg: Math.min(1, p * 2),
        };
      }),
    ),
    sensitivity: {
      variants: [
        {
          variant: "as-given",
          title: "as given",
          images,
          withLabels: images - labels.none,
          multi: labels.multi,
          mean: labels.mean,
          real: models.map(({ real }) => real),
          ranks: models.map(({ rank }) => rank.value),
          slope: 1.1,
          slopeInterval: [1.05, 1.15],
        },
        {
          variant: "no-label-wrong",
          title: "no-label images counted wrong",
          images,
          withLabels: images,
          multi: labels.multi,
          mean: labels.mean,
          real: models.map(({ real }) => shareOf({ count: real.count, total: images })),
          ranks: models.map(({ rank }) => rank.value),
          slope: 1.08,
          slopeInterval: [1.03, 1.13],
        },
        {
          variant: "union",
          title: "everything that any annotator chose",
          missing: "The labels come without votes.",
          images: null,
          withLabels: null,
          multi: null,
          mean: null,
          real: [],
          ranks: [],
          slope: null,
          slopeInterval: null,
        },
      ],
    },
    classes: originals
      ? Array.from({ length: classes }, (_, label) => {
          const members = truth.flatMap(({ original }, image) => (original === label ? [image] : []));
          return {
            label,
            images: members.length,
            withLabels: members.filter(hasValid).length,
            meanLabels: 1.8,
            top1: order.map(({ at }) => members.filter(isTop1(at)).length),
            real: order.map(({ at }) => members.filter(isValid(at)).length),
          };
        })
      : [],
    confusions: originals
      ? Array.from({ length: 6 }, (_, at) => ({
          original: at,
          predicted: (at + 5) % classes,
          predictions: 60 - at * 8,
          images: 30,
          models: names.length,
          valid: {
            ...shareOf({ count: 50 - at * 8, total: 60 - at * 8 }),
            intervalMissing: "models err together",
          },
        }))
      : [],
    limits: ["5 numbers of labels have fewer than 30 images."],
  };
}

const shareOf = ({ count, total }: { count: number; total: number }): EvaluatedShare => ({
  count,
  total,
  share: total === 0 ? null : count / total,
  interval: shareInterval(count, total),
  ...(total === 0 ? { reason: "No image has an original label." } : {}),
});

const meanOf = (value: number, n: number): EvaluatedMean => ({
  value,
  interval: shareInterval(200 * value, 200),
  n,
});

const withBounds = <Name extends "recall" | "recallMacro" | "precision">(name: Name, curve: number[]) =>
  ({ [name]: curve, [`${name}Interval`]: curve.map((share) => shareInterval(400 * share, 400)) }) as Record<
    Name,
    number[]
  > &
    Record<`${Name}Interval`, (Interval | null)[]>;

const numberOf = (value: number, n: number): EvaluatedMean => ({
  value,
  interval: [value * 0.9, value * 1.1],
  n,
});

function cellOf({ count, total }: { count: number; total: number }): CellShare {
  const defined = total >= 2;
  const share = count / total;
  const half = 1.96 * Math.sqrt((share * (1 - share)) / total);
  return {
    count,
    total,
    share: defined ? share : null,
    interval: defined ? shareInterval(count, total) : null,
    wilson: defined ? wilsonInterval(count, total) : null,
    wald: defined ? [share - half, share + half] : null,
    waldHalfWidth: defined ? half : null,
    clopperPearson: defined ? wilsonInterval(count, total) : null,
    bootstrap: null,
    asPrinted: defined ? half / Math.sqrt(total) : null,
    ...(defined ? {} : { reason: "Fewer than 2 images." }),
  };
}

const calibrationOf = (real: number): Calibration => ({
  images: 370,
  expectedCalibrationError: numberOf(0.07, 370),
  bins: Array.from({ length: 10 }, (_, bin) => ({
    above: bin / 10,
    atMost: (bin + 1) / 10,
    images: bin === 0 ? 0 : 37,
    right: bin * 3,
    meanConfidence: bin === 0 ? null : bin / 10 + 0.05,
    accuracy: bin === 0 ? null : Math.max(0, bin / 10 + 0.05 - (1 - real) * 0.4),
    interval: bin === 0 ? null : shareInterval(bin * 3, 37),
  })),
});

function scoresOf(real: number): ScoreMetrics {
  const value = numberOf(real, 370);
  return {
    images: 370,
    classes: 12,
    scale: "logits",
    threshold: 0.5,
    meanAveragePrecision: value,
    f1Micro: value,
    f1Macro: value,
    f1Sample: value,
    bestF1: { ...value, threshold: 0.3 },
    subsetAccuracy: value,
    hammingLoss: numberOf(1 - real, 370),
    jaccard: value,
    labelRankingAveragePrecision: value,
    coverageError: numberOf(2.5, 370),
    rankingLoss: numberOf(0.1, 370),
    negativeLogLikelihood: numberOf(0.9, 370),
    validNegativeLogLikelihood: numberOf(0.5, 370),
  };
}
