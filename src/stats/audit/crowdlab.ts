/** Answers of annotators to a question with several classes, and what a model says, out of fold. */
export interface CrowdAnswers {
  /** An entry per answer: which item, who, which class. */
  item: ArrayLike<number>;
  annotator: ArrayLike<number>;
  answer: ArrayLike<number>;
  items: number;
  annotators: number;
  classes: number;
  /** [items, classes] row by row. */
  probabilities: ArrayLike<number>;
}

/** What annotators and a model together say. */
export interface Crowdlab {
  /** [items, classes]; NaN for an item without answers. */
  probability: Float64Array;
  /** The most probable class of each item [items], of equal ones the least; -1 without answers. */
  consensus: Int32Array;
  /** Its probability [items]; NaN without answers. */
  quality: Float64Array;
  /** The weight of the model, and of each annotator; 0 of one without answers. */
  modelWeight: number;
  weights: Float64Array;
}

/** No weight is less than this, and nobody is taken to be perfect. */
const least = 1e-6;

/**
 * CROWDLAB: the probability of each class is the weighted mean of the model's and of each annotator's, who gives P to what
 * they said and shares 1 - P among the other classes. P is how often annotators agree with the majority. An annotator
 * weighs 1 - (1 - s) / (1 - A0) with s their agreement with the others on the same items; the model
 * (1 - (1 - A) / (1 - A0)) * sqrt(mean number of answers) with A its accuracy on the majority; A0 is the accuracy of
 * always saying the most frequent class. All three are counted on items with several answers. Ties of the majority are
 * decided by the model.
 *
 * @param rounds 1: as published; 2: weighs once more with the consensus of the first round in the majority's place, which
 *   is what cleanlab does by default
 * @throws RangeError if the shapes do not fit, or no item has two answers: nothing says then how good anybody is
 * @see Goh, Tkachenko, Mueller (2022), CROWDLAB: supervised learning to infer consensus labels and quality scores for data
 *   with multiple annotators, section 2
 */
export function crowdlab(data: CrowdAnswers, rounds = 1): Crowdlab {
  const { items, classes, probabilities } = data;
  if (probabilities.length !== items * classes) {
    throw new RangeError(
      `${probabilities.length} probabilities are not ${items} items of ${classes} classes`,
    );
  }
  const tally = new Uint32Array(items * classes);
  const answers = new Uint32Array(items);
  for (let at = 0; at < data.item.length; at++) {
    tally[data.item[at]! * classes + data.answer[at]!]!++;
    answers[data.item[at]!]!++;
  }
  if (!answers.some((count) => count > 1)) throw new RangeError("no item has two answers");
  const counted = { tally, answers };
  let reference: Int32Array = Int32Array.from({ length: items }, (_, one) => findMajority(data, tally, one));
  let fitted = weighAndPool(data, counted, reference);
  for (let round = 1; round < rounds; round++) {
    reference = fitted.consensus;
    fitted = weighAndPool(data, counted, reference);
  }
  return fitted;
}

interface Counted {
  /** [items, classes], how many say it. */
  tally: Uint32Array;
  /** Of each item. */
  answers: Uint32Array;
}

/** @param reference [items], what is taken to be right while everybody is weighed */
function weighAndPool(data: CrowdAnswers, { tally, answers }: Counted, reference: Int32Array): Crowdlab {
  const { item, annotator, answer, items, classes, probabilities } = data;
  const several = [...answers.keys()].filter((one) => answers[one]! > 1);
  const mean = (of: (one: number) => number) =>
    several.reduce((sum, one) => sum + of(one), 0) / several.length;
  const P = clip(mean((one) => tally[one * classes + reference[one]!]! / answers[one]!));
  const baseline = clip(
    Math.max(
      ...Array.from({ length: classes }, (_, label) => mean((one) => Number(reference[one] === label))),
    ),
  );
  const weigh = (accuracy: number) => Math.max(least, 1 - (1 - accuracy) / (1 - baseline));
  const accuracy = mean((one) => Number(firstOf(probabilities, one, classes) === reference[one]));
  const perItem = item.length / answers.filter((count) => count > 0).length;
  const modelWeight = weigh(accuracy) * Math.sqrt(perItem);
  const weights = weighAnnotators(data, { tally, answers }, weigh);

  const probability = Float64Array.from(probabilities, (share) => modelWeight * share);
  const total = new Float64Array(items).fill(modelWeight);
  for (let at = 0; at < item.length; at++) {
    const weight = weights[annotator[at]!]!;
    for (let label = 0; label < classes; label++) {
      const said = label === answer[at] ? P : (1 - P) / Math.max(1, classes - 1);
      probability[item[at]! * classes + label]! += weight * said;
    }
    total[item[at]!]! += weight;
  }
  const consensus = new Int32Array(items).fill(-1);
  const quality = new Float64Array(items).fill(Number.NaN);
  for (let one = 0; one < items; one++) {
    for (let label = 0; label < classes; label++) {
      const at = one * classes + label;
      probability[at] = answers[one] === 0 ? Number.NaN : probability[at]! / total[one]!;
    }
    if (answers[one] === 0) continue;
    consensus[one] = firstOf(probability, one, classes);
    quality[one] = probability[one * classes + consensus[one]!]!;
  }
  return { probability, consensus, quality, modelWeight, weights };
}

const clip = (share: number) => Math.min(1 - least, Math.max(least, share));

/** The class that most say; the most probable of those that are said equally often. */
function findMajority({ classes, probabilities }: CrowdAnswers, tally: Uint32Array, one: number): number {
  let best = 0;
  for (let label = 1; label < classes; label++) {
    const more = tally[one * classes + label]! - tally[one * classes + best]!;
    const likelier = probabilities[one * classes + label]! > probabilities[one * classes + best]!;
    if (more > 0 || (more === 0 && likelier)) best = label;
  }
  return best;
}

function firstOf(probabilities: ArrayLike<number>, one: number, classes: number): number {
  let best = 0;
  for (let label = 1; label < classes; label++) {
    if (probabilities[one * classes + label]! > probabilities[one * classes + best]!) best = label;
  }
  return best;
}

/** By the agreement with others; of those who share no item with anybody, by the mean of the rest. */
function weighAnnotators(
  { item, annotator, answer, annotators, classes }: CrowdAnswers,
  { tally, answers }: Counted,
  weigh: (accuracy: number) => number,
): Float64Array {
  const agreed = new Float64Array(annotators);
  const others = new Float64Array(annotators);
  const said = new Uint8Array(annotators);
  for (let at = 0; at < item.length; at++) {
    const who = annotator[at]!;
    said[who] = 1;
    agreed[who]! += tally[item[at]! * classes + answer[at]!]! - 1;
    others[who]! += answers[item[at]!]! - 1;
  }
  const known = [...others.keys()].filter((who) => others[who]! > 0);
  const mean = known.reduce((sum, who) => sum + agreed[who]! / others[who]!, 0) / known.length;
  return Float64Array.from(said, (any, who) =>
    any === 0 ? 0 : weigh(others[who]! > 0 ? agreed[who]! / others[who]! : mean),
  );
}
