// Everything that can be known of the code without running it. One line per check; what failed prints its findings.
import { spawnSync } from "node:child_process";

const checks: [name: string, command: string, ...args: string[]][] = [
  ["format and lint", "biome", "check", "--diagnostic-level=warn", "."],
  ["types", "tsc", "-p", "tsconfig.json"],
  ["types of stats and core, without Node or a browser", "tsc", "-p", "tsconfig.pure.json"],
  ["types of the pages", "tsc", "-p", "tsconfig.web.json"],
  ["import direction", "depcruise", "--config", ".dependency-cruiser.cjs", "src"],
  ["unused code", "knip"],
  ["words of the pages are in one place", "node", "scripts/findInlineWords.ts"],
  ["stages are asked, not compared by name", "node", "scripts/findStageNames.ts"],
  ["bytes of projects are reached through the storage", "node", "scripts/findDiskPaths.ts"],
  ["no expression is slow on long text", "node", "scripts/findSlowExpressions.ts"],
  ["every promise of docs/guarantees.md has its proof", "node", "scripts/findMissingProofs.ts"],
  ["links of the documents lead somewhere", "node", "scripts/findBrokenLinks.ts"],
  ["the label space is what its script makes", "node", "label-spaces/makeImagenet1k.mjs", "--check"],
];

let failed = 0;
for (const [name, command, ...args] of checks) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: "utf8",
    shell: process.platform === "win32",
    maxBuffer: 64e6,
  });
  console.log(`${status === 0 ? "ok    " : "FAILED"} ${name}`);
  if (status !== 0) {
    failed++;
    console.log(`${stdout}${stderr}\n`);
  }
}
if (failed > 0) {
  console.log(`${failed} of ${checks.length} checks failed. \`npm run format\` mends formatting.`);
  process.exit(1);
}
