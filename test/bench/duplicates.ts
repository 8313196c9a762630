// How long it takes to find the nearest pairs of many embeddings, how much memory, and how many are found where not all
// pairs are compared; beside faiss and hnswlib:
//
//   npm run bench:duplicates -- [NUMBER OF IMAGES ...]
//
// Embeddings of 1,280 numbers are made: 24 numbers of each image are drawn, and mixed as a layer of a network mixes them; of
// every thousandth image there is a second one that differs a little. The program compares all pairs up to 200,000 images;
// an index is measured at every size. Python (the variable PYTHON) needs numpy, faiss-cpu and hnswlib, and is left out where
// they are missing; PYTHON_UP_TO says how many images it gets (100,000 by default: at a million it takes 11 GB).
import { spawnSync } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { halfBits } from "../../src/core/embeddings/halfFloats.ts";
import { seededRandom } from "../../src/core/seededRandom.ts";
import { openMultiplication } from "../../src/inference/product/openMultiplication.ts";
import { runMeasured } from "./parts/runMeasured.ts";

const [size, drawn, atOnce, limit] = [1280, 24, 4096, 1500];
const counts = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [10_000, 100_000];
const script = fileURLToPath(new URL("pythonDuplicates.py", import.meta.url));

/** Some rows at a time: the last ones are the first ones over again, a little changed. */
async function* makeRows(images: number): AsyncGenerator<Float32Array> {
  const { multiply, close } = await openMultiplication();
  const random = seededRandom("duplicates");
  const bell = () => random() + random() + random() - 1.5;
  const mix = Float32Array.from({ length: size * drawn }, bell);
  const twins = Math.floor(images / 1000);
  const first: number[][] = [];
  for (let from = 0; from < images; from += atOnce) {
    const rows = Array.from({ length: Math.min(atOnce, images - from) }, (_, at) => {
      const twin = from + at - (images - twins);
      if (twin >= 0) return first[twin]!.map((number) => number + bell() * 0.02 * random());
      const row = Array.from({ length: drawn }, bell);
      if (first.length < twins) first.push(row);
      return row;
    });
    const mixed = await multiply(Float32Array.from(rows.flat()), mix, drawn);
    yield mixed.map((number) => Math.max(0, number));
  }
  await close();
}

async function write(file: string, images: number): Promise<void> {
  await pipeline(async function* () {
    const header = `{'descr': '<f2', 'fortran_order': False, 'shape': (${images}, ${size}), }`.padEnd(117);
    yield Buffer.concat([Buffer.from("\x93NUMPY\x01\x00\x76\x00", "latin1"), Buffer.from(`${header}\n`)]);
    for await (const rows of makeRows(images)) {
      const halves = Uint16Array.from(rows, halfBits);
      yield Buffer.from(halves.buffer);
    }
  }, createWriteStream(file));
}

type Pairs = { first: string; second: string }[];
const nameOf = ({ first, second }: Pairs[number]) => `${first} ${second}`;

async function measure(images: number, file: string): Promise<void> {
  const table: Record<string, object> = {};
  let exact: Set<string> | undefined;
  const add = (name: string, seconds: number, peak: number, pairs: Pairs) => {
    const twins = Math.floor(images / 1000);
    const planted = pairs.filter(({ first, second }) => Number(second) - Number(first) === images - twins);
    const same = exact && pairs.filter((pair) => exact!.has(nameOf(pair))).length;
    table[name] = {
      seconds: seconds.toFixed(1),
      "MB at most": peak.toFixed(0),
      "planted pairs": `${planted.length} of ${twins}`,
      [`the nearest ${limit}`]: same === undefined ? "" : `${((100 * same) / limit).toFixed(1)} %`,
    };
  };
  const runs = [["all pairs", 200_000] as const, ["an index", Math.min(1000, images - 1)] as const];
  for (const [name, upTo] of runs) {
    if (name === "all pairs" && images > upTo) continue;
    const args = ["audit", "duplicates", "--embeddings", file, "--limit", String(limit), "--json"];
    const { seconds, peak, output } = await runMeasured([...args, "--all-pairs-up-to", String(upTo)]);
    const { pairs } = JSON.parse(output) as { pairs: Pairs };
    if (name === "all pairs") exact = new Set(pairs.map(nameOf));
    add(`this program, ${name}`, seconds, peak, pairs);
  }
  if (images <= Number(process.env.PYTHON_UP_TO ?? 100_000)) {
    for (const method of ["faiss-flat", "faiss-ivf", "hnswlib"]) {
      const python = spawnSync(process.env.PYTHON ?? "python3", [script, file, method, String(limit)], {
        encoding: "utf8",
        maxBuffer: 2 ** 28,
      });
      if (python.status !== 0) {
        console.log(`${method} was left out: ${python.stderr.trim().split("\n").at(-1)}`);
        continue;
      }
      const { seconds, peak, pairs } = JSON.parse(python.stdout);
      add(method, seconds, peak, pairs);
    }
  }
  console.log(`${images} images, load ${loadavg()[0]!.toFixed(1)}`);
  console.table(table);
}

const folder = await mkdtemp(join(process.env.SCRATCH ?? tmpdir(), "multilabelfy-bench-"));
for (const images of counts) {
  const file = join(folder, `${images}.npy`);
  await write(file, images);
  await measure(images, file);
  await rm(file);
}
await rm(folder, { recursive: true });
