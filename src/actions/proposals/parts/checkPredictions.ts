import { basename } from "node:path";
import { Failure } from "../../../contract/failure.ts";
import type { Label } from "../../../contract/labels/labelSpace.ts";
import { evaluatePredictions } from "../../../core/evaluation/evaluatePredictions.ts";
import type { ScoreKind } from "../../../core/evaluation/scores/scoreUnit.ts";
import { ScoreSurvey, type ScoreUnit } from "../../../core/evaluation/scores/scoreUnit.ts";
import { findImagesByKey, listOriginalLabelsOf } from "../../../db/images/image.ts";
import type { Db } from "../../../db/schema.ts";
import { AscendingLists, hasRanks } from "../../../files/predictions/ascendingLists.ts";
import { type ClassMap, classMapper, dropsClasses } from "../../../files/predictions/classMap.ts";
import type { PredictionFile } from "../../../files/predictions/predictedImage.ts";
import { RankingDoubts } from "../../../files/predictions/rankingDoubts.ts";
import { explainScore } from "../../../files/predictions/readTopLabels.ts";
import { chunksOf } from "../../chunksOf.ts";
import { refuseImplausible } from "../../refuseImplausible.ts";
import { predictionResolver, type ResolvedPrediction } from "../resolvePrediction.ts";

export interface CheckedPredictions {
  rows: number;
  /** Rows of images that the project has. */
  images: number;
  /** Rows of other images, left out on request. */
  ignored: number;
  hasScores: boolean;
  /** What the scores are; null without scores. Logits become probabilities by a softmax. */
  unit: ScoreUnit | null;
  /**
   * How often the best label is an original one, among the images that have one: shows whether rows and images match.
   */
  topIsOriginal: { count: number; total: number };
  /** Why rows and images do not seem to belong together, where they were imported anyway. */
  implausible: string[];
}

const rowsAtOnce = 500;
const maxNamed = 20;

/**
 * Reads all predictions without storing any. Besides one piece of the file, it keeps the id of each image in memory, to
 * find duplicates.
 *
 * @throws Failure `bad-file` naming the first rows that cannot be used, and how many there are
 */
export async function checkPredictions(
  db: Db,
  source: Pick<PredictionFile, "rows" | "unit" | "reading">,
  options: {
    project: string;
    labels: readonly Label[];
    /** Every number of labels that the project has ever had. */
    totals: ReadonlySet<number>;
    file: string;
    scores: ScoreKind;
    classMap: ClassMap | undefined;
    ignoreUnknown: boolean;
    allowImplausible: boolean;
    ascendingRanks: boolean;
    onRows: (rows: number) => void;
  },
): Promise<CheckedPredictions> {
  const { project, file, ignoreUnknown } = options;
  const resolve = predictionResolver(options.labels, options.totals);
  const seen = new Set<string>();
  const problems: string[] = [];
  let wrong = 0;
  const refuse = (row: number, reason: string) => {
    wrong++;
    if (problems.length < maxNamed) problems.push(`row ${row}: ${reason}`);
  };
  const found = { rows: 0, images: 0, ignored: 0 };
  /** For images with an original label: the first label and, of a ranking, the last one; the original ones. */
  const fit = { labels: [] as number[], originals: [] as number[][] };
  const kinds = { scored: 0, ranked: 0, partial: 0 };
  const survey = new ScoreSurvey();
  const lists = new AscendingLists();
  const doubts = new RankingDoubts();
  const move = classMapper(options.classMap, file);
  const isPartial = dropsClasses(options.classMap);

  for await (const chunk of chunksOf(source.rows(), rowsAtOnce)) {
    const resolved = chunk.map((row) => resolve(move(row)));
    const usable = resolved.filter((row) => typeof row !== "string");
    const images = await findImagesByKey(
      db,
      project,
      usable.map(({ key }) => key),
    );
    const originals = await listOriginalLabelsOf(
      db,
      [...images.values()].map(({ id }) => id),
    );
    for (const [at, { row }] of chunk.entries()) {
      const prediction = resolved[at]!;
      if (typeof prediction === "string") {
        refuse(row, prediction);
        continue;
      }
      const image = images.get(prediction.key);
      if (!image) {
        if (ignoreUnknown) found.ignored++;
        else
          refuse(
            row,
            `the project has no image “${prediction.key}”.${await nameAlike(db, project, prediction.key)}`,
          );
        continue;
      }
      if (seen.has(image.id)) {
        refuse(row, `“${prediction.key}” came before. The rows of an image must follow each other.`);
        continue;
      }
      const { labels: named, scores } = prediction;
      const bad = scores === null ? -1 : survey.add(scores, named === null && !isPartial);
      if (bad >= 0) {
        refuse(row, `of “${prediction.key}”, ${explainScore(scores![bad]!, named?.[bad] ?? bad)}`);
        continue;
      }
      if (named && scores === null) lists.add(named);
      doubts.add(named?.length ?? scores!.length, scores);
      seen.add(image.id);
      found.images++;
      noteKind(prediction, kinds);
      const known = originals.get(image.id);
      if (known) {
        fit.labels.push(bestLabel(prediction), prediction.scores ? -1 : (prediction.labels?.at(-1) ?? -1));
        fit.originals.push([...known]);
      }
    }
    found.rows += chunk.length;
    options.onRows(found.rows);
  }
  if (wrong > 0) throw refusal(file, wrong, problems, found.rows);
  if (found.images === 0) {
    throw new Failure(
      "bad-file",
      `${file} has no predictions for images of the project. Nothing was imported.`,
    );
  }
  if (!options.ascendingRanks && !hasRanks(source.reading)) lists.refuse(file);
  const unit =
    kinds.scored === 0
      ? null
      : survey.decide(options.scores === "auto" ? undefined : options.scores, source.unit());
  const kind = judgeKinds(file, kinds, unit);
  const names = { model: basename(file), labels: "the original labels" };
  const report = evaluatePredictions(
    { depth: 2, labels: fit.labels },
    fit.originals,
    names,
    options.labels.length,
  );
  const { implausible } = refuseImplausible([report], options.allowImplausible);
  const { count, total } = report.plausibility;
  source.reading.notes.push(...doubts.notes());
  return { ...found, ...kind, topIsOriginal: { count, total }, implausible };
}

