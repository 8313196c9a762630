// Computes findings for the server that asks, one at a time. Whatever goes wrong here ends only this process.
import { Failure } from "../../contract/failure.ts";
import { openDatabase } from "../../db/sql/openDatabase.ts";
import type { FromFindings, ToFindings } from "./findingMessages.ts";
import { runTask } from "./task.ts";

async function answer({ address, task }: ToFindings): Promise<FromFindings> {
  try {
    const db = await openDatabase(address);
    try {
      const start = performance.now();
      const finding = await runTask({ db, dialect: address.kind, now: () => new Date() }, task);
      return { finding, took: performance.now() - start };
    } finally {
      await db.destroy();
    }
  } catch (error) {
    if (error instanceof Failure) return { failure: { code: error.code, message: error.message } };
    // The server logs it.
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

process.on("message", async (message: ToFindings) => {
  process.send?.(await answer(message), undefined, undefined, () => {});
});
process.on("disconnect", () => process.exit());
// Ctrl+C reaches the whole process group; the server decides when this process ends.
process.on("SIGINT", () => {});
