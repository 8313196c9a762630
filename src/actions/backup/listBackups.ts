import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Backups } from "../../contract/backup/backups.ts";
import { quoteWord } from "../../contract/writeCommand.ts";
import { commandFor } from "../../files/commandFor.ts";
import type { Context } from "../context.ts";
import { findBackupPlace } from "./backupPlace.ts";
import { backupPrefix, hashEnding } from "./keepBackup.ts";

/** The backups of an installation that its server keeps, the newest first. Incomplete backups have other names. */
export async function listBackups(
  ctx: Pick<Context, "backups" | "dataFolder" | "dialect" | "storage">,
  { installation }: { installation: string },
): Promise<Backups> {
  const place = findBackupPlace(ctx);
  if (!place) return { place: null, backups: [] };
  const names = await readdir(place.folder).catch(() => []);
  const backups: Backups["backups"] = [];
  for (const isAsked of [true, false]) {
    const prefix = backupPrefix(installation, { isAsked });
    for (const name of names) {
      const madeAt = name.startsWith(prefix) ? readTime(name.slice(prefix.length)) : undefined;
      const file = join(place.folder, name);
      const found = madeAt === undefined ? undefined : await stat(file).catch(() => undefined);
      if (madeAt === undefined || !found?.isFile()) continue;
      backups.push({
        ...{ file, madeAt, bytes: found.size, sha256: await readHash(file), isAsked },
        restore: commandFor(`restore ${quoteWord(file)}`, { data: "NEW-FOLDER" }),
      });
    }
  }
  backups.sort((a, b) => (a.madeAt < b.madeAt ? 1 : -1));
  return { place, backups };
}

/** The time in a backup's name; undefined for anything else. */
function readTime(rest: string): string | undefined {
  const found = /^(\d{4}-\d\d-\d\dT\d\d)-(\d\d)-(\d\d\.\d{3}Z)\.tar$/.exec(rest);
  return found ? `${found[1]}:${found[2]}:${found[3]}` : undefined;
}

async function readHash(file: string): Promise<string | null> {
  const text = await readFile(file + hashEnding, "utf8").catch(() => "");
  return /^([0-9a-f]{64}) {2}/.exec(text)?.[1] ?? null;
}
