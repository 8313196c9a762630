import { createHash } from "node:crypto";
import type { FinalLabels } from "../db/finalLabels.ts";

/** The same labels give the same hash, whatever the order in which they were stored. */
export function hashLabels(final: readonly FinalLabels[]): string {
  const lines = final.map(({ key, labels, provenance }) => JSON.stringify([key, labels, provenance])).sort();
  return createHash("sha256").update(lines.join("\n")).digest("hex");
}
