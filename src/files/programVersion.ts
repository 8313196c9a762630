import { readFileSync } from "node:fs";

/** The version of this program, of its package. */
export const programVersion: string = JSON.parse(
  readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
).version;
