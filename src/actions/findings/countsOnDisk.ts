import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { programVersion } from "../../files/programVersion.ts";
import { makeFolder } from "../../files/syncFiles.ts";
import { writeFileWhole } from "../../files/writeFileWhole.ts";
import { withoutImages } from "./finding.ts";
import type { FindingStore } from "./keepFindings.ts";
import type { Reports } from "./task.ts";

/** Counts that pages show with the time they are of. Others must not be old without a word. */
const dated: ReadonlySet<string> = new Set(["overview", "batches", "pace", "noLabel"]);

const folderOf = (dataFolder: string, project: string) => join(dataFolder, "counts", project);

/**
 * Keeps counts in the data folder, so that a server that starts again answers with those of before while it counts anew.
 * They can be lost: a file that is missing, cannot be read, or is of another version of the program is none.
 */
export const keepCountsOnDisk = (dataFolder: string): FindingStore => ({
  async read(task) {
    if (task.kind !== "counts" || !dated.has(task.of)) return undefined;
    try {
      const file = join(folderOf(dataFolder, task.project), `${task.of}.json`);
      const { program, report, ...kept } = JSON.parse(await readFile(file, "utf8"));
      return program === programVersion
        ? { ...kept, finding: withoutImages(report as Reports["counts"]) }
        : undefined;
    } catch {
      return undefined;
    }
  },
  async write(task, { finding, ...kept }) {
    if (task.kind !== "counts" || !dated.has(task.of)) return;
    const folder = folderOf(dataFolder, task.project);
    await makeFolder(folder);
    const text = JSON.stringify({ program: programVersion, ...kept, report: finding.report });
    await writeFileWhole(join(folder, `${task.of}.json`), [text], { force: true });
  },
});

export const removeCounts = (dataFolder: string, project: string): Promise<void> =>
  rm(folderOf(dataFolder, project), { recursive: true, force: true });
