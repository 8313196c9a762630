import { execFileSync } from "node:child_process";

interface Running {
  pid: number;
  /** Processor time that it has used so far. */
  seconds: number;
}

function listRunning(owner: number): Running[] {
  const rows = execFileSync("ps", ["-A", "-o", "pid=,ppid=,time=,args="], { encoding: "utf8" }).split("\n");
  return rows.flatMap((row) => {
    const [pid, parent, time = "", ...command] = row.trim().split(/\s+/);
    if (Number(parent) !== owner || !command.join(" ").includes("classifierProcess")) return [];
    // 00:00:01 on Linux, 0:01.23 on macOS.
    const seconds = time.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
    return [{ pid: Number(pid), seconds }];
  });
}

/** The classifier processes that a process has started and that still run. */
export const classifierProcesses = (owner: number): number[] => listRunning(owner).map(({ pid }) => pid);

/**
 * Sends a signal to each classifier process of a process, once it has worked for some time: processor time, so that a
 * busy machine makes no difference.
 *
 * @param max how many are killed
 * @returns a function that stops it and tells how many were killed
 */
export function killClassifiers(
  owner: number,
  { signal, afterSeconds, max }: { signal: NodeJS.Signals; afterSeconds: number; max: number },
): () => number {
  const killed = new Set<number>();
  const timer = setInterval(() => {
    for (const { pid, seconds } of listRunning(owner)) {
      if (seconds < afterSeconds || killed.has(pid) || killed.size >= max) continue;
      killed.add(pid);
      process.kill(pid, signal);
    }
  }, 50);
  return () => {
    clearInterval(timer);
    return killed.size;
  };
}
