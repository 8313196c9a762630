import { carryOriginals, heirOf } from "../../core/labels/labelFate.ts";
import { listContainsAnswers } from "../../db/contains/selections.ts";
import { listOriginalsByImage } from "../../db/images/originalLabel.ts";
import { findFormers } from "../../db/labels/labelSpace.ts";
import type { Db } from "../../db/schema.ts";
import type { ContainsAnswerRow } from "../../files/contains/writeContainsAnswers.ts";
import { readSelections } from "./readSelections.ts";

/**
 * Every answer of a project that counts, including those of people who failed controls, in the form of a file of
 * answers: people are numbered in order of appearance, labels are indices as they count now. The original label is the
 * one an image's others are compared with; where an image has none, no row has one.
 */
export async function exportContains(db: Db, project: string): Promise<ContainsAnswerRow[]> {
  const formers = await findFormers(db, project);
  const originals = await listOriginalsByImage(db, project);
  const { images } = await readSelections(db, { project });
  const compared = new Map(images.map(({ image, outcome }) => [image, outcome?.original]));
  const numbers = new Map<string, number>();
  const rows = new Map<string, ContainsAnswerRow>();
  for (const answer of await listContainsAnswers(db, project)) {
    const label = heirOf(answer.label, formers);
    if (formers.has(label)) continue;
    const number = numbers.get(answer.person) ?? numbers.size + 1;
    numbers.set(answer.person, number);
    const [first] = carryOriginals(originals.get(answer.image) ?? [], formers);
    const isTicked = answer.isTicked === 1;
    const control = answer.control === null ? undefined : answer.control === 1;
    const id = `${answer.image} ${label} ${answer.person}`;
    const before = rows.get(id);
    // Two labels that have been merged since.
    if (before && (control !== undefined || before.isTicked || !isTicked)) continue;
    rows.set(id, {
      image: answer.key,
      label: String(label),
      annotator: `annotator ${number}`,
      isTicked,
      control,
      original: compared.get(answer.image) ?? first?.toString(),
      shownMs: answer.shownMs,
    });
  }
  const all = [...rows.values()];
  const isNamed = all.every(({ original }) => original !== undefined);
  return isNamed ? all : all.map((row) => ({ ...row, original: undefined }));
}
