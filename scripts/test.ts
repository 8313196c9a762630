// Checks the code, builds the pages, and runs every test: `npm test`. With file names, only the tests in them.
import { spawnSync } from "node:child_process";
import { ensureChromium } from "./findChromium.ts";

const chosen = process.argv.slice(2);

function run(command: string, ...args: string[]): void {
  const { status } = spawnSync(command, args, { stdio: "inherit", shell: process.platform === "win32" });
  if (status !== 0) process.exit(status ?? 1);
}

if (chosen.length === 0) run("node", "scripts/check.ts");
try {
  ensureChromium();
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
run("node", "scripts/build.ts");
run("vitest", "run", ...chosen);
