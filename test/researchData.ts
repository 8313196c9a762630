import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../shared/data", import.meta.url));

/** Public research data that some tests use and the repository does not carry; undefined where it is missing. */
export const researchData: string | undefined = existsSync(folder) ? folder : undefined;
