import type { LabelWithExemplars } from "../../contract/labelSpace.ts";
import type { NearLabels } from "./nearLabels.ts";

export interface ConfusedLabel {
  label: LabelWithExemplars;
  /** On how many images both are proposed; null: it is of the same kind alone. */
  images: number | null;
}

/** Labels shown beside one: first those proposed for the same images, and of these no more than leave room for kin. */
const most = 8;
const mostProposed = 5;

/** The labels that a label is most confused with: by what is proposed together, then by what is of the same kind. */
export function findConfused(
  label: LabelWithExemplars,
  confusions: readonly { label: number; images: number }[],
  labels: ReadonlyMap<number, LabelWithExemplars>,
  near: NearLabels,
): ConfusedLabel[] {
  const proposed = confusions
    .slice(0, mostProposed)
    .flatMap(({ label: index, images }) =>
      labels.has(index) ? [{ label: labels.get(index)!, images }] : [],
    );
  const known = new Set(proposed.map((one) => one.label.index));
  const kin = near(label, most).filter(({ index }) => !known.has(index));
  return [...proposed, ...kin.map((one) => ({ label: one, images: null }))].slice(0, most);
}
