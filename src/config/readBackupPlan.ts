import { resolve } from "node:path";
import type { BackupPlan } from "../contract/backup/backupPlan.ts";

/**
 * A folder, "every" so many hours or days (24h), "keep" so many (7); undefined for anything else.
 *
 * @param base what the folder is relative to
 */
export function readBackupPlan(text: string, base = process.cwd()): BackupPlan | undefined {
  const words = text.trim().split(" ");
  const takeLast = (name: string, otherwise: string) =>
    words.at(-2) === name ? words.splice(-2)[1]! : otherwise;
  const keep = /^[1-9]\d{0,3}$/.exec(takeLast("keep", "7"));
  const every = /^([1-9]\d{0,3})([hd])$/.exec(takeLast("every", "24h"));
  const folder = words.join(" ");
  if (!keep || !every || folder === "" || words.includes("keep") || words.includes("every")) return undefined;
  return {
    folder: resolve(base, folder),
    everyHours: Number(every[1]) * (every[2] === "d" ? 24 : 1),
    keep: Number(keep[0]),
  };
}
