/** How often people ticked a label of an image, of those who were asked. */
export interface LabelCount {
  label: number;
  ticked: number;
  /** At least 1. */
  asked: number;
}

/** What people ticked in an image, by label; undefined where nobody was asked. */
export type LabelledSelections = readonly LabelCount[] | undefined;

export const frequencyOf = ({ ticked, asked }: LabelCount): number => ticked / asked;

/** The count of an image's only original label; undefined where there is none or several, and where nobody was asked. */
export function originalCount(
  selections: LabelledSelections,
  originals: readonly number[],
): LabelCount | undefined {
  if (originals.length !== 1) return undefined;
  return selections?.find(({ label }) => label === originals[0]);
}
