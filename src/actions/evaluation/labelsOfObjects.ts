import { basename } from "node:path";
import type { LabelledObjects } from "../../core/classify/evaluateOnObjects.ts";
import { labelledObjects } from "../../core/classify/labelledObjects.ts";
import { readObjects } from "../../files/classify/readObjects.ts";
import { badRow, quoted } from "../../files/fileFailure.ts";
import { labelIndexer } from "./parts/labelIndexer.ts";
import type { LoadLabels } from "./referenceLabels.ts";

const noVotes = "The file of objects does not hold the answers behind them";
const noProvenance = "Objects are not the labels of a release";

/**
 * Labels from a file of objects: every label of every object is valid.
 * @throws Failure those of `readObjects`; `bad-file` for an image that is not listed, and for anything that is not a
 *   label
 */
export function labelsOfObjects(file: string): LoadLabels {
  return async (images, imagesFile, { meaning, subset = false } = {}) => {
    const { rows, reading } = await readObjects(file);
    const find = labelIndexer(file, meaning);
    const positions = new Map(images.map((image, position) => [image, position]));
    const valid = images.map((): number[] => []);
    const originals = images.map((): number[] => []);
    const objects: (LabelledObjects | undefined)[] = images.map(() => undefined);
    const isNamed = new Uint8Array(images.length);
    let unlisted = 0;
    for (const { row, image, original, objects: found, mainLabel, mainObject } of rows) {
      const position = positions.get(image);
      if (position === undefined) {
        if (!subset) {
          const list = basename(imagesFile);
          throw badRow(
            file,
            row,
            `${list} has no image ${quoted(image)}. To evaluate on the others, say --subset.`,
          );
        }
        unlisted++;
        continue;
      }
      const indexOf = (label: string) => find(label, row);
      const all = labelledObjects(found, indexOf);
      isNamed[position] = 1;
      valid[position] = all.flatMap(({ labels }) => labels);
      originals[position] = original === undefined ? [] : [indexOf(original)];
      objects[position] = { objects: all, mainLabel: indexOf(mainLabel), mainObject };
    }
    return {
      source: { kind: "file", format: "objects-jsonl" },
      valid,
      isNamed,
      unlisted,
      others: {
        "agreed-only": noProvenance,
        "refined-only": noProvenance,
        union: noVotes,
        intersection: noVotes,
      },
      originals: originals.some((list) => list.length > 0) ? originals : null,
      proposers: [],
      reading,
      objects,
    };
  };
}
