import { readFileSync } from "node:fs";

/**
 * The most memory that this process had at once, in MB. Linux counts into `maxRSS` what the process had that started
 * this one, as large as it may be; its own status does not.
 */
export function peakMegabytes(): number {
  const [, kilobytes] =
    process.platform === "linux"
      ? (/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8")) ?? [])
      : [];
  return (kilobytes === undefined ? process.resourceUsage().maxRSS : Number(kilobytes)) / 1024;
}
