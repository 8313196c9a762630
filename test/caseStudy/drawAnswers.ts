import { seededRandom } from "../../src/core/seededRandom.ts";

/** How simulated annotators err. Shares between 0 and 1. */
export const errorRates = {
  /** The original label, where it is valid, is not ticked. */
  missedOriginal: 0.02,
  /** Another valid label among the proposals is not ticked. */
  missedOther: 0.25,
  /** A valid label that nobody proposed is not found by search. */
  notFound: 0.65,
  /** A proposal that is not valid is ticked, once on an image. */
  falselyTicked: 0.24,
} as const;

/** What there is to know of an image. */
export interface Truth {
  key: string;
  original: number;
  /** The valid labels, as refined. */
  valid: readonly number[];
}

/** One annotator's set: the valid labels with errors, drawn from image, person and attempt. */
function drawSet(truth: Truth, proposed: readonly number[], seed: string): number[] {
  const random = seededRandom(seed);
  const chosen = truth.valid.filter((label) => {
    const missed = !proposed.includes(label)
      ? errorRates.notFound
      : label === truth.original
        ? errorRates.missedOriginal
        : errorRates.missedOther;
    return random() >= missed;
  });
  const wrong = proposed.filter((label) => !truth.valid.includes(label));
  if (random() < errorRates.falselyTicked && wrong.length > 0) {
    chosen.push(wrong[Math.floor(random() ** 2 * wrong.length)]!);
  }
  return chosen;
}

const isSame = (a: readonly number[], b: readonly number[]) =>
  a.length === b.length && a.every((label) => b.includes(label));

/**
 * What each annotator of an image ticks.
 *
 * @param errors "independent": each errs alone, so that two may err alike; "never-agreed": whoever would complete an
 *   agreement on a wrong set draws again
 * @returns a set for each person, in their order
 */
export function drawAnswers(
  truth: Truth,
  proposed: readonly number[],
  people: readonly string[],
  errors: "independent" | "never-agreed",
): number[][] {
  const sets: number[][] = [];
  for (const person of people) {
    for (let attempt = 0; ; attempt++) {
      const set = drawSet(truth, proposed, `${truth.key} ${person} ${attempt}`);
      const agreedOnWrong =
        sets.length > 0 &&
        sets.every((other) => isSame(other, set)) &&
        set.includes(truth.original) &&
        !isSame(set, truth.valid);
      if (errors === "independent" || !agreedOnWrong) {
        sets.push(set);
        break;
      }
    }
  }
  return sets;
}
