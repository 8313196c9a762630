import { jaccard } from "../../stats/metrics/jaccard.ts";
import type { Answer } from "../tasks/decision.ts";

/** What experts know of a label on a gold image; one that could go either way is never scored. */
export const knownAnswers = ["yes", "no", "either"] as const;
export type KnownAnswer = (typeof knownAnswers)[number];

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

/**
 * What an annotator's answer on a label of a gold image is. `hit` (chosen, and there), `missed` (there and not chosen,
 * be it because its card was never opened) and `wrong` (chosen, and not there) are scored. The others are not: labels
 * that could go either way, that the annotator was unsure of, and chosen ones that no expert was shown.
 */
export const goldVerdicts = ["hit", "missed", "wrong", "either", "unsure", "unknown"] as const;
export type GoldVerdict = (typeof goldVerdicts)[number];

export interface JudgedLabel {
  label: number;
  /** What experts know of it; null where none of them was shown it. */
  known: KnownAnswer | null;
  verdict: GoldVerdict;
}

/** Judges one answer, label by label, ascending; labels that are neither there nor chosen are left out. */
export function judgeGold(
  known: ReadonlyMap<number, KnownAnswer>,
  answers: readonly LabelAnswer[],
): JudgedLabel[] {
  const given = new Map(answers.map(({ label, answer }) => [label, answer]));
  const labels = [...new Set([...known.keys(), ...given.keys()])].sort((a, b) => a - b);
  return labels.flatMap((label) => {
    const verdict = judge(known.get(label), given.get(label));
    return verdict ? [{ label, known: known.get(label) ?? null, verdict }] : [];
  });
}

function judge(is: KnownAnswer | undefined, answer: Answer | undefined): GoldVerdict | undefined {
  if (answer === "unsure") return "unsure";
  if (is === "either") return "either";
  if (answer === "yes") return is === undefined ? "unknown" : is === "yes" ? "hit" : "wrong";
  return is === "yes" ? "missed" : undefined;
}

/** How an annotator's answer on a gold image stands to its known labels. */
export interface GoldScore {
  /** Nothing missed, nothing wrong. */
  exact: boolean;
  hit: number;
  wrong: number;
  missed: number;
  /** Of the two sets; 1 where both are empty. */
  jaccard: number;
}

/** Counts the labels of one judged answer that are scored. */
export function scoreGold(judged: readonly JudgedLabel[]): GoldScore {
  const count = (wanted: GoldVerdict) => judged.filter(({ verdict }) => verdict === wanted).length;
  const [hit, wrong, missed] = [count("hit"), count("wrong"), count("missed")];
  return {
    exact: wrong === 0 && missed === 0,
    hit,
    wrong,
    missed,
    jaccard: jaccard(hit + wrong, hit + missed, hit),
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
