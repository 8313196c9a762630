import { softmax } from "./fitLogistic.ts";

/** How much the linear model and the neighbours count, and what their sum is divided by. */
export interface Combined {
  linear: number;
  neighbours: number;
  temperature: number;
}

const weightsOfNeighbours = [0, 0.25, 0.5, 0.75, 1];
/** Of neighbours that know nothing of a label, this much is said of all labels together. */
const floor = 0.2;

function addUp(
  linear: Float32Array,
  near: Float32Array | undefined,
  { linear: a, neighbours: b, temperature }: Combined,
  [from, classes]: readonly [number, number],
): Float64Array {
  const scores = new Float64Array(classes);
  for (let label = 0; label < classes; label++) {
    const ofNear = near && b > 0 ? b * Math.log(near[from + label]! + floor / classes) : 0;
    scores[label] = (a * linear[from + label]! + ofNear) / temperature;
  }
  softmax(scores);
  return scores;
}

/** The logarithmic loss of an image's shares. */
export const lossOf = (shares: Float64Array, targets: Float32Array, from: number): number => {
  let loss = 0;
  for (let label = 0; label < shares.length; label++) {
    const target = targets[from + label]!;
    if (target > 0) loss -= target * Math.log(Math.max(shares[label]!, 1e-30));
  }
  return loss;
};

/** The combination that is right first most often, of equal ones that of the least logarithmic loss, and its temperature. */
export function combineScores(
  linear: Float32Array,
  near: Float32Array | undefined,
  targets: Float32Array,
  classes: number,
): Combined {
  const lossWith = (candidate: Combined) => {
    let loss = 0;
    for (let from = 0; from < targets.length; from += classes)
      loss += lossOf(addUp(linear, near, candidate, [from, classes]), targets, from);
    return loss;
  };
  /** Images whose first label is none of theirs. */
  const wrongWith = (candidate: Combined) => {
    let wrong = 0;
    for (let from = 0; from < targets.length; from += classes) {
      const first = firstOf(addUp(linear, near, candidate, [from, classes]));
      if (targets[from + first] === 0) wrong++;
    }
    return wrong;
  };
  const parts = [
    ...(near ? weightsOfNeighbours : [0]).map((neighbours) => ({ linear: 1, neighbours })),
    ...(near ? [{ linear: 0, neighbours: 1 }] : []),
  ];
  const tried = parts.map((part) => {
    const temperature = findLeast((log) => lossWith({ ...part, temperature: Math.exp(log) }), [-2, 2]);
    const candidate = { ...part, temperature: Math.exp(temperature) };
    return { candidate, wrong: wrongWith(candidate), loss: lossWith(candidate) };
  });
  const isBetter = (a: (typeof tried)[number], b: (typeof tried)[number]) =>
    a.wrong - b.wrong || a.loss - b.loss;
  return tried.reduce((best, one) => (isBetter(one, best) < 0 ? one : best)).candidate;
}

const firstOf = (scores: Float64Array): number =>
  scores.reduce((best, score, at) => (score > scores[best]! ? at : best), 0);

/** Where a unimodal function is least, by golden-section search. */
function findLeast(value: (at: number) => number, [from, to]: readonly [number, number]): number {
  const share = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [from, to];
  let [left, right] = [high - share * (high - low), low + share * (high - low)];
  let [ofLeft, ofRight] = [value(left), value(right)];
  while (high - low > 0.02) {
    if (ofLeft < ofRight) {
      [high, right, ofRight] = [right, left, ofLeft];
      left = high - share * (high - low);
      ofLeft = value(left);
    } else {
      [low, left, ofLeft] = [left, right, ofRight];
      right = low + share * (high - low);
      ofRight = value(right);
    }
  }
  return (low + high) / 2;
}

/** Probabilities [images, classes] of logarithms of a linear model's shares, and shares of neighbours. */
export function toProbabilities(
  linear: Float32Array,
  near: Float32Array | undefined,
  combined: Combined,
  classes: number,
): Float32Array {
  const probabilities = new Float32Array(linear.length);
  for (let from = 0; from < linear.length; from += classes)
    probabilities.set(addUp(linear, near, combined, [from, classes]), from);
  return probabilities;
}
