import { parentPort, workerData } from "node:worker_threads";
import { Failure } from "../../contract/failure.ts";
import { type DatabaseAddress, openDatabase } from "../../db/sql/openDatabase.ts";
import { runTask, type Task } from "./task.ts";

const { address, task } = workerData as { address: DatabaseAddress; task: Task };

const db = await openDatabase(address);
try {
  const finding = await runTask(db, task);
  const { ids, keys, lists } = finding;
  const parts = [ids.bytes, ids.ends, keys.bytes, keys.ends, ...Object.values(lists)];
  parentPort?.postMessage(
    { finding },
    parts.map(({ buffer }) => buffer),
  );
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  parentPort?.postMessage({ failure: { code: error.code, message: error.message } });
} finally {
  await db.destroy();
}
