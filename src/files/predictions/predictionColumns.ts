import type { ScoreUnit } from "../../core/evaluation/scores/scoreUnit.ts";
import { badFile, listed, quoted } from "../fileFailure.ts";
import { plainText } from "../text/plainText.ts";

/** The columns (or fields) of a file of predictions by role, under the file's own names. */
export interface PredictionColumns {
  image: string | undefined;
  /** Undefined if the file has scores of all labels, or a column for each label. */
  label: string | undefined;
  /** Whether the label column certainly holds indices. */
  isIndex: boolean;
  /** Next to indices, another column with a name for labels: it holds names, or other numbers. */
  beside: string | undefined;
  score: string | undefined;
  /** The unit that the score column's name states. */
  unit: ScoreUnit | undefined;
  rank: string | undefined;
  /** A column for each rank, or for each label: `index_0`, `index_1` ...; empty without. */
  labels: string[];
  scores: string[];
  /** Known to say nothing about predictions: true labels, a row counter. */
  ignored: string[];
  /** Not understood. */
  unknown: string[];
}

/** Names are compared ignoring case, white space and word separators. */
const fold = (name: string) => name.toLowerCase().replace(/[\s_.-]+/g, "");
const words = (text: string) => text.split(" ");

/** Programs' names for the same thing. Of the names for images, the first that a file has counts. */
const imageNames = words(
  "image images imagename filename file imagefile imagepath filepath path imageid img imgname imgid id",
);
const indexNames = words(
  "index indices idx classindex classidx classindices labelindex labelidx labelindices",
);
const keyNames = words("key wnid synset wordnetid synsetid");
const labelNames = words(
  "labels label class classes classname labelname category categories categoryname classid labelid categoryid",
);
const predictedNames = words(
  "prediction predictions pred preds predicted predictedlabel predictedlabels predictedclass predlabel predlabels predclass predindex predictedindex predidx ypred yhat top1",
);
const scoreNames: Record<string, ScoreUnit | undefined> = {
  ...Object.fromEntries(
    words(
      "score scores predscore predscores predictionscore predictionscores classscore similarity similarities",
    ).map((name) => [name, undefined] as const),
  ),
  ...Object.fromEntries(
    words(
      "prob probs probability probabilities p confidence confidences conf confidencescore predprob predprobs classprob classprobability softmax softmaxval softmaxvals softmaxscore softmaxscores posterior likelihood",
    ).map((name) => [name, "probabilities"] as const),
  ),
  ...Object.fromEntries(
    words("logit logits logprob logprobs logprobability logprobabilities").map(
      (name) => [name, "logits"] as const,
    ),
  ),
  ...Object.fromEntries(words("percent percentage percentages").map((name) => [name, "percent"] as const)),
  ...Object.fromEntries(words("sigmoid sigmoids").map((name) => [name, "sigmoid"] as const)),
};
/** The unit that a name for scores states; undefined if it states none. */
export const unitOfName = (name: string): ScoreUnit | undefined =>
  isScore(name) ? scoreNames[fold(name)] : undefined;

const rankNames = words("rank ranks ranking position place order");
const trueNames = words(
  "target targets groundtruth gt truth truelabel trueclass original originallabel originallabels ytrue true actual",
);
/** The name of the row counter that pandas writes. */
const isCounter = (name: string) => /^(unnamed:?\d*)?$/.test(fold(name));

const isOneOf = (names: readonly string[]) => (name: string) => names.includes(fold(name));
const isScore = (name: string) => Object.hasOwn(scoreNames, fold(name));
const isLabel = isOneOf([...indexNames, ...keyNames, ...labelNames, ...predictedNames]);

/** The column that names images. */
export const findImageColumn = (names: readonly string[]): string | undefined =>
  imageNames.map((wanted) => names.find((name) => fold(name) === wanted)).find((name) => name !== undefined);

const embeddingNames = words(
  "embedding embeddings emb vector vectors feature features imageembedding imageembeddings imagefeatures",
);

/** The columns with names for embeddings. */
export const findEmbeddingColumns = (names: readonly string[]): string[] =>
  names.filter(isOneOf(embeddingNames));

/**
 * Finds out what the columns of a file of predictions are.
 *
 * @throws Failure `bad-file` if two columns can be the same thing
 */
