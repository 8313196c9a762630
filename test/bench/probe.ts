// How long a probe takes to learn, how much memory, and how good it is; beside scikit-learn's logistic regression and ridge:
//
//   npm run bench:probe -- [EMBEDDINGS.npy LABELS.npy]
//
// Without files, 10,000 images of 1,280 numbers in 10 classes that overlap are made. LABELS.npy holds an int64 for each
// row. Python (the variable PYTHON, python3 by default) needs numpy and scikit-learn, and is left out where they are
// missing.
import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { fitProbe } from "../../src/core/proposals/probe/fitProbe.ts";
import { measureProbe } from "../../src/core/proposals/probe/measureProbe.ts";
import { seededRandom } from "../../src/core/seededRandom.ts";
import { readNpyBlocks } from "../../src/files/predictions/numpy/readNpyRows.ts";
import { openMultiplication } from "../../src/inference/product/openMultiplication.ts";

const [images, size, kinds] = [10_000, 1280, 10];
const folder = await mkdtemp(join(tmpdir(), "multilabelfy-bench-"));
const script = fileURLToPath(new URL("pythonProbe.py", import.meta.url));
const [embeddings = join(folder, "embeddings.npy"), labelFile = join(folder, "labels.npy")] =
  process.argv.slice(2);

/** A .npy file of some numbers. */
function npy(descr: string, shape: string, data: ArrayBufferView): Buffer {
  const header = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${shape}), }`.padEnd(117);
  const length = Buffer.from([118, 0]);
  const start = Buffer.concat([
    Buffer.from("\x93NUMPY\x01\x00", "latin1"),
    length,
    Buffer.from(`${header}\n`),
  ]);
  return Buffer.concat([start, Buffer.from(data.buffer, data.byteOffset, data.byteLength)]);
}

async function make(): Promise<void> {
  const random = seededRandom("probe");
  const centres = Array.from({ length: kinds * size }, () => random());
  const labels = BigInt64Array.from({ length: images }, () => BigInt(Math.floor(random() * kinds)));
  const rows = Float32Array.from({ length: images * size }, (_, at) => {
    const centre = centres[Number(labels[Math.floor(at / size)]) * size + (at % size)]!;
    return Math.max(0, 0.09 * centre + random() - 0.3);
  });
  await writeFile(embeddings, npy("<f4", `${images}, ${size}`, rows));
  await writeFile(labelFile, npy("<i8", `${images},`, labels));
}

async function read(file: string): Promise<{ numbers: Float32Array; width: number }> {
  const parts: Float32Array[] = [];
  let width = 1;
  async function* bytes() {
    yield await readFile(file);
  }
  for await (const block of readNpyBlocks(bytes(), file)) {
    width = block.header.width;
    parts.push(Float32Array.from(block.numbers));
  }
  const numbers = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    numbers.set(part, at);
    at += part.length;
  }
  return { numbers, width };
}

if (process.argv.length < 4) await make();
const { numbers: rows, width } = await read(embeddings);
const labels = Array.from((await read(labelFile)).numbers, (label) => [label]);
const classes = Math.max(...labels.flat()) + 1;
const { multiply, close } = await openMultiplication();
const start = performance.now();
const input = { rows, size: width, labels, classes, seed: "bench", toScore: labels.length };
const probe = await fitProbe(input, multiply);
const seconds = (performance.now() - start) / 1000;
await close();
const shares = measureProbe(probe.outOfFold, labels, classes).slice(0, 2);
console.table({
  "this program": {
    seconds: seconds.toFixed(1),
    "top-1": shares[0]?.share?.toFixed(4),
    "top-3": shares[1]?.share?.toFixed(4),
    "MB at most": (process.resourceUsage().maxRSS / 1024).toFixed(0),
  },
});
const python = spawnSync(process.env.PYTHON ?? "python3", [script, embeddings, labelFile], {
  encoding: "utf8",
});
console.log(
  python.status === 0
    ? python.stdout
    : `Python was left out: ${python.stderr.trim().split("\n").at(-1) || "it is not there"}`,
);
await rm(folder, { recursive: true });
