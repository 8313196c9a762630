import type { GoldAccuracy } from "../../contract/gold.ts";
import type { GoldAnswers } from "../../core/agreement/measureDependence.ts";
import {
  type GoldScore,
  judgeGold,
  type KnownAnswer,
  scoreGold as score,
  settleGold,
} from "../../core/gold/scoreGold.ts";
import { stagesWith } from "../../core/stages/rulesOf.ts";
import { listGoldAnswers } from "../../db/gold.ts";
import type { Db } from "../../db/schema.ts";
import { groupImageVotes } from "../agreement/readGroupedVotes.ts";
import { shareOf, shareOverImages } from "../shareOf.ts";

/** One person's answer on one gold image. */
export interface ScoredAnswer {
  image: string;
  person: string;
  /** UTC, "2026-11-21". */
  day: string;
  score: GoldScore;
  /** Whether the main object is the one that all experts marked; missing where they marked none, or several. */
  main?: boolean;
}

/** What experts know about a project's gold images, by image; images that none of them has answered are missing. */
export async function findKnownLabels(
  db: Db,
  project: string,
): Promise<Map<string, Map<number, KnownAnswer>>> {
  const all = Map.groupBy(await listGoldAnswers(db, project, stagesWith("final")), ({ image }) => image);
  // Nobody is measured by an image whose label was split until experts look at it again.
  const answers = [...all].filter(([, rows]) => !rows.some(({ isOutdated }) => isOutdated));
  return new Map(answers.map(([image, rows]) => [image, settleGold(rows.map((row) => row.answers))]));
}

/** The label of the main object by image, where all experts marked the same one. */
async function findKnownMains(db: Db, project: string): Promise<Map<string, number>> {
  const all = Map.groupBy(await listGoldAnswers(db, project, stagesWith("final")), ({ image }) => image);
  return new Map(
    [...all].flatMap(([image, rows]) => {
      const [main = null, ...others] = new Set(rows.map((row) => row.main));
      return main === null || others.length > 0 ? [] : [[image, main] as const];
    }),
  );
}

/** Everybody's answers on a project's gold images, scored against what experts know about them so far. */
export async function scoreGold(
  db: Db,
  project: string,
  known?: Awaited<ReturnType<typeof findKnownLabels>>,
): Promise<ScoredAnswer[]> {
  const labels = known ?? (await findKnownLabels(db, project));
  const mains = await findKnownMains(db, project);
  return (await listGoldAnswers(db, project, stagesWith("compared"))).flatMap(({ answers, main, ...row }) => {
    const right = labels.get(row.image);
    if (!right) return [];
    const known = mains.get(row.image);
    const judged = { ...row, score: score(judgeGold(right, answers)) };
    return [known === undefined ? judged : { ...judged, main: main === known }];
  });
}

/** Everybody's answers on a project's gold images as tables, with what is known about their labels. */
export async function readGoldAnswers(
  db: Db,
  project: string,
  known: Awaited<ReturnType<typeof findKnownLabels>>,
): Promise<GoldAnswers> {
  const answers = Map.groupBy(
    await listGoldAnswers(db, project, stagesWith("compared")),
    ({ image }) => image,
  );
  const images = [...answers].map(([id, rows]) => ({
    id,
    key: id,
    annotations: rows.map(({ person, answers: given }) => ({
      person,
      decisions: given.map((decision) => ({ ...decision, how: "proposal" as const })),
    })),
  }));
  const { votes } = await groupImageVotes([images]);
  const truth: GoldAnswers["truth"] = (image, label) => {
    const answer = known.get(image)?.get(Number(label));
    return answer === "yes" ? 1 : answer === "no" ? 0 : undefined;
  };
  return { votes, truth };
}

/** A person's accuracy, with intervals. */
export function describeGold(answers: readonly Pick<ScoredAnswer, "score" | "main">[]): GoldAccuracy {
  const scores = answers.map((answer) => answer.score);
  const mains = answers.flatMap(({ main }) => main ?? []);
  return {
    exact: shareOf(scores.filter(({ exact }) => exact).length, scores.length),
    precision: shareOverImages(scores.map(({ hit, wrong }) => [hit, hit + wrong])),
    recall: shareOverImages(scores.map(({ hit, missed }) => [hit, hit + missed])),
    ...(mains.length > 0 ? { main: shareOf(mains.filter(Boolean).length, mains.length) } : {}),
  };
}