export function predictionColumns(names: readonly string[], file: string): PredictionColumns {
  const numbered = numberedColumns(names, file);
  const single = names.filter((name) => !numbered.used.has(name));
  const having = (test: (name: string) => boolean) => single.filter(test);
  const only = (found: readonly string[], what: string): string | undefined => {
    if (found.length < 2) return found[0];
    throw badFile(
      file,
      `${found.map(quoted).join(" and ")} both can be ${what}. Take one out, or call it what it is (true labels are called target).`,
    );
  };
  const image = findImageColumn(single);
  const predicted = having(isOneOf(predictedNames));
  const indices = having(isOneOf(indexNames));
  const named = having(isOneOf(labelNames));
  const keys = having(isOneOf(keyNames));
  // An index is less ambiguous than a key, and a key than a name: programs write them side by side.
  const label = only(
    predicted.length > 0
      ? [...predicted, ...indices, ...keys, ...named]
      : ([indices, keys, named].find((some) => some.length > 0) ?? []),
    "the predicted label",
  );
  const score = only(having(isScore), "the score");
  const rank = only(having(isOneOf(rankNames)), "the rank");
  const ignored = having(
    (name) =>
      name !== image &&
      name !== label &&
      (isLabel(name) || isOneOf(trueNames)(name) || isOneOf(imageNames)(name) || isCounter(name)),
  );
  const taken = new Set([image, label, score, rank, ...ignored]);
  const scoreName = score ?? numbered.scoreName;
  return {
    image,
    label,
    isIndex: isOneOf(indexNames)(numbered.labelName ?? label ?? ""),
    beside: indices.includes(label ?? "") ? named[0] : undefined,
    score,
    unit: scoreName === undefined ? undefined : unitOfName(scoreName),
    rank,
    labels: numbered.labels,
    scores: numbered.scores,
    ignored,
    unknown: single.filter((name) => !taken.has(name)),
  };
}

interface Numbered {
  labels: string[];
  scores: string[];
  labelName: string | undefined;
  scoreName: string | undefined;
  used: ReadonlySet<string>;
}

/**
 * Finds numbered columns, from 0 or 1: `prob_0`, `prob_1` ..., or plain numbers, which are scores; sorted by their
 * numbers, whatever their order in the file.
 */
function numberedColumns(names: readonly string[], file: string): Numbered {
  const groups = new Map<string, { name: string; number: number }[]>();
  for (const name of names) {
    const written = plainText(name);
    const digits = /\d{1,9}$/.exec(written)?.[0];
    if (digits === undefined || isOneOf(predictedNames)(name)) continue;
    let end = written.length - digits.length;
    while (/[\s_.-]/.test(written.charAt(end - 1))) end--;
    const base = written.slice(0, end);
    groups.set(base, [...(groups.get(base) ?? []), { name, number: Number(digits) }]);
  }
  const found: Numbered = {
    labels: [],
    scores: [],
    labelName: undefined,
    scoreName: undefined,
    used: new Set(),
  };
  for (const [base, columns] of groups) {
    const isScores = isScore(base) || (base === "" && columns.length > 1);
    if (!isScores && !isLabel(base)) continue;
    const sorted = columns.toSorted((a, b) => a.number - b.number);
    const first = sorted[0]!.number;
    const gap = sorted.find(({ number }, at) => number !== first + at);
    if (first > 1 || gap) {
      throw badFile(
        file,
        `the columns ${listed(
          sorted.map(({ name }) => name),
          3,
        )} do not count from 0 or 1 without a gap${gap ? ` (${quoted(gap.name)} is out of turn)` : ""}.`,
      );
    }
    const list = sorted.map(({ name }) => name);
    if (isScores && found.scores.length > 0) {
      throw badFile(
        file,
        `${quoted(found.scores[0]!)} and ${quoted(list[0]!)} both can be the scores. Take one out.`,
      );
    }
    // As with single columns, an index takes precedence over a name.
    const counts = isScores || found.labels.length === 0 || isOneOf(indexNames)(base);
    if (isScores) Object.assign(found, { scores: list, scoreName: base });
    else if (counts) Object.assign(found, { labels: list, labelName: base });
    found.used = new Set([...found.used, ...list]);
  }
  return found;
}

/**
 * Why a row is refused whose index and label are different numbers: a place in the ranking and the label, or an index
 * and a class named by another number.
 */
export function explainTwoNumbers(
  { label, beside }: PredictionColumns,
  row: Readonly<Record<string, unknown>>,
): string | undefined {
  if (label === undefined || beside === undefined) return undefined;
  const [indices, others] = [label, beside].map((name) =>
    [row[name]].flat().map((one) => plainText(String(one))),
  ) as [string[], string[]];
  const isNumber = (text: string | undefined) => text !== undefined && /^\d+$/.test(text);
  const at = indices.findIndex(
    (index, place) => isNumber(index) && isNumber(others[place]) && Number(index) !== Number(others[place]),
  );
  if (at < 0) return undefined;
  return `${quoted(label)} is ${indices[at]} and ${quoted(beside)} is ${others[at]}: both can be the label's index. Take out the one that is not, or call a place in the ranking "rank".`;
}

/** What a column may be called, for messages. */
export const usualNames = {
  image: listed(imageNames, 6),
  label: "label, class, index or prediction",
  score: "score, probability, confidence, logit or rank",
  embedding: listed(embeddingNames, 5),
} as const;
