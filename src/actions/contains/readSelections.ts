import { type ContainsRules, defaultContainsRules } from "../../core/contains/containsRules.ts";
import { failsControls, type Selection, selectionOf } from "../../core/contains/countSelections.ts";
import { type OriginalOutcome, statusByOriginals } from "../../core/contains/statusByOriginals.ts";
import { carryOriginals } from "../../core/labels/labelFate.ts";
import {
  countTicks,
  findSheetRules,
  listSheetPeople,
  type SheetPerson,
} from "../../db/contains/selections.ts";
import { findOriginalsOf, listOriginalsByImage } from "../../db/images/originalLabel.ts";
import { findFormers } from "../../db/labels/labelSpace.ts";
import type { Db } from "../../db/schema.ts";

/** What people said about an image. Labels are indices, as text. */
export interface SelectedImage {
  image: string;
  selections: Selection[];
  /** As they count now. */
  originals: number[];
  /** null: the image has no original label. */
  outcome: OriginalOutcome | null;
}

export interface ReadSelections {
  rules: ContainsRules;
  people: (SheetPerson & { isDropped: boolean })[];
  /** Images with an answer that counts, by id. */
  images: SelectedImage[];
}

/**
 * The selection frequencies of a project, and what follows for each image. People who failed more controls than allowed
 * are left out here only: under other rules they count again.
 *
 * @param which.images only these (at most a few hundred); where left out, all
 * @param which.rules rules to count by; where left out, the project's
 */
export async function readSelections(
  db: Db,
  {
    project,
    images,
    rules: asIf,
  }: { project: string; images?: readonly string[]; rules?: Partial<ContainsRules> },
): Promise<ReadSelections> {
  const rules = { ...(await getContainsRules(db, project)), ...asIf };
  const formers = await findFormers(db, project);
  const people = (await listSheetPeople(db, project)).map((one) => ({
    ...one,
    isDropped: failsControls({ controls: one.controls, failed: one.missed + one.wrong }, rules.maxFailed),
  }));
  const without = people.flatMap(({ person, isDropped }) => (isDropped ? [person] : []));
  const counts = await countTicks(db, { project, without, formers, ...(images && { images }) });
  const originals = images ? await findOriginalsOf(db, images) : await listOriginalsByImage(db, project);
  const byImage = Map.groupBy(counts, ({ image }) => image);
  return {
    rules,
    people,
    images: [...byImage].map(([image, rows]) => {
      const selections = rows.map(({ label, ticked, asked }) => selectionOf(String(label), ticked, asked));
      const own = carryOriginals(originals.get(image) ?? [], formers);
      return {
        image,
        selections,
        originals: own,
        outcome: statusByOriginals(selections, own.map(String), rules),
      };
    }),
  };
}

/** How a project's answers are counted. */
export const getContainsRules = async (db: Db, project: string): Promise<ContainsRules> =>
  (await findSheetRules(db, project)) ?? defaultContainsRules;
