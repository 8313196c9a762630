import type { EvaluatedMean, EvaluatedShare } from "../../core/evaluation/evaluatedNumbers.ts";
import type { SeenByPeople } from "../../core/evaluation/evaluationRecord.ts";
import { formatObjects } from "./formatObjects.ts";
import { formatCount, formatNumber, formatTable, percent, range } from "./output.ts";

const shareCells = ({ share, interval }: EvaluatedShare) => [percent(share), range(interval)];
const meanCells = ({ value, interval }: EvaluatedMean) => [percent(value), range(interval)];
const interval = "95 % interval";

/** What files say that people saw, said and judged, for people: a part each, without those that nothing is known of. */
export function formatWithPeople({
  objects,
  selections,
  superclasses,
  people,
  severity,
  auditSample,
}: SeenByPeople): string[] {
  return [
    ...(objects ? [formatObjects(objects)] : []),
    ...(selections ? formatSelections(selections) : []),
    ...(superclasses ? [formatSuperclasses(superclasses)] : []),
    ...(people ? [formatPeople(people)] : []),
    ...(severity ? [formatSeverity(severity)] : []),
    ...(auditSample ? [formatCorrection(auditSample)] : []),
  ];
}

function formatSelections({
  images,
  original,
  isolated,
  ambiguous,
  models,
  adjusted,
}: NonNullable<SeenByPeople["selections"]>): string[] {
  const at = (of: number) => isolated.curve.find((point) => point.of === of)!.others;
  return [
    `  people were asked about labels of ${formatCount(images, "image")}, and tick the original one in ${percent(original.value)} (${range(original.interval)}) of the answers on average
  another label is ticked at least half as often on ${percent(at(0.5).share)} of ${formatCount(isolated.images, "image")}, and at least as often on ${percent(at(1).share)}; ${formatCount(ambiguous.found, "pair")} of labels are ticked together`,
    formatTable([
      [
        "model",
        "people tick its first label",
        interval,
        "of",
        "the original one",
        interval,
        "difference",
        interval,
      ],
      ...models.map(({ model, prediction, original: own, difference }) => [
        model,
        ...meanCells(prediction),
        prediction.n,
        ...meanCells(own),
        ...meanCells(difference),
      ]),
    ]),
    ...(adjusted ? [formatAdjusted(adjusted)] : []),
  ];
}

function formatAdjusted({
  models,
  reference,
  asked,
  reason,
}: NonNullable<NonNullable<SeenByPeople["selections"]>["adjusted"]>): string {
  if (reason !== undefined) return `  Accuracy is not adjusted for selection frequency: ${reason}.`;
  return `  top-1 accuracy at the selection frequencies of ${formatCount(reference, "image")} of the other dataset, ${asked} people asked about each\n${formatTable(
    [
      ["model", "top-1", "adjusted", interval, "without counterpart"],
      ...models.map(({ model, accuracy }) => [
        model,
        percent(accuracy.raw),
        percent(accuracy.adjusted),
        range(accuracy.interval),
        percent(accuracy.unmatched),
      ]),
    ],
  )}`;
}

function formatSuperclasses({ names, confusions }: NonNullable<SeenByPeople["superclasses"]>): string {
  return `  of ${formatCount(names.length, "superclass", "superclasses")}, how often what is said is of the original label's\n${formatTable(
    [
      ["who", "same superclass", interval, "of", "in no superclass"],
      ...confusions.map(({ model, same, outside }) => [
        model ?? "people (main label)",
        ...shareCells(same),
        same.total,
        outside,
      ]),
    ],
  )}`;
}

function formatPeople({ people, models }: NonNullable<SeenByPeople["people"]>): string {
  return `  how often people, who had seen no label, and models on the same images name a valid one\n${formatTable(
    [
      ["who", "right", interval, "of", "mean over classes", interval],
      ...[...people, ...models].map(({ name, right, perClass }) => [
        name,
        ...shareCells(right),
        right.total,
        ...meanCells(perClass),
      ]),
    ],
  )}`;
}

function formatSeverity({ errors, rated, unused, models }: NonNullable<SeenByPeople["severity"]>): string {
  const odd =
    unused > 0
      ? `\n  ${formatCount(unused, "rating")} of what no model says here, or of what is valid, ${unused === 1 ? "counts" : "count"} nowhere`
      : "";
  return `  ${rated} of ${formatCount(errors, "error")} of the models are rated${odd}\n${formatTable([
    ["model", "errors", "major, of those rated", interval, "of", "major, of all images", interval],
    ...models.map(({ model, errors: own, shares, rated: some, major }) => [
      model,
      percent(own.share),
      ...shareCells(shares.major),
      some,
      percent(major.share),
      range(major.interval),
    ]),
  ])}`;
}

function formatCorrection({ audited, images, models }: NonNullable<SeenByPeople["auditSample"]>): string {
  const rows = models.map(
    ({ model, proposer, real, rank, corrected, correctedInterval, correctedRank, reason }) => [
      proposer ? `${model} (proposer)` : model,
      percent(real),
      rank === null ? "–" : String(rank),
      corrected === null ? (reason ?? "–") : percent(corrected),
      range(correctedInterval),
      correctedRank === null ? "–" : String(correctedRank),
    ],
  );
  return `  corrected for labels that proposals missed, by an audit sample of ${formatNumber(audited)} of ${formatCount(images, "image")}
${formatTable([["model", "ReaL", "rank", "corrected", interval, "rank"], ...rows])}`;
}
