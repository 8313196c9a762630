import { createHash, randomBytes, randomUUID } from "node:crypto";
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { secretFile } from "../actions/backup/listDataFiles.ts";
import type { Context } from "../actions/context.ts";
import { Failure } from "../contract/failure.ts";
import { keepSecretMark, markOf } from "../db/secretMark.ts";
import { commandFor } from "../files/commandFor.ts";

const bytes = 32;

type Place = Pick<Context, "dataFolder" | "secret">;

/**
 * The secret that signs this installation's cookies: a setting if several servers must share it; otherwise drawn at
 * random on the first start, and readable by its owner only.
 *
 * @throws Failure `bad-file`; `wrong-usage` where setting and file differ
 */
export function readSecret({ dataFolder, secret: given }: Place): string {
  const file = join(dataFolder, secretFile);
  if (given !== undefined) {
    if ((readIfThere(file) ?? given) === given) return given;
    throw new Failure(
      "wrong-usage",
      `MULTILABELFY_SECRET is another secret than ${file} holds. To keep everybody signed in, set it to what the file holds; to go on with the setting, move the file away: everybody signs in again, and codes of apps cannot be checked.`,
    );
  }
  const secret = readIfThere(file) ?? makeSecret(dataFolder, file);
  if (!/^[0-9a-f]{64}$/.test(secret)) {
    throw new Failure(
      "bad-file",
      `${file} is damaged. Delete it: a new one is made, and everybody signs in again.`,
    );
  }
  return secret;
}

function readIfThere(file: string): string | undefined {
  try {
    const secret = readFileSync(file, "utf8").trim();
    // Copying a backup back may have lost the mode.
    if ((statSync(file).mode & 0o777) !== 0o600) chmodSync(file, 0o600);
    return secret;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/**
 * Makes the servers of one PostgreSQL sign with the same secret: the others must accept what one of them signs.
 * @throws Failure `not-ready` if the others have another secret
 */
export async function shareSecret(ctx: Place & Pick<Context, "db" | "dialect">): Promise<void> {
  if (ctx.dialect === "sqlite") return;
  const mark = markOf(readSecret(ctx));
  if ((await keepSecretMark(ctx.db, mark)) === mark) return;
  const own = ctx.secret === undefined ? join(ctx.dataFolder, secretFile) : "MULTILABELFY_SECRET";
  throw new Failure(
    "not-ready",
    `The servers of this database sign by another secret than ${own} is. Set MULTILABELFY_SECRET to theirs (the file “secret” in their data folder). Where that is lost, stop all servers and run: ${commandFor("users renew-secret", { data: ctx.dataFolder })}`,
  );
}

/** Distinguishes installations without revealing the secret. */
export const nameInstallation = (secret: string): string =>
  createHash("sha256").update(secret).digest("hex").slice(0, 8);

/** Two programs may start at once: linking a finished file lets one win, so that nobody reads half a secret. */
function makeSecret(dataFolder: string, file: string): string {
  mkdirSync(dataFolder, { recursive: true });
  const unfinished = join(dataFolder, `secret.${randomUUID()}.tmp`);
  try {
    writeFileSync(unfinished, `${randomBytes(bytes).toString("hex")}\n`, { mode: 0o600, flag: "wx" });
    linkSync(unfinished, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(unfinished, { force: true });
  }
  return readFileSync(file, "utf8").trim();
}
