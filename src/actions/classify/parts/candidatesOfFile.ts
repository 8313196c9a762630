import { type ContainsStatus, labelsInPlace, statusOfImage } from "../../../core/contains/statusOfImage.ts";
import { carryOriginals } from "../../../core/labels/labelFate.ts";
import { findImagesByKey, listOriginalLabelsOf } from "../../../db/images/image.ts";
import { findFormers, listLabels } from "../../../db/labels/labelSpace.ts";
import type { Project } from "../../../db/project/project.ts";
import type { Db } from "../../../db/schema.ts";
import type { ReadSelections } from "../../../files/contains/readSelections.ts";
import { chunksOf } from "../../chunksOf.ts";
import { answerLabels, findOtherOriginal } from "../../labels/readAnswerLabels.ts";
import { labelResolver } from "../../labels/resolveLabel.ts";
import { type BadRow, refuseRows } from "../../refuseRows.ts";

/** What follows for an image from its selection frequencies. */
export interface SelectedImage {
  image: string;
  status: ContainsStatus;
  /**
   * For `follow-up` the candidates, for `easy` the original label, for `mistake` what was ticked; most frequent first.
   */
  labels: number[];
}

const imagesAtOnce = 500;

/** The images of a file. @throws Failure as `refuseRows` */
export async function candidatesOfFile(
  db: Db,
  {
    project,
    file,
    rows,
    minAnswers,
  }: { project: Project; file: string; rows: readonly ReadSelections[]; minAnswers: number },
): Promise<SelectedImage[]> {
  const formers = await findFormers(db, project.id);
  const read = answerLabels(labelResolver(await listLabels(db, project)), formers);
  const problems: BadRow[] = [];
  const images: SelectedImage[] = [];
  for await (const chunk of chunksOf(rows, imagesAtOnce)) {
    const keys = chunk.map(({ image }) => image);
    const known = await findImagesByKey(db, project.id, keys);
    const ids = [...known.values()].map(({ id }) => id);
    const originals = await listOriginalLabelsOf(db, ids);
    for (const { image: key, row, original, labels } of chunk) {
      const image = known.get(key)?.id;
      const stored = carryOriginals((image && originals.get(image)) || [], formers);
      const found = read(labels.map(({ label }) => label));
      const reason =
        image === undefined
          ? `the project has no image “${key}”.`
          : original === undefined
            ? `“${key}” has no original label, with which the others are compared.`
            : typeof found === "string"
              ? found
              : findOtherOriginal(original, stored, read);
      if (reason !== undefined || image === undefined || typeof found === "string") {
        problems.push({ row, reason: reason ?? "" });
        continue;
      }
      // However a file writes a label, its index identifies it.
      const selections = labels.map((counted, at) => ({ ...counted, label: String(found[at]) }));
      const own = String(read([original!])[0]);
      const { status, candidates } = statusOfImage(selections, own, { minAnswers });
      const frequency = new Map(selections.map(({ label, ticked, asked }) => [label, ticked / asked]));
      const asked = { easy: [own], mistake: labelsInPlace(selections, own) };
      const chosen = status === "easy" || status === "mistake" ? asked[status] : [...candidates];
      const ordered = chosen.sort(
        (a, b) => (frequency.get(b) ?? 0) - (frequency.get(a) ?? 0) || Number(a) - Number(b),
      );
      images.push({ image, status, labels: ordered.map(Number) });
    }
  }
  refuseRows(file, problems);
  return images;
}
