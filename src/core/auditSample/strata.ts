import type { Provenance } from "../outcome/provenance.ts";

/** What the images of a release can be parted by. */
export const factors = ["provenance", "labels", "doubt"] as const;
export type Factor = (typeof factors)[number];

const doubts = ["no model differs", "some models differ", "most models differ"] as const;
type Doubt = (typeof doubts)[number];

/** What is known of an image of a release beside its labels: images that are alike in all of it are a cell. */
export interface Cell {
  provenance: Provenance;
  /** Experts have said why it has no label. */
  isReviewed: boolean;
  labels: "none" | "one label" | "two labels" | "more labels";
  /** null where no model has predictions of it, and where it has no label that a model could name. */
  doubt: Doubt | null;
}

/**
 * The cell of an image.
 *
 * @param firstLabels what each model that has predictions of it says first
 */
export function cellOf(
  image: { provenance: Provenance; labels: readonly number[]; isReviewed: boolean },
  firstLabels: readonly number[],
): Cell {
  const { provenance, labels, isReviewed } = image;
  const counted = (["none", "one label", "two labels"] as const)[labels.length] ?? "more labels";
  const differing = firstLabels.filter((label) => !labels.includes(label)).length;
  const level = differing === 0 ? 0 : 2 * differing <= firstLabels.length ? 1 : 2;
  const isKnown = labels.length > 0 && firstLabels.length > 0;
  return { provenance, isReviewed, labels: counted, doubt: isKnown ? doubts[level]! : null };
}

/** The stratum of a cell, where images are parted by these factors. */
export function nameStratum({ provenance, isReviewed, labels, doubt }: Cell, by: readonly Factor[]): string {
  if (by.length === 0) return "all images";
  if (labels === "none") return isReviewed && by.includes("provenance") ? "no label, reviewed" : "no label";
  const parts = [
    by.includes("provenance") && provenance,
    by.includes("labels") && labels,
    by.includes("doubt") && (doubt ?? "no predictions"),
  ];
  return parts.filter((part) => part !== false).join(", ");
}

/**
 * The shares of a cell's images that are thought to lack a label and to have a wrong one, where nobody says: guesses,
 * which decide how many images of it are looked at, and never whether bounds hold.
 */
export function expectErrors({ provenance, labels, doubt }: Cell): { missing: number; wrong: number } {
  const missing = (provenance === "agreed" ? 0.06 : 0.1) * (labels === "more labels" ? 1.5 : 1);
  const wrong = labels === "none" ? 0 : provenance === "agreed" ? 0.03 : 0.06;
  const times = doubt === null ? 1 : doubt === doubts[0] ? 0.5 : doubt === doubts[1] ? 1.5 : 4;
  return { missing: missing * times, wrong: wrong * times };
}
