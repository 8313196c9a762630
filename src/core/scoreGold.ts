import { jaccard } from "../stats/jaccard.ts";
import type { Answer } from "./decision.ts";

/** What experts know of a label on a gold image; one that could go either way is never scored. */
export type KnownAnswer = "yes" | "no" | "either";

interface LabelAnswer {
  label: number;
  answer: Answer;
}

/**
 * The known labels of a gold image, from the answers of its experts: what one was unsure of, or two differ on, could go
 * either way. A label that none of them was shown is not known.
 */
export function settleGold(experts: readonly (readonly LabelAnswer[])[]): Map<number, KnownAnswer> {
  const known = new Map<number, KnownAnswer>();
  for (const { label, answer } of experts.flat()) {
    const own = answer === "unsure" ? "either" : answer;
    const before = known.get(label);
    known.set(label, before === undefined || before === own ? own : "either");
  }
  return known;
}

/** How an annotator's answer on a gold image stands to its known labels. */
export interface GoldScore {
  /** Nothing missed, nothing wrong. */
  exact: boolean;
  /** Labels chosen that the image has. */
  hit: number;
  /** Labels chosen that it does not have. */
  wrong: number;
  /** Labels that it has and that were not chosen, be it because their card was never opened. */
  missed: number;
  /** Of the two sets; 1 where both are empty. */
  jaccard: number;
}

/**
 * Scores one answer. Left out on both sides are labels that could go either way, labels that no expert was shown, and
 * labels that the annotator was unsure of.
 */
export function scoreGold(
  known: ReadonlyMap<number, KnownAnswer>,
  answers: readonly LabelAnswer[],
): GoldScore {
  const unsure = new Set(answers.filter(({ answer }) => answer === "unsure").map(({ label }) => label));
  const right = new Set(
    [...known].filter(([label, is]) => is === "yes" && !unsure.has(label)).map(([label]) => label),
  );
  const chosen = answers.filter(({ answer }) => answer === "yes").map(({ label }) => label);
  const hit = chosen.filter((label) => right.has(label)).length;
  const wrong = chosen.filter((label) => known.get(label) === "no").length;
  const missed = right.size - hit;
  return {
    exact: wrong === 0 && missed === 0,
    hit,
    wrong,
    missed,
    jaccard: jaccard(hit + wrong, right.size, hit),
  };
}

/** Of several answers: how many images are exact, and how many labels are what. */
export function countGoldScores(scores: readonly GoldScore[]) {
  const sum = (part: "hit" | "wrong" | "missed") => scores.reduce((total, score) => total + score[part], 0);
  return {
    images: scores.length,
    exact: scores.filter(({ exact }) => exact).length,
    hit: sum("hit"),
    wrong: sum("wrong"),
    missed: sum("missed"),
  };
}
