import { createHash } from "node:crypto";
import type { FinalLabels } from "../../db/outcome/finalLabels.ts";

/**
 * Hashes the sorted lines of labels, so that the same labels give the same hash, whatever order they were stored in.
 *
 * @param read gives the labels in the byte order of their keys, which is the lines' own order except where a key holds
 *   a space, a quotation mark or the like; only then are all lines held in memory
 */
export async function hashLabels(
  read: () => AsyncIterable<Pick<FinalLabels, "key" | "labels" | "provenance">>,
): Promise<string> {
  const hash = createHash("sha256");
  let last: string | undefined;
  for await (const line of listLines(read())) {
    if (last !== undefined && line < last) return hashSorted(await Array.fromAsync(listLines(read())));
    hash.update(last === undefined ? line : `\n${line}`);
    last = line;
  }
  return hash.digest("hex");
}

async function* listLines(labels: ReturnType<Parameters<typeof hashLabels>[0]>): AsyncGenerator<string> {
  for await (const { key, labels: list, provenance } of labels) yield JSON.stringify([key, list, provenance]);
}

const hashSorted = (lines: string[]) => createHash("sha256").update(lines.sort().join("\n")).digest("hex");
