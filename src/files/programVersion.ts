import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageFolder } from "./programPlace.ts";

/** The version of this program's package. */
export const programVersion: string = JSON.parse(
  readFileSync(join(packageFolder, "package.json"), "utf8"),
).version;
