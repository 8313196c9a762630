// Loaded before the program (`node --import`): an image in whose name is “ends-classifier” aborts the process that runs
// the model when it gets it, as a fault in native code does, and one with “ends-all” kills the whole program at the moment
// at which it is handed on, as a system does whose memory is used up.
import processes from "node:child_process";
import { syncBuiltinESMExports } from "node:module";

const isFor = (message: unknown, word: string): boolean =>
  (message as { type?: string }).type === "classify" && JSON.stringify(message).includes(word);

const { fork } = processes;
processes.fork = ((...args: Parameters<typeof fork>) => {
  const child = fork(...args);
  const send = child.send.bind(child) as (...all: unknown[]) => boolean;
  child.send = (...all: unknown[]) => {
    if (isFor(all[0], "ends-all")) process.kill(process.pid, "SIGKILL");
    return send(...all);
  };
  return child;
}) as typeof fork;
syncBuiltinESMExports();

if (/classifierProcess/.test(process.argv[1] ?? ""))
  process.on("message", (message) => {
    if (isFor(message, "ends-classifier")) process.abort();
  });
