import { setImmediate } from "node:timers/promises";
import { Failure } from "../../../contract/failure.ts";
import type { Label } from "../../../contract/labels/labelSpace.ts";
import { type Formers, formersIn, heirOf } from "../../../core/labels/labelFate.ts";
import { findImagesByKey, listOriginalLabelsOf } from "../../../db/images/image.ts";
import { findWorkedWith } from "../../../db/images/imageImport.ts";
import type { Db } from "../../../db/schema.ts";
import { commandFor } from "../../../files/commandFor.ts";
import { type ImportRow, type ImportRows, nameSome, type Refusal, whereIs } from "../importSource.ts";

/** What an import will do. */
export interface ImportPlan {
  /** New rows, by position in the source. */
  added: Int32Array;
  /** Original labels for existing images without any, by image id. */
  labelled: Map<string, readonly number[]>;
  /** Existing images without a file, whose file has been found. */
  found: { id: string; path: string }[];
  alreadyThere: number;
  /** The stored keys of rows that exist under another key than their own. */
  otherKeys: Map<number, string>;
  /** Rows whose names belong to other files of the project, by position in the source. */
  refused: Map<number, Refusal>;
}

interface Target {
  project: string;
  dataFolder: string;
  /** The import root, if it already exists. */
  root: string | undefined;
  labels: readonly Label[];
  withoutFiles?: boolean | undefined;
  signal?: AbortSignal | undefined;
}

type Stored = Awaited<ReturnType<typeof findImagesByKey>> extends Map<string, infer Image> ? Image : never;

const chunkSize = 2500;

/**
 * Finds out which rows of a source are new, which exist already, and what those lack. Writes nothing.
 *
 * @throws Failure `conflict` where a stored original label differs from the source's, or an image would get one
 * although people have worked with it
 */
export async function planImport(db: Db, target: Target, rows: ImportRows): Promise<ImportPlan> {
  const planner = new Planner(db, target, rows.length);
  for (let first = 0; first < rows.length; first += chunkSize) {
    await setImmediate();
    target.signal?.throwIfAborted();
    const length = Math.min(chunkSize, rows.length - first);
    await planner.take(
      Array.from({ length }, (_, at) => rows.at(first + at)!),
      first,
    );
  }
  return planner.finish();
}

class Planner {
  private readonly plan: ImportPlan;
  private added = 0;
  private readonly conflicts: Refusal[] = [];
  private readonly formers: Formers;
  private readonly db: Db;
  private readonly target: Target;

  constructor(db: Db, target: Target, rows: number) {
    this.db = db;
    this.target = target;
    this.plan = {
      added: new Int32Array(rows),
      labelled: new Map(),
      found: [],
      alreadyThere: 0,
      otherKeys: new Map(),
      refused: new Map(),
    };
    this.formers = formersIn(target.labels);
  }

  /** @param first position of the first of the rows in the source */
  async take(rows: readonly ImportRow[], first: number): Promise<void> {
    const { db, target } = this;
    const keys = rows.flatMap(({ key, otherKey }) => (otherKey === undefined ? [key] : [key, otherKey]));
    const stored = await findImagesByKey(db, target.project, keys);
    const ids = [...stored.values()].map(({ id }) => id);
    const originals = await listOriginalLabelsOf(db, ids);
    const unlabelled: [image: Stored, row: ImportRow][] = [];
    for (const [at, row] of rows.entries()) {
      const other = row.otherKey === undefined ? undefined : stored.get(row.otherKey);
      const image = this.isHere(other, row) ? other : stored.get(row.key);
      if (!image) this.plan.added[this.added++] = first + at;
      else if (!this.isHere(image, row)) this.refuse(row, first + at);
      else {
        if (image.key !== row.key) this.plan.otherKeys.set(first + at, image.key);
        if (this.isThere(image, row, this.asNow(originals.get(image.id) ?? [])))
          unlabelled.push([image, row]);
      }
    }
    const workedWith = await findWorkedWith(
      db,
      unlabelled.map(([{ id }]) => id),
    );
    for (const [{ id }, row] of unlabelled) {
      if (!workedWith.has(id)) this.plan.labelled.set(id, row.originals);
      else {
        this.conflicts.push({
          file: whereIs(row),
          reason: `it has no original label, people have worked with it so, and here it is ${this.nameAll(row.originals)}`,
        });
      }
    }
  }

  finish(): ImportPlan {
    const { conflicts } = this;
    if (conflicts.length === 0) return { ...this.plan, added: this.plan.added.subarray(0, this.added) };
    const named = conflicts.map(({ file, reason }) => `${file}: ${reason}`);
    const images = conflicts.length === 1 ? "1 image contradicts" : `${conflicts.length} images contradict`;
    throw new Failure(
      "conflict",
      `${images} the original labels that are stored: ${nameSome(named, 10, "; ")}. ` +
        "Nothing was imported. Correct the source; or, if the earlier import was wrong and nobody has worked with its images, take it out: " +
        commandFor("import undo", { data: this.target.dataFolder }),
      { conflicts },
    );
  }

  /** Stored labels, replaced by those they were merged into. */
  private asNow(stored: readonly number[]): number[] {
    return [...new Set(stored.map((label) => heirOf(label, this.formers)))].sort((a, b) => a - b);
  }

  private isHere(image: Stored | undefined, row: ImportRow): boolean {
    return (
      image !== undefined &&
      image.rootId === this.target.root &&
      image.path.normalize("NFC") === row.path.normalize("NFC")
    );
  }

  private refuse(row: ImportRow, at: number): void {
    const reason = `Another file of the project is called “${row.key}” too. Rename one of them.`;
    this.plan.refused.set(at, { file: whereIs(row), reason });
  }

  /** @returns whether the image lacks the row's original labels */
  private isThere(image: Stored, row: ImportRow, known: readonly number[]): boolean {
    this.plan.alreadyThere++;
    if (image.fileState === "none" && !this.target.withoutFiles)
      this.plan.found.push({ id: image.id, path: row.path });
    const { originals } = row;
    // A source without labels contradicts nothing.
    if (originals.length === 0 || sameSet(known, originals)) return false;
    if (known.length === 0) return true;
    this.conflicts.push({
      file: whereIs(row),
      reason: `it is stored as ${this.nameAll(known)}, and here it is ${this.nameAll(originals)}`,
    });
    return false;
  }

  private nameAll(indices: readonly number[]): string {
    return indices.map((index) => this.target.labels[index]?.name ?? String(index)).join(" and ");
  }
}

const sameSet = (a: readonly number[], b: readonly number[]) =>
  a.length === b.length && a.every((label) => b.includes(label));
