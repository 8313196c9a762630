// Builds the documentation as a site of plain files in `site/dist`, or in another folder that is named; --serve shows it
// then. What builds it has a list of dependencies of its own, so that nobody who wants to label waits for it.
import { spawnSync } from "node:child_process";
import { cpSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { files, pages } from "../site/pages.ts";

const repository = join(import.meta.dirname, "..");
const site = join(repository, "site");

const {
  values: { serve },
  positionals: [folder = join(site, "dist")],
} = parseArgs({ options: { serve: { type: "boolean" } }, allowPositionals: true });
const out = resolve(folder);

function run(program: string, args: string[]): void {
  const { status } = spawnSync(program, args, {
    cwd: site,
    stdio: "inherit",
    shell: program === "npm" && process.platform === "win32",
  });
  if (status !== 0) process.exit(status ?? 1);
}

/** Copies a file or folder of the repository to the same place below `into`. */
const copy = (path: string, into: string) =>
  cpSync(join(repository, path), join(into, path), { recursive: true });

const documents = join(site, "documents");
rmSync(documents, { recursive: true, force: true });
for (const document of pages.flatMap((group) => group.documents)) copy(document, documents);
copy("docs/pictures", documents);

// No package needs its install script here: esbuild's program comes as a package of its own.
run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
const vitepress = join(site, "node_modules/vitepress/bin/vitepress.js");
run(process.execPath, [vitepress, "build", ".", "--outDir", out]);
for (const file of files) copy(file, out);
cpSync(join(repository, "src/web/icon.svg"), join(out, "icon.svg"));
console.log(`The site is in ${out}`);
if (serve) run(process.execPath, [vitepress, "preview", ".", "--outDir", out]);
