import { execFileSync } from "node:child_process";

interface Running {
  pid: number;
  /** Processor time that it has used so far. */
  seconds: number;
}

function listRunning(of: number): Running[] {
  const rows = execFileSync("ps", ["-A", "-o", "pid=,ppid=,time=,args="], { encoding: "utf8" }).split("\n");
  return rows.flatMap((row) => {
    const [pid, parent, time = "", ...command] = row.trim().split(/\s+/);
    if (Number(parent) !== of || !command.join(" ").includes("classifierProcess")) return [];
    // 00:00:01 on Linux, 0:01.23 on macOS.
    const seconds = time.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
    return [{ pid: Number(pid), seconds }];
  });
}

/** The classifier processes that a process has started and that still run. */
export const classifierProcesses = (of: number): number[] => listRunning(of).map(({ pid }) => pid);

/**
 * Sends a signal to each classifier process of a process, once it has worked for some time: processor time, so that a
 * busy machine makes no difference.
 *
 * @param most how many are killed
 * @returns a function that stops it and tells how many were killed
 */
export function killClassifiers(
  of: number,
  { signal, afterSeconds, most }: { signal: NodeJS.Signals; afterSeconds: number; most: number },
): () => number {
  const killed = new Set<number>();
  const timer = setInterval(() => {
    for (const { pid, seconds } of listRunning(of)) {
      if (seconds < afterSeconds || killed.has(pid) || killed.size >= most) continue;
      killed.add(pid);
      process.kill(pid, signal);
    }
  }, 50);
  return () => {
    clearInterval(timer);
    return killed.size;
  };
}
