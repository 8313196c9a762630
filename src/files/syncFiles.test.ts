import { spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "./testing/temporaryFolder.ts";

const folder = await temporaryFolder();
const canTrace = spawnSync("strace", ["-o", "/dev/null", "true"]).status === 0;
const source = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);

const programs = {
  "a copied image": `const { copyIntoProject } = await import(${source("../actions/images/parts/copyIntoProject.ts")});
    await copyIntoProject({ from: ${JSON.stringify(folder)}, to: ${JSON.stringify(join(folder, "copies"))}, paths: ["a.jpg"], move: false });`,
  "a file that is written whole": `const { writeFileWhole } = await import(${source("./writeFileWhole.ts")});
    await writeFileWhole(${JSON.stringify(join(folder, "a.csv"))}, ["image\\n"], { force: true });`,
};

test.skipIf(!canTrace).each(Object.entries(programs))(
  "%s has its content on the disk before its name, and its name before it counts (needs strace)",
  async (_, program) => {
    await writeFile(join(folder, "a.jpg"), "a photo");
    const log = join(folder, "trace");
    const calls = "trace=rename,renameat,renameat2,fsync,fdatasync,openat";
    const run = [process.execPath, "--input-type=module-typescript", "--eval", program];
    const { status, stderr } = spawnSync("strace", ["-f", "-y", "-e", calls, "-o", log, ...run]);
    expect(String(stderr)).toBe("");
    expect(status).toBe(0);
    const lines = (await readFile(log, "utf8")).split("\n");
    const rename = lines.findLastIndex((line) => /rename/.test(line) && line.includes(".tmp"));
    const synced = (line: string) => /f(data)?sync\(/.test(line);
    const content = lines.findIndex((line) => synced(line) && line.includes(".tmp>"));
    const name = lines.findIndex((line, at) => at > rename && synced(line) && !line.includes(".tmp>"));
    expect([content >= 0, content < rename, name > rename]).toEqual([true, true, true]);
  },
);
