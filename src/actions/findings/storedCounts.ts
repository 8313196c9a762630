import { text } from "node:stream/consumers";
import { programVersion } from "../../files/programVersion.ts";
import type { Storage } from "../../storage/storage.ts";
import { withoutImages } from "./finding.ts";
import type { FindingStore } from "./keepFindings.ts";
import type { Reports } from "./task.ts";

/** Counts that pages show with their time. Others must not be outdated unnoticed. */
const dated: ReadonlySet<string> = new Set(["overview", "batches", "pace", "noLabel", "objects"]);

const keyOf = (project: string, counted: string) => `counts/${project}/${counted}.json`;

/**
 * Keeps counts in the storage, so that a restarted server answers with the earlier ones while it counts anew. They can
 * be lost: counts that are missing, unreadable, or from another version of the program are ignored.
 */
export const keepCountsStored = (storage: Storage): FindingStore => ({
  async read(task) {
    if (task.kind !== "counts" || !dated.has(task.name)) return undefined;
    try {
      const opened = await storage.open(keyOf(task.project, task.name));
      if (!opened) return undefined;
      const { program, report, ...kept } = JSON.parse(await text(opened.stream));
      return program === programVersion
        ? { ...kept, finding: withoutImages(report as Reports["counts"]) }
        : undefined;
    } catch {
      return undefined;
    }
  },
  async write(task, { finding, ...kept }) {
    if (task.kind !== "counts" || !dated.has(task.name)) return;
    const stored = JSON.stringify({ program: programVersion, ...kept, report: finding.report });
    await storage.put(keyOf(task.project, task.name), [stored]);
  },
});

export const removeCounts = (storage: Storage, project: string): Promise<void> =>
  storage.within(`counts/${project}`).removeAll();
