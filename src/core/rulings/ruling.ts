/**
 * How two labels stand to each other. In `same-one` the first label is the one to tick, in `is-a` it is the narrower
 * one, in `part-of` the part; in the others the order means nothing.
 */
export const rulingKinds = ["same-both", "same-one", "is-a", "part-of", "exclude"] as const;
export type RulingKind = (typeof rulingKinds)[number];

export type LabelPair = readonly [first: number, second: number];

/** A change of a project's rulings; each makes their next version. */
export interface RulingChange {
  version: number;
  labels: LabelPair;
  /** null: the ruling on these labels was withdrawn. */
  kind: RulingKind | null;
}

/** Which of a ruling's two labels an image holds. */
export const holdings = ["both", "first", "second"] as const;
export type Holding = (typeof holdings)[number];

export const hasDirection = (kind: RulingKind): boolean => kind !== "same-both" && kind !== "exclude";

/** The same for both orders of a pair. */
export const pairName = ([a, b]: LabelPair): string => `${Math.min(a, b)} ${Math.max(a, b)}`;

/** The last change of each pair that still rules, up to a version; by version. */
export function rulingsAt<Change extends RulingChange>(
  changes: readonly Change[],
  version = Number.POSITIVE_INFINITY,
): (Change & { kind: RulingKind })[] {
  const last = new Map<string, Change>();
  for (const change of changes.toSorted((a, b) => a.version - b.version))
    if (change.version <= version) last.set(pairName(change.labels), change);
  return [...last.values()]
    .filter((change): change is Change & { kind: RulingKind } => change.kind !== null)
    .sort((a, b) => a.version - b.version);
}

/** undefined: neither. */
export function holdingOf(
  [first, second]: LabelPair,
  holds: { has(label: number): boolean },
): Holding | undefined {
  if (holds.has(first)) return holds.has(second) ? "both" : "first";
  return holds.has(second) ? "second" : undefined;
}

const allowed: Record<RulingKind, readonly Holding[]> = {
  "same-both": ["both"],
  "same-one": ["first"],
  "is-a": ["both", "second"],
  // A part may be all that is seen of the whole, and the whole may hide it.
  "part-of": holdings,
  exclude: ["first", "second"],
};

/** Whether an answer that holds this much of a pair cannot be right under a ruling. */
export const isAgainst = (kind: RulingKind, holding: Holding): boolean => !allowed[kind].includes(holding);

/** Which images a ruling may change: those against it; under `part-of`, those with one label alone. */
export const mayChange = (kind: RulingKind): Holding[] =>
  kind === "part-of" ? ["first", "second"] : holdings.filter((holding) => isAgainst(kind, holding));

/** A ruling as a sentence without its full stop. */
export function stateRuling(kind: RulingKind, first: string, second: string): string {
  const [a, b] = [`“${first}”`, `“${second}”`];
  return {
    "same-both": `${a} and ${b} are the same thing`,
    "same-one": `${a} and ${b} are the same thing, called ${a}`,
    "is-a": `${a} is a kind of ${b}`,
    "part-of": `${a} is part of ${b}`,
    exclude: `${a} and ${b} exclude each other`,
  }[kind];
}
