import { isAbsolute } from "node:path";
import { type StoredFile, streamStoredFiles } from "../../db/images/storedFile.ts";
import { commandFor } from "../../files/commandFor.ts";
import { hashStored } from "../../storage/hashStored.ts";
import { openRoot } from "../../storage/openRoot.ts";
import type { ReadableStorage } from "../../storage/storage.ts";
import type { Context } from "../context.ts";
import { isJobFolder } from "../jobs/jobFiles.ts";
import type { Diagnosis } from "./diagnosis.ts";

const named = 3;

/** Paths: all are counted, the first are named. */
class Paths {
  count = 0;
  readonly #first: string[] = [];

  add(path: string): void {
    if (this.count++ < named) this.#first.push(path);
  }

  toString(): string {
    return `${this.#first.join(", ")}${this.count > named ? ` and ${this.count - named} more` : ""}`;
  }
}

/** Whether every file that a row names is there with its content, and which files no row names. */
export async function examineFiles(
  { db, storage }: Pick<Context, "db" | "storage">,
  { quick }: { quick: boolean },
): Promise<Diagnosis[]> {
  const [missing, changed] = [new Paths(), new Paths()];
  const known = new Set<string>();
  let files = 0;
  for await (const some of streamStoredFiles(db)) {
    for (const file of some) {
      files++;
      if (!isAbsolute(file.root)) known.add(`${file.root}/${file.path}`.normalize("NFC"));
      const root = openRoot(storage, file.root);
      const state = await compare(root, file, quick);
      if (state === "missing") missing.add(root.locationOf(file.path));
      if (state === "changed") changed.add(root.locationOf(file.path));
    }
  }
  const orphans = new Paths();
  for await (const key of storage.list("files", isJobFolder)) {
    if (!known.has(key.normalize("NFC"))) orphans.add(storage.locationOf(key));
  }
  const findings: Diagnosis[] = [];
  if (missing.count > 0) {
    findings.push({
      check: "files",
      state: "problem",
      found: `${missing.count} of ${files} files are missing: ${missing}.`,
      mend: `Put them back, mount their disk, restore a backup, or say where they are now: ${commandFor("import root move OLD NEW", { data: storage.locationOf("") })}`,
    });
  }
  if (changed.count > 0) {
    findings.push({
      check: "files",
      state: "problem",
      found: `${changed.count} of ${files} files are not what was imported: ${changed}.`,
      mend: "Put the old files back, from a backup say; until then they are not shown.",
    });
  }
  if (findings.length === 0) {
    const how = quick ? "by size; without --quick their content is compared" : "by content";
    findings.push({ check: "files", state: "ok", found: `${files} files are what was imported (${how}).` });
  }
  findings.push(
    orphans.count === 0
      ? { check: "orphans", state: "ok", found: "No file is left over." }
      : {
          check: "orphans",
          state: "warning",
          found: `${orphans.count} files belong to no image: ${orphans}.`,
          mend: "An import that was interrupted left them: run it again. If there is none, they can be deleted.",
        },
  );
  return findings;
}

async function compare(root: ReadableStorage, { path, sha256, bytes }: StoredFile, quick: boolean) {
  const found = await root.stat(path);
  if (!found) return "missing";
  if (bytes !== null && found.bytes !== bytes) return "changed";
  if (quick) return "same";
  const content = await hashStored(root, path).catch(() => undefined);
  if (content === undefined) return "missing";
  return content === sha256 ? "same" : "changed";
}
