// How long `multilabelfy evaluate` takes, from files to result, and how much memory; beside numpy and scikit-learn:
//
//   npm run bench:evaluate -- [MODELS] [IMAGES] [CLASSES] [MODELS FOR PYTHON]
//
// 57 models of 10,000 images by default. First labels: the public predictions for ImageNetV2 where they are (see
// test/researchData.ts), each file again with seeded changes; else random ones. Scores: random logits in a temporary
// folder, 2.3 GB. Python (the variable PYTHON, python3 by default) needs numpy and scikit-learn; it computes the same
// metrics of the first models, because it takes long, and the results are compared.
import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, writeSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { seededRandom } from "../../src/core/seededRandom.ts";
import { makeNpy } from "../../src/files/testing/makeNpy.ts";
import { researchData } from "../researchData.ts";

const program = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));
const script = fileURLToPath(new URL("pythonMetrics.py", import.meta.url));
const [models = 57, images = 10_000, classes = 1000, inPython = 1] = process.argv.slice(2).map(Number);
const python = process.env.PYTHON ?? "python3";
const folder = mkdtempSync(join(tmpdir(), "multilabelfy-bench-"));

/** Runs a command to its end; `/proc` is not everywhere, so the program tells its own processor time and greatest memory. */
function measure(args: string[]) {
  const tell = `process.on("exit", () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    process.stderr.write("\\nUSED " + maxRSS / 1024 + " " + (userCPUTime + systemCPUTime) / 1e6);
  })`;
  const hook = `data:text/javascript,${encodeURIComponent(tell)}`;
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", hook, program, "evaluate", ...args],
    {
      encoding: "utf8",
      maxBuffer: 4e9,
    },
  );
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`${args.join(" ")}: ${stderr}`);
  const [megabytes, processor] = /USED ([\d.]+) ([\d.]+)$/.exec(stderr)!.slice(1).map(Number);
  return {
    row: {
      seconds: seconds.toFixed(1),
      "processor seconds": processor!.toFixed(1),
      "MB at most": megabytes!.toFixed(0),
    },
    result: JSON.parse(stdout),
  };
}

const nameOf = (model: number) => join(folder, `model${String(model).padStart(2, "0")}.npy`);

/** The published labels and predictions, or random ones; returns files of predictions. */
async function makeTopLabels(): Promise<string[]> {
  const random = seededRandom("labels");
  const below = (limit: number) => Math.floor(random() * limit);
  const real = researchData !== undefined && images === 10_000 && classes === 1000;
  const source = join(researchData ?? "", "imagenetv2");
  if (real) {
    for (const file of ["images.csv", "refined_labels.json"]) {
      await writeFile(join(folder, file), readFileSync(join(source, file)));
    }
  } else {
    const originals = Array.from({ length: images }, () => below(classes));
    const rows = originals.map((label, image) => `${image}.jpg,${label}`);
    await writeFile(join(folder, "images.csv"), `image,label\n${rows.join("\n")}\n`);
    const labels = originals.map((label, image) => [
      `${image}.jpg`,
      [label, ...(random() < 0.5 ? [(label + 1) % classes] : [])],
    ]);
    await writeFile(join(folder, "refined_labels.json"), JSON.stringify(Object.fromEntries(labels)));
  }
  const given = real ? readdirSync(join(source, "predictions")) : [];
  return Promise.all(
    Array.from({ length: models }, async (_, model) => {
      const file = nameOf(model);
      if (!real) {
        const first = below(classes);
        const rows = Array.from({ length: images }, (_, image) =>
          Array.from({ length: 5 }, (_, rank) => (first + image + rank) % classes),
        );
        await writeFile(file, makeNpy("<i8", rows));
        return file;
      }
      const bytes = readFileSync(join(source, "predictions", given[model % given.length]!));
      const start = 10 + bytes.readUInt16LE(8);
      // One image in a hundred gets the ranking of another.
      for (let change = 0; model >= given.length && change < images / 100; change++) {
        const [to, from] = [below(images), below(images)].map((image) => start + image * 40);
        bytes.copy(bytes, to!, from!, from! + 40);
      }
      await writeFile(file, bytes);
      return file;
    }),
  );
}

/** Random logits, the labels of the image a little higher; a row of noise is cheaper than a number of it. */
function makeScores(valid: number[][]): void {
  const random = seededRandom("scores");
  const noise = Float32Array.from({ length: 1 << 20 }, () =>
    Math.fround(8 * (random() + random() + random()) - 12),
  );
  const header = makeNpy("<f4", [], { shape: `(${images}, ${classes})` });
  for (let model = 0; model < models; model++) {
    const handle = openSync(nameOf(model), "w");
    writeSync(handle, header);
    const block = new Float32Array(classes);
    const bytes = new Uint8Array(block.buffer);
    for (let image = 0; image < images; image++) {
      const from = Math.floor(random() * (noise.length - classes));
      block.set(noise.subarray(from, from + classes));
      for (const label of valid[image]!) block[label]! += 9 * random();
      writeSync(handle, bytes);
    }
    closeSync(handle);
  }
}

try {
  const files = await makeTopLabels();
  const common = [
    "--labels",
    join(folder, "refined_labels.json"),
    "--images",
    join(folder, "images.csv"),
    "--json",
  ];
  const rows: Record<string, object> = {};
  const add = (name: string, args: string[]) => {
    const { row, result } = measure([...common, ...args, "--predictions", ...files]);
    rows[name] = row;
    return result;
  };
  add("first 5 labels, no resampling", ["--bootstrap", "0"]);
  add("first 5 labels, 1,000 resamples", []);
  add("the same, tables written", ["--out", join(folder, "out")]);
  const labelsByImage = JSON.parse(readFileSync(join(folder, "refined_labels.json"), "utf8"));
  const keys = readFileSync(join(folder, "images.csv"), "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((row) => row.split(",")[0]!);
  makeScores(keys.map((key) => labelsByImage[key].map(Number)));
  const { models: found } = add(`scores of ${classes} labels, no resampling`, ["--bootstrap", "0"]);
  console.log(`${models} models, ${images} images`);
  console.table(rows);
  compare(found);
} finally {
  await rm(folder, { recursive: true, force: true });
}

interface Found {
  model: string;
  scores: Record<string, number>;
}

/** Python's own time for as many models, and the greatest difference of any metric. */
function compare(found: Found[]): void {
  const chosen = found.slice(0, inPython);
  const { status, stdout, stderr, error } = spawnSync(
    python,
    [script, folder, ...chosen.map(({ model }) => model)],
    { encoding: "utf8", maxBuffer: 1e9 },
  );
  if (status !== 0) {
    console.log(`Python's figures are left out: ${error?.message ?? stderr.trim().split("\n").at(-1)}`);
    return;
  }
  const { seconds, models: theirs } = JSON.parse(stdout) as {
    seconds: number;
    models: Record<string, Record<string, number>>;
  };
  let greatest = 0;
  for (const { model, scores } of chosen) {
    for (const [name, value] of Object.entries(theirs[model]!)) {
      const difference = Math.abs(value - scores[name]!);
      greatest = Math.max(greatest, difference);
      if (!(difference <= 1e-9)) console.log(`DIFFERS: ${model} ${name}: ${scores[name]}, Python ${value}`);
    }
  }
  console.log(
    `numpy and scikit-learn: ${seconds.toFixed(1)} s for ${chosen.length} of ${models} models; greatest difference of any metric ${greatest.toExponential(1)}`,
  );
}
