// How long the statistics of a large file of votes take, and how much memory, reading included:
//
//   node test/bench/votes.ts [NUMBER OF VOTES] [FILE]
//
// Makes the file, unless it is there: two annotators out of 40 for each image, 20 proposals of 1,000 labels, of which
// each sees 10 to 20 and now and then errs. Every command runs in a process of its own, as a person would call it.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { seededRandom } from "../../src/core/seededRandom.ts";
import { writeVotesCsv } from "../../src/files/releases/writeVotesCsv.ts";

const program = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));
const [labels, people, proposals] = [1000, 40, 20];

function* makeVotes(wanted: number) {
  const random = seededRandom("votes");
  const below = (limit: number) => Math.floor(random() * limit);
  for (let made = 0, image = 0; made < wanted; image++) {
    // Labels near each other are seen together, as kinds of dogs are.
    const original = below(labels);
    const isRight = Array.from({ length: proposals }, (_, rank) => rank === 0 || random() < 0.06);
    const first = below(people);
    for (const annotator of [first, (first + 1 + below(people - 1)) % people]) {
      const seen = 10 + 5 * below(3);
      for (let rank = 0; rank < seen && made < wanted; rank++, made++) {
        const answer = random() < 0.04 ? !isRight[rank] : isRight[rank];
        yield {
          image: `val/image_${String(image).padStart(8, "0")}.jpg`,
          label: (original + rank) % labels,
          annotator: `annotator-${annotator}`,
          answer: random() < 0.01 ? ("maybe" as const) : answer ? ("yes" as const) : ("no" as const),
        };
      }
    }
  }
}

/** Runs a command to its end; `/proc` is not everywhere, so the program tells its own greatest memory. */
function measure(args: string[]) {
  const tellMemory = `process.on("exit", () => process.stderr.write("\\nMB " + process.resourceUsage().maxRSS / 1024))`;
  const hook = `data:text/javascript,${encodeURIComponent(tellMemory)}`;
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ["--import", hook, program, ...args], {
    encoding: "utf8",
    maxBuffer: 4e9,
  });
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`${args.join(" ")}: ${stderr}`);
  return { seconds, megabytes: Number(/MB ([\d.]+)$/.exec(stderr)?.[1]) };
}

const [wanted = "1000000", given] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "multilabelfy-bench-"));
try {
  const file = given ? resolve(given) : join(folder, "votes.csv");
  if (!existsSync(file)) await writeFile(file, writeVotesCsv(makeVotes(Number(wanted))));
  const commands = [
    ["votes", "agreement"],
    ["votes", "aggregate", "--out", join(folder, "labels.json")],
  ];
  const rows = commands.map(([noun = "", verb = "", ...options]) => {
    const { seconds, megabytes } = measure([noun, verb, file, ...options]);
    return [`${noun} ${verb}`, { seconds: seconds.toFixed(1), "MB at most": megabytes.toFixed(0) }];
  });
  console.log(`${Number(wanted).toLocaleString("en")} votes`);
  console.table(Object.fromEntries(rows));
} finally {
  await rm(folder, { recursive: true, force: true });
}
