import { commandFor } from "../../files/commandFor.ts";
import { listModelFiles, modelKeys } from "../../inference/storedModels.ts";
import { hashStored } from "../../storage/hashStored.ts";
import type { ReadableStorage } from "../../storage/storage.ts";
import type { Diagnosis } from "./diagnosis.ts";

/** Whether each added model exists with the content that it is named after. */
export async function examineModels(
  storage: ReadableStorage,
  { quick }: { quick: boolean },
): Promise<Diagnosis[]> {
  const files = await listModelFiles(storage).catch(() => []);
  const hashes = [...new Set(files.map(({ sha256 }) => sha256))].sort();
  if (hashes.length === 0) return [];
  const findings: Diagnosis[] = [];
  const check = "models";
  for (const sha256 of hashes) {
    const { modelKey, cardKey } = modelKeys(sha256);
    const model = storage.locationOf(modelKey);
    if (!(await storage.stat(modelKey))) {
      findings.push({
        check,
        state: "problem",
        found: `${model} is missing: only its card is there.`,
        mend: `Add the model again, or take it off with: ${commandFor("models remove NAME", { data: storage.locationOf("") })}`,
      });
    } else if (!quick && (await hashStored(storage, modelKey).catch(() => undefined)) !== sha256) {
      findings.push({
        check,
        state: "problem",
        found: `${model} is damaged, or cannot be read: its SHA-256 is another.`,
        mend: "Put the old file back, from a backup say, or remove the model and add it again.",
      });
    } else if (!(await storage.stat(cardKey))) {
      findings.push({
        check,
        state: "warning",
        found: `${model} has no card, so that nobody knows it.`,
        mend: "An addition that was interrupted left it: run it again, or delete the file.",
      });
    }
  }
  if (findings.length > 0) return findings;
  const how = quick ? "by name; without --quick their content is compared" : "by content";
  return [{ check, state: "ok", found: `${hashes.length} added models are as they were (${how}).` }];
}
