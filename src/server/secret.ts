import { randomBytes, randomUUID } from "node:crypto";
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../contract/failure.ts";

const bytes = 32;

/**
 * What this installation signs its cookies with: made at random on the first start, and readable by its owner only.
 * Whoever deletes the file signs everybody out, and nothing else.
 */
export function readSecret(dataFolder: string): string {
  const file = join(dataFolder, "secret");
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
    // A backup that was copied back may have lost the mode.
    if ((statSync(file).mode & 0o777) !== 0o600) chmodSync(file, 0o600);
    return secret;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Two programs may start at once: linking a finished file lets one win, and nobody reads half a secret. */
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
