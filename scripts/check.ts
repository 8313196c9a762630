// Everything that can be known of the code without running it. One line per check; what failed prints its findings.
import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import pLimit from "p-limit";

/** The native compiler takes half the time; scripts that read TypeScript need the one that is a library. */
const types = ["node", "node_modules/typescript-native/bin/tsc", "-p"];

/** Those that take longest come first, so that none is left over at the end. */
const checks: [name: string, ...command: string[]][] = [
  ["types", ...types, "tsconfig.json"],
  ["format and lint", "biome", "check", "--diagnostic-level=warn", "."],
  ["style sheets take from the one of the theme", "stylelint", "src/web/**/*.css"],
  ["no expression is slow on long text", "node", "scripts/findSlowExpressions.ts"],
  ["types of the pages", ...types, "tsconfig.web.json"],
  ["unused code", "knip"],
  ["import direction", "depcruise", "--config", ".dependency-cruiser.cjs", "src"],
  ["types of stats and core, without Node or a browser", ...types, "tsconfig.pure.json"],
  ["stages are asked, not compared by name", "node", "scripts/findStageNames.ts"],
  ["tests wait long enough for a busy machine", "node", "scripts/findShortWaits.ts"],
  ["bytes of projects are reached through the storage", "node", "scripts/findDiskPaths.ts"],
  ["names in files are compared in one form", "node", "scripts/findBareTrims.ts"],
  ["words of the pages are in one place", "node", "scripts/findInlineWords.ts"],
  ["every promise of docs/guarantees.md has its proof", "node", "scripts/findMissingProofs.ts"],
  ["links of the documents lead somewhere", "node", "scripts/findBrokenLinks.ts"],
  ["every document has its place on the site", "node", "scripts/findUnlistedPages.ts"],
  ["the resampler's module is what its source makes", "node", "scripts/makeResampleWasm.ts", "--check"],
  ["the label space is what its script makes", "node", "label-spaces/makeImagenet1k.mjs", "--check"],
];

/** Runs a check and prints what came of it. @returns whether it passed */
function run([name, command, ...args]: (typeof checks)[number]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command!, args, {
      stdio: ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32",
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    }
    child.on("error", (error) => {
      output += `${error.message}\n`;
    });
    child.on("close", (status) => {
      console.log(status === 0 ? `ok     ${name}` : `FAILED ${name}\n${output}\n`);
      resolve(status === 0);
    });
  });
}

const atOnce = pLimit(availableParallelism());
const results = await Promise.all(checks.map((check) => atOnce(run, check)));
const failed = results.filter((passed) => !passed).length;
if (failed > 0) {
  console.log(`${failed} of ${checks.length} checks failed. \`npm run format\` mends formatting.`);
  process.exit(1);
}
