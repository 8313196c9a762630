import { type MessagePort, workerData } from "node:worker_threads";
import pg from "pg";

export interface AskedAtOnce {
  url: string;
  /** Is woken when the answer has been sent. */
  answered: Int32Array<SharedArrayBuffer>;
  port: MessagePort;
}

const { url, answered, port } = workerData as AskedAtOnce;
// Counts are numbers.
pg.types.setTypeParser(20, Number);
const client = new pg.Client({ connectionString: url });
const connected = client.connect();

port.on("message", async (question: { text: string; values: unknown[] }) => {
  try {
    await connected;
    const { rows } = await client.query(question);
    port.postMessage({ rows });
  } catch (error) {
    port.postMessage({ failure: (error as Error).message });
  }
  Atomics.store(answered, 0, 1);
  Atomics.notify(answered, 0);
});
