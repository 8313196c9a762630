import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";
import type { AskedAtOnce } from "./askPostgresWorker.ts";

/** A PostgreSQL that is asked as SQLite is: in SQLite's words, and answering before anything else happens. */
export function openAtOnce(url: string) {
  const answered = new Int32Array(new SharedArrayBuffer(4));
  const { port1: here, port2: there } = new MessageChannel();
  const worker = new Worker(new URL("./askPostgresWorker.ts", import.meta.url), {
    workerData: { url, answered, port: there } satisfies AskedAtOnce,
    transferList: [there],
  });
  worker.unref();
  here.unref();
  return {
    ask(query: string, parameters: readonly unknown[]): unknown[] {
      Atomics.store(answered, 0, 0);
      here.postMessage({ text: inPostgres(query), values: parameters });
      Atomics.wait(answered, 0, 0);
      const { rows, failure } = receiveMessageOnPort(here)!.message;
      if (failure !== undefined) throw new Error(`${failure}: ${query}`);
      return rows;
    },
    close: () => void worker.terminate(),
  };
}

/** Names with capitals are quoted, and parameters numbered. */
function inPostgres(query: string): string {
  let parameters = 0;
  return query.replace(/"[^"]*"|'[^']*'|\?|\b[a-z]+[A-Z]\w*/g, (part) => {
    if (part === "?") return `$${++parameters}`;
    return /^["']/.test(part) ? part : `"${part}"`;
  });
}
