import { labelsInPlace } from "../../../core/contains/statusOfImage.ts";
import type { Db } from "../../../db/schema.ts";
import { readSelections } from "../../contains/readSelections.ts";
import type { SelectedImage } from "./candidatesOfFile.ts";

/** The images on a project's answered sheets, by its own rules; those without an original label are left out. */
export async function candidatesOfProject(db: Db, project: string): Promise<SelectedImage[]> {
  const { images } = await readSelections(db, { project });
  return images.flatMap(({ image, selections, outcome }) => {
    if (!outcome) return [];
    const { status, original, candidates } = outcome;
    const frequency = new Map(selections.map((selection) => [selection.label, selection.frequency]));
    const asked = { easy: [original], mistake: labelsInPlace(selections, original) };
    const labels = (status === "easy" || status === "mistake" ? asked[status] : candidates).toSorted(
      (a, b) => (frequency.get(b) ?? 0) - (frequency.get(a) ?? 0) || Number(a) - Number(b),
    );
    return [{ image, status, labels: labels.map(Number) }];
  });
}
