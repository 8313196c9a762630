import type { Db } from "../schema.ts";

/** Reads rows of several ids, by id; those of which there is nothing are missing. */
type Read<T> = (db: Db, ids: readonly string[]) => Promise<ReadonlyMap<string, T>>;

interface Asked {
  ids: Set<string>;
  found: Promise<ReadonlyMap<string, unknown>>;
}

const asked = new WeakMap<Db, Map<Read<never>, Asked>>();

/** Ids in a statement: both databases bound the number of its parameters. */
const maxIds = 500;

/**
 * What is stored of one id, read with whatever else is asked for by the same function at the same moment: the pages of
 * twenty images that are made at once cost as many statements as one page.
 *
 * @param read always the same function, not one that is made for the call
 */
export async function readTogether<T>(db: Db, id: string, read: Read<T>): Promise<T | undefined> {
  const reads = asked.get(db) ?? new Map<Read<never>, Asked>();
  asked.set(db, reads);
  let together = reads.get(read as Read<never>);
  if (!together || together.ids.size >= maxIds) {
    const ids = new Set<string>();
    // Whoever asks at the same moment has done so before this runs.
    const found = Promise.resolve().then(() => {
      if (reads.get(read as Read<never>)?.ids === ids) reads.delete(read as Read<never>);
      return read(db, [...ids]);
    });
    together = { ids, found };
    reads.set(read as Read<never>, together);
  }
  together.ids.add(id);
  return ((await together.found) as ReadonlyMap<string, T>).get(id);
}
