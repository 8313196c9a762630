import { setPriority } from "node:os";
import type { DatabaseAddress } from "../../db/sql/openDatabase.ts";
import { openStorage, type StoragePlace } from "../../storage/openStorage.ts";
import { keepBackup } from "./keepBackup.ts";

export interface ScheduledBackup {
  address: DatabaseAddress;
  dataFolder: string;
  storage: StoragePlace;
  folder: string;
  /** Prefix of the names of this installation's backups. */
  prefix: string;
  /** The time by the clock of the process that asked for it. */
  at: string;
  keep: number;
}

export type ScheduledOutcome = { file: string } | { failure: string };

process.once("message", async (input: ScheduledBackup) => {
  const outcome = await run(input).catch((error: Error) => ({ failure: error.message }));
  process.send?.(outcome, () => process.disconnect());
});
// The process that waits for it is gone.
process.once("disconnect", () => process.exit());

async function run({ storage, at, ...input }: ScheduledBackup): Promise<ScheduledOutcome> {
  // People's requests come first.
  setPriority(10);
  const { file } = await keepBackup({
    ...input,
    storage: openStorage(input.dataFolder, storage),
    now: () => new Date(at),
  });
  return { file };
}
