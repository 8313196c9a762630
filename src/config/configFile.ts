import { readFileSync } from "node:fs";
import { resolve } from "node:path";

export const configFileName = "multilabelfy.config.json";
/** The variable that names a config file elsewhere. */
export const configVariable = "MULTILABELFY_CONFIG";

export interface ConfigFile {
  /** Absolute. */
  path: string;
  /** Its entries as written. */
  entries: Record<string, unknown>;
}

/**
 * The config file named by the environment, or the one in the folder where the program was started.
 *
 * @returns null if there is none
 * @throws Error with the file and what is wrong
 */
export function readConfigFile(): ConfigFile | null {
  const named = process.env[configVariable];
  const path = resolve(named || configFileName);
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (!named && (error as NodeJS.ErrnoException).code === "ENOENT") return null;
    const why = (error as NodeJS.ErrnoException).code === "ENOENT" ? "is not there" : "cannot be read";
    throw new Error(
      named
        ? `The config file ${path}, which ${configVariable} names, ${why}.`
        : `The config file ${path} ${why}.`,
    );
  }
  let entries: unknown;
  try {
    entries = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw new Error(`The config file ${path} is no JSON.`);
  }
  if (typeof entries !== "object" || entries === null || Array.isArray(entries))
    throw new Error(`The config file ${path} must be an object of settings: { "port": 4400 }.`);
  return { path, entries: entries as Record<string, unknown> };
}
