import type { Kin } from "../../../core/labels/kinOf.ts";

/** A label that another may be confused with, and why. */
export interface ConfusedLabel<Label> {
  label: Label;
  /** The kind directly above both; null: they are not siblings. */
  kind: string | null;
  /** Whether the lead has ruled on the two. */
  isRuled: boolean;
  /** On how many images both are proposed, and how many chance would give; null: not well above chance. */
  together: { images: number; expected: number } | null;
}

interface Known<Label> {
  kin: readonly Kin<Label>[];
  /** Labels proposed together with it well above chance, those on the most images first. */
  confusions: readonly { label: number; images: number; expected: number }[];
  /** Labels that the lead has ruled on together with this one. */
  ruled?: readonly number[];
  labels: ReadonlyMap<number, Label>;
}

/** Most labels shown beside one, and the places kept for those that are not siblings. */
const max = 8;
const keptForOthers = 3;

/**
 * The labels a label may be confused with: first its siblings, starting with those proposed together with it; then
 * those the lead has ruled on, and those proposed with it well above chance. Empty if none qualify.
 */
export function findConfused<Label extends { index: number }>({
  kin,
  confusions,
  ruled = [],
  labels,
}: Known<Label>): ConfusedLabel<Label>[] {
  const proposed = new Map(confusions.map(({ label, images, expected }) => [label, { images, expected }]));
  const tell = (label: Label, kind: string | null): ConfusedLabel<Label> => ({
    label,
    kind,
    isRuled: ruled.includes(label.index),
    together: proposed.get(label.index) ?? null,
  });
  const weight = ({ isRuled, together }: ConfusedLabel<Label>) =>
    isRuled ? Number.POSITIVE_INFINITY : (together?.images ?? 0);
  const siblings = kin
    .filter(({ isSibling }) => isSibling)
    .map(({ label, kind }) => tell(label, kind))
    .sort((a, b) => (weight(a) === weight(b) ? 0 : weight(b) - weight(a)));
  const known = new Set(siblings.map(({ label }) => label.index));
  const others = [...new Set([...ruled, ...proposed.keys()])].flatMap((index) => {
    const label = known.has(index) ? undefined : labels.get(index);
    return label ? [tell(label, null)] : [];
  });
  const room = max - Math.min(keptForOthers, others.length);
  return [...siblings.slice(0, room), ...others].slice(0, max);
}
