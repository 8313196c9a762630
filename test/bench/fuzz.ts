// Changes sound files at random and reads them: `npm run bench -- fuzz [files of each sample] [seed]`.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mutate } from "../fuzz/mutate.ts";
import { listReaders, tryReader } from "../fuzz/readers.ts";

const [each = 1000, start = Date.now()] = process.argv.slice(2).map(Number);
const folder = await mkdtemp(join(tmpdir(), "multilabelfy-fuzz-"));
let [files, wrong] = [0, 0];
for (const reader of await listReaders(folder)) {
  for (const [name, content] of Object.entries(reader.samples)) {
    const seen = new Set<string>();
    for (let at = 0; at < each; at++, files++) {
      const seed = `${start} ${at}`;
      const began = performance.now();
      const found = await tryReader(reader, join(folder, name), mutate(content, seed));
      const took = performance.now() - began;
      const complaint = found ?? (took > 2000 ? `takes ${Math.round(took)} ms` : undefined);
      if (complaint === undefined) continue;
      wrong++;
      const kind = complaint.replace(/\d+/g, "0").slice(0, 80);
      if (!seen.has(kind)) console.log(`${reader.name}, ${name}, seed "${seed}": ${complaint.slice(0, 600)}`);
      seen.add(kind);
    }
  }
}
await rm(folder, { recursive: true });
const memory = Math.round(process.resourceUsage().maxRSS / 1e3);
console.log(`${files} files, ${wrong} of them neither read nor refused in words; at most ${memory} MB`);
process.exitCode = wrong > 0 ? 1 : 0;