function refusal(file: string, wrong: number, problems: string[], rows: number): Failure {
  const more = wrong > problems.length ? `\n  and ${wrong - problems.length} more` : "";
  const listed = problems.map((problem) => `\n  ${problem}`).join("");
  const hint = problems.some((problem) => problem.includes("no image “"))
    ? "\nTo leave out images that are not in the project, say --ignore-unknown-images."
    : "";
  return new Failure(
    "bad-file",
    `${file}: ${wrong} of ${rows} rows cannot be used. Nothing was imported.${listed}${more}${hint}`,
    { rows, wrong, problems },
  );
}

/** A name that differs only in its folders, for a message. */
async function nameAlike(db: Db, project: string, key: string): Promise<string> {
  const parts = key.split("/");
  const shorter = parts.slice(1).map((_, at) => parts.slice(at + 1).join("/"));
  const [alike] = (await findImagesByKey(db, project, shorter)).keys();
  return alike === undefined ? "" : ` It has “${alike}”: write the name without the folders before it.`;
}

function noteKind(
  { labels, scores }: ResolvedPrediction,
  kinds: { scored: number; ranked: number; partial: number },
): void {
  if (!scores) kinds.ranked++;
  else kinds.scored++;
  if (scores && labels) kinds.partial++;
}

/** Either all rows have scores, or none; and logits need the scores of all labels. */
function judgeKinds(
  file: string,
  { scored, ranked, partial }: Parameters<typeof noteKind>[1],
  unit: ReturnType<ScoreSurvey["decide"]> | null,
): Pick<CheckedPredictions, "hasScores" | "unit"> {
  const fail = (message: string) => new Failure("bad-file", `${file}: ${message} Nothing was imported.`);
  if (scored > 0 && ranked > 0) throw fail(`${ranked} images have no scores, and ${scored} have.`);
  if (unit !== null && typeof unit === "object") throw fail(unit.refused);
  if (unit === "logits" && partial > 0) {
    throw fail(
      "its scores are logits. To make probabilities of them takes the scores of all labels: save those, or " +
        "probabilities (--scores says what scores are).",
    );
  }
  return { hasScores: scored > 0, unit };
}

function bestLabel({ labels, scores }: ResolvedPrediction): number {
  let best = 0;
  for (let at = 1; at < (scores?.length ?? 0); at++) if (scores![at]! > scores![best]!) best = at;
  return labels ? labels[best]! : best;
}
