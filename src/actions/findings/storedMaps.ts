import { text } from "node:stream/consumers";
import type { ImageLayout } from "../../contract/images/imageMap.ts";
import { programVersion } from "../../files/programVersion.ts";
import type { Storage } from "../../storage/storage.ts";
import type { Finding } from "./finding.ts";
import type { FindingStore } from "./keepFindings.ts";
import { packTexts, textAt } from "./packedTexts.ts";

/** Beside the counts: both are recomputed where they are missing. */
const keyOf = (project: string) => `counts/${project}/map.json`;

/**
 * Keeps the layouts of images in the storage, with the model they are based on, because they take minutes where there
 * are many images. They can be lost: layouts that are missing, unreadable, or from another version of the program are
 * ignored.
 */
export const keepMapsStored = (storage: Storage): FindingStore => ({
  async read(task) {
    if (task.kind !== "map") return undefined;
    try {
      const opened = await storage.open(keyOf(task.project));
      if (!opened) return undefined;
      const { program, report, ids, keys, ...kept } = JSON.parse(await text(opened.stream));
      if (program !== programVersion) return undefined;
      return { ...kept, finding: { report, ids: packTexts(ids), keys: packTexts(keys), lists: {} } };
    } catch {
      return undefined;
    }
  },
  async write(task, { finding, ...kept }) {
    if (task.kind !== "map") return;
    const { report, ids, keys } = finding as Finding<ImageLayout>;
    const texts = (packed: typeof ids) => Array.from(packed.ends.keys(), (at) => textAt(packed, at));
    const stored = { program: programVersion, ...kept, report, ids: texts(ids), keys: texts(keys) };
    await storage.put(keyOf(task.project), [JSON.stringify(stored)]);
  },
});
