import { checkStorage } from "../../storage/checkStorage.ts";
import type { Storage } from "../../storage/storage.ts";
import type { Diagnosis } from "./diagnosis.ts";

/** Whether the bucket that holds the files can be used; nothing where they are kept in a folder. */
export async function examineBucket(storage: Storage): Promise<Diagnosis[]> {
  if (!storage.bucket) return [];
  const place = storage.locationOf("");
  try {
    await checkStorage(storage);
    return [{ check: "storage", state: "ok", found: `${place} answers.` }];
  } catch (error) {
    return [
      {
        check: "storage",
        state: "problem",
        found: (error as Error).message,
        mend: "Then run doctor again: until then nobody can tell whether files are as they were.",
      },
    ];
  }
}
