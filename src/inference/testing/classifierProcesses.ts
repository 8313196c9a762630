import { execFileSync } from "node:child_process";

/** The classifier processes that a process has started and that still run. */
export function classifierProcesses(of: number): number[] {
  const rows = execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" }).split("\n");
  return rows.flatMap((row) => {
    const [pid, parent, ...command] = row.trim().split(/\s+/);
    return Number(parent) === of && command.join(" ").includes("classifierProcess") ? [Number(pid)] : [];
  });
}

/**
 * Sends a signal to each classifier process of a process, some time after it was first seen.
 *
 * @param most how many are killed
 * @returns a function that stops it and tells how many were killed
 */
export function killClassifiers(
  of: number,
  { signal, after, most }: { signal: NodeJS.Signals; after: number; most: number },
): () => number {
  const seen = new Set<number>();
  let killed = 0;
  const timer = setInterval(() => {
    for (const pid of classifierProcesses(of)) {
      if (seen.has(pid) || seen.size >= most) continue;
      seen.add(pid);
      setTimeout(() => {
        if (!classifierProcesses(of).includes(pid)) return;
        process.kill(pid, signal);
        killed++;
      }, after);
    }
  }, 50);
  return () => {
    clearInterval(timer);
    return killed;
  };
}
