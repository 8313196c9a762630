import { shareInterval } from "../../stats/intervals/shares/shareInterval.ts";
import { type LabelPair, pairName, type RulingKind } from "./ruling.ts";
import { type AnswersOfPerson, settleByRuling } from "./settleByRuling.ts";

/** An image on which people differ, as far as relations between labels are learned from it or settle it. */
export interface DisputedImage {
  people: readonly AnswersOfPerson[];
  /** What was decided of its labels, to learn from; null: it is still open. */
  decided: { has(label: number): boolean } | null;
  /** Decides with which images it is held back: any whole number. */
  fold: number;
}

export interface Relation {
  kind: RulingKind;
  labels: LabelPair;
  /** `decisions`: disputes that were decided; `kinds`: the label space, where the one label's kind is the other. */
  from: "decisions" | "kinds";
  /** Open images on which it settles a dispute, and labels on them. */
  images: number;
  settles: number;
  /**
   * Of the decided disputes that it would have settled, on how many labels it says what was decided. Each is judged by a
   * relation that was chosen without its image.
   */
  right: number;
  total: number;
  /** 95 %, of right among total; null without any. */
  interval: [number, number] | null;
  /** Places of open images that it settles, the first of them. */
  examples: number[];
}

interface Options {
  /** Pairs that already have a ruling. */
  ruled?: readonly LabelPair[];
  /** Pairs of which the first label is a kind of the second, as the label space has it. */
  kinds?: readonly LabelPair[];
  /** How sure a relation has to be: the lower bound of its interval. Of those that the label space knows, decisions must bear out half. */
  minBound?: number;
}

const folds = 5;
const maxExamples = 6;

interface Candidate {
  kind: RulingKind;
  labels: LabelPair;
  /** By fold: as decided, and in all. */
  right: number[];
  total: number[];
  images: number;
  settles: number;
  examples: number[];
}

/**
 * Relations between two labels that would settle open disputes, those first that settle the most images. Of each pair
 * the relation is taken that past decisions bear out best; how sure it is is measured on decisions that were held back
 * from that choice (in five parts, by image).
 */
export function suggestRelations(
  images: Iterable<DisputedImage>,
  { ruled = [], kinds = [], minBound = 0.5 }: Options = {},
): Relation[] {
  const left = new Set(ruled.map(pairName));
  const known = new Set(kinds.map(([first, second]) => `${first} ${second}`));
  const pairs = new Map<string, Candidate[]>();
  let place = -1;
  for (const image of images) {
    place++;
    for (const labels of livePairs(image.people)) {
      const name = pairName(labels);
      if (left.has(name)) continue;
      const candidates = pairs.get(name) ?? candidatesOf(labels);
      const telling = candidates.filter((candidate) => count(candidate, image, place));
      if (telling.length > 0) pairs.set(name, candidates);
    }
  }
  return Array.from(pairs.values(), (candidates) => chooseRelation(candidates, known))
    .filter(({ images, from, right, total, interval }) => {
      const isSure = from === "kinds" ? 2 * right >= total : interval !== null && interval[0] >= minBound;
      return images > 0 && isSure;
    })
    .sort(
      (a, b) =>
        b.images - a.images || b.right - a.right || a.labels[0] - b.labels[0] || a.labels[1] - b.labels[1],
    );
}

/** Pairs of labels that somebody ticked, or was unsure of: on other labels nothing is disputed. */
function* livePairs(people: readonly AnswersOfPerson[]): Generator<LabelPair> {
  const live = new Set<number>();
  for (const answers of people) for (const [label, answer] of answers) if (answer !== "no") live.add(label);
  const labels = [...live].sort((a, b) => a - b);
  for (const [at, first] of labels.entries())
    for (const second of labels.slice(at + 1)) yield [first, second];
}

/** The weaker claim first: it is taken where decisions bear both out alike. */
const candidatesOf = ([a, b]: LabelPair): Candidate[] =>
  (
    [
      ["is-a", [a, b]],
      ["is-a", [b, a]],
      ["exclude", [a, b]],
      ["same-both", [a, b]],
      ["same-one", [a, b]],
      ["same-one", [b, a]],
    ] as const
  ).map(([kind, labels]) => ({
    kind,
    labels,
    right: Array.from({ length: folds }, () => 0),
    total: Array.from({ length: folds }, () => 0),
    images: 0,
    settles: 0,
    examples: [],
  }));

/** @returns whether the candidate says anything of the image */
function count(candidate: Candidate, { people, decided, fold }: DisputedImage, place: number): boolean {
  const ruled = settleByRuling(candidate.kind, candidate.labels, people);
  if (ruled.length === 0) return false;
  if (decided) {
    const part = Math.abs(fold) % folds;
    candidate.total[part]! += ruled.length;
    candidate.right[part]! += ruled.filter(
      ({ label, answer }) => decided.has(label) === (answer === "yes"),
    ).length;
    return true;
  }
  candidate.images++;
  candidate.settles += ruled.length;
  if (candidate.examples.length < maxExamples) candidate.examples.push(place);
  return true;
}

function chooseRelation(candidates: readonly Candidate[], known: ReadonlySet<string>): Relation {
  const given = candidates.find(
    ({ kind, labels: [first, second] }) => kind === "is-a" && known.has(`${first} ${second}`),
  );
  const { kind, labels, images, settles, examples } = given ?? bestOf(candidates);
  let [right, total] = [0, 0];
  for (let part = 0; part < folds; part++) {
    const chosen = given ?? bestOf(candidates, part);
    right += chosen.right[part]!;
    total += chosen.total[part]!;
  }
  return {
    kind,
    labels,
    from: given ? "kinds" : "decisions",
    images,
    settles,
    right,
    total,
    interval: shareInterval(right, total),
    examples,
  };
}

/** What decisions bear out best, one part of them left out. */
function bestOf(candidates: readonly Candidate[], left?: number): Candidate {
  const sum = (counts: readonly number[]) =>
    counts.reduce((all, one, part) => (part === left ? all : all + one), 0);
  const sureness = ({ right, total }: Candidate) => shareInterval(sum(right), sum(total))?.[0] ?? -1;
  return candidates.reduce((best, one) => (sureness(one) > sureness(best) ? one : best));
}
