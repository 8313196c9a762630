import { carryOriginals } from "../../../core/labels/labelFate.ts";
import { rulesOf } from "../../../core/stages/rulesOf.ts";
import type { Stage } from "../../../core/tasks/stage.ts";
import { listGoldOf } from "../../../db/gold.ts";
import { findImagesByKey, listOriginalLabelsOf } from "../../../db/images/image.ts";
import { findFormers, listLabels } from "../../../db/labels/labelSpace.ts";
import type { Project } from "../../../db/project/project.ts";
import type { Db } from "../../../db/schema.ts";
import { findHold } from "../../../db/tasks/hold.ts";
import { countPlacesTaken } from "../../../db/tasks/queue.ts";
import type { AnsweredImage } from "../../../files/classify/classifyAnswers.ts";
import { chunksOf } from "../../chunksOf.ts";
import { answerLabels, findOtherOriginal } from "../../labels/readAnswerLabels.ts";
import { labelResolver } from "../../labels/resolveLabel.ts";
import { type BadRow, refuseRows } from "../../refuseRows.ts";

/** An image's answers as they can be stored. */
export interface CheckedImage {
  image: string;
  answers: { selected: number[]; main: number; annotator: string | undefined }[];
}

const imagesAtOnce = 500;

interface Input {
  project: Project;
  stage: Stage;
  file: string;
  images: readonly AnsweredImage[];
  now: Date;
}

/**
 * The answers of a file as the project's own images and labels.
 * @throws Failure as `refuseRows`
 */
export async function checkAnswers(db: Db, input: Input): Promise<CheckedImage[]> {
  const { project, stage, file, images } = input;
  const formers = await findFormers(db, project.id);
  const read = answerLabels(labelResolver(await listLabels(db, project)), formers);
  const problems: BadRow[] = [];
  const checked: CheckedImage[] = [];
  for await (const chunk of chunksOf(images, imagesAtOnce)) {
    const keys = chunk.map(({ image }) => image);
    const known = await findImagesByKey(db, project.id, keys);
    const ids = [...known.values()].map(({ id }) => id);
    const originals = await listOriginalLabelsOf(db, ids);
    const gold = await listGoldOf(db, ids);
    for (const { image: key, row, original, answers } of chunk) {
      const refuse = (reason: string, at = row) => problems.push({ row: at, reason });
      const id = known.get(key)?.id;
      if (id === undefined) {
        refuse(`the project has no image “${key}”.`);
        continue;
      }
      const reason =
        (gold.has(id) ? `“${key}” is a gold image.` : undefined) ??
        findOtherOriginal(original, carryOriginals(originals.get(id) ?? [], formers), read) ??
        (await findNoRoom(db, { id, key, stage, given: answers.length }, input));
      if (reason !== undefined) refuse(reason);
      const understood = answers.flatMap(({ selected, main, annotator, row: at }) => {
        const found = read(selected);
        if (typeof found !== "string")
          return [{ selected: found, main: found[selected.indexOf(main)]!, annotator }];
        refuse(found, at);
        return [];
      });
      checked.push({ image: id, answers: understood });
    }
  }
  refuseRows(file, problems);
  return checked;
}

async function findNoRoom(
  db: Db,
  { id, key, stage, given }: { id: string; key: string; stage: Stage; given: number },
  { project: { settings }, now }: Pick<Input, "project" | "now">,
): Promise<string | undefined> {
  const rules = rulesOf(stage);
  const hold = await findHold(db, id);
  const lock = rules.lockedBy({ ...hold, isSubmitted: false, isReleasedSince: false, isShown: false });
  if (lock !== null)
    return lock === "release"
      ? `a release holds “${key}”, so its answers can no longer change.`
      : `an expert has begun to review “${key}”, so its answers can no longer change.`;
  const places = rules.places(settings, { isGold: false });
  const taken = await countPlacesTaken(db, { image: id, stage, now: now.toISOString() });
  if (taken + given <= places) return undefined;
  const has = taken === 0 ? "" : `, ${taken} of whom have it already`;
  return `the file has ${given} answers on “${key}”, and the project asks ${places} people${has}.`;
}
