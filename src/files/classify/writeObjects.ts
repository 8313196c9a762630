import type { ImageObjects } from "../../core/classify/findObjects.ts";

/** What people saw in an image, and the dataset's own label of it. */
export interface ObjectsRow {
  image: string;
  original: string | undefined;
  objects: ImageObjects;
}

const wholeNumber = /^(0|[1-9]\d*)$/;

/**
 * Objects JSON lines: `main_label`, `num_objects`, `objects` (label to its share of the object's ticks and of the
 * annotators), `main_object`, `main_votes_by_object` and `original_object` of each image, named as in the published
 * answers, and `unplaced`. Labels are written as numbers if all of them are whole numbers.
 *
 * @returns the file's text, line by line
 * @see docs/file-formats.md
 */
export function* writeObjects(rows: readonly ObjectsRow[]): Generator<string> {
  const labels = rows.flatMap(({ original, objects: { objects, unplaced } }) => [
    ...(original === undefined ? [] : [original]),
    ...objects.flat().map(({ label }) => label),
    ...unplaced,
  ]);
  const areNumbers = labels.every((label) => wholeNumber.test(label));
  const write = (label: string) => (areNumbers ? Number(label) : label);
  for (const { image, original, objects: found } of rows) {
    const { mainLabel, objects, unplaced, mainVotes, mainObject, originalObject } = found;
    // Written by hand, because a JavaScript object would sort labels that are numbers numerically.
    const groups = objects.map(
      (labels) =>
        `{${labels
          .map(
            ({ label, shareOfObject, shareOfAnnotators }) =>
              `${JSON.stringify(label)}:[${shareOfObject},${shareOfAnnotators}]`,
          )
          .join(",")}}`,
    );
    const before = JSON.stringify({
      image,
      original: original === undefined ? null : write(original),
      main_label: write(mainLabel),
      num_objects: objects.length,
    });
    const after = JSON.stringify({
      main_object: mainObject,
      main_votes_by_object: mainVotes,
      original_object: originalObject,
      unplaced: unplaced.map(write),
    });
    yield `${before.slice(0, -1)},"objects":[${groups.join(",")}],${after.slice(1)}\n`;
  }
}
