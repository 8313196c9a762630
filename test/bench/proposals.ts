// How fast proposals are made, and how near that is to what the machine can do:
//
//   node test/bench/proposals.ts [FOLDER OF IMAGES] [NUMBER OF IMAGES] [NUMBER OF IMAGES FOR THE MEMORY]
//
// Beside the classifier as it is used, its two halves run bare on all cores: the model on one prepared image again and
// again, and reading, decoding and resizing without a model. Each image needs both, so 1 / (1 / a + 1 / b) is the bound.
// A plain loop in Python does the same work where a python3 with Pillow and onnxruntime is there (PYTHON names another).
// CARD names another model's card. Whether embeddings in the same pass cost anything is measured, too.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import type { ModelCard } from "../../src/contract/models/modelCard.ts";
import { listImageFiles } from "../../src/files/images/listImageFiles.ts";
import { readImage } from "../../src/files/images/readImage.ts";
import { openSession } from "../../src/inference/openSession.ts";
import { preprocess } from "../../src/inference/preprocess.ts";
import { readModelCard } from "../../src/inference/readModelCard.ts";
import { readModelFile } from "../../src/inference/readModelFile.ts";
import { startClassifier } from "../../src/inference/startClassifier.ts";

interface Bare {
  what: "inference" | "decode and resize";
  paths: string[];
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const cardFile = resolve(process.env.CARD ?? join(root, "models", "efficientnet-lite0.json"));
const { card, modelFile } = await readModelCard(cardFile);
const workers = availableParallelism();
const warmUp = 8;
const turns = 3;

async function load(path: string) {
  const image = await readImage(path);
  if (!image.ok) throw new Error(`${path}: ${image.message}`);
  return preprocess(image.pixels, card);
}

/** One core's share of a bare measurement; tells when it is ready, waits for the start, tells when it is done. */
async function runBare({ what, paths }: Bare): Promise<void> {
  const { bytes } = await readModelFile(modelFile, card);
  const run = await openSession(bytes, card, { batch: "free" });
  const prepared = await load(paths[0]!);
  const step = what === "inference" ? () => run([prepared]) : load;
  for (const path of paths.slice(0, warmUp)) await step(path);
  parentPort!.once("message", async () => {
    for (const path of paths) await step(path);
    parentPort!.postMessage("done");
  });
  parentPort!.postMessage("ready");
}

const everyone = (threads: Worker[]) =>
  Promise.all(threads.map((thread) => new Promise((ready) => thread.once("message", ready))));

/** Images per second on all cores. */
async function measureBare(what: Bare["what"], paths: string[]): Promise<number> {
  const threads = Array.from({ length: workers }, (_, worker) => {
    const share = paths.filter((_path, at) => at % workers === worker);
    return new Worker(new URL(import.meta.url), { workerData: { what, paths: share } satisfies Bare });
  });
  await everyone(threads);
  const start = performance.now();
  for (const thread of threads) thread.postMessage("go");
  await everyone(threads);
  const seconds = (performance.now() - start) / 1000;
  await Promise.all(threads.map((thread) => thread.terminate()));
  return paths.length / seconds;
}

async function measureClassifier(paths: string[], embedding?: ModelCard["embedding"]): Promise<number> {
  const classifier = await startClassifier({ modelFile, card, topK: 20, embedding });
  const requests = paths.map((path, at) => ({ id: String(at), path }));
  await classifier.classify(requests.slice(0, warmUp * workers));
  const start = performance.now();
  await classifier.classify(requests);
  const seconds = (performance.now() - start) / 1000;
  await classifier.close();
  return paths.length / seconds;
}

/** Images per second of a loop in Python that gives the model all cores; or why there is none. */
function measurePython(paths: string[]): number | string {
  const python = process.env.PYTHON ?? "python3";
  const script = join(root, "test", "bench", "pythonLoop.py");
  const { status, stdout, stderr, error } = spawnSync(python, [script, cardFile, String(workers)], {
    input: paths.join("\n"),
    encoding: "utf8",
  });
  if (status === 0) return paths.length / Number(stdout.trim().split("\n").at(-1));
  return error?.message ?? stderr.trim().split("\n").at(-1) ?? "it failed";
}

const megabytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(0)} MB`;

/** The most memory that a process has used so far, in bytes; undefined where the system does not tell. */
function peakMemory(pid: number | undefined): number | undefined {
  try {
    const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined;
  }
}

/** Classifies many images, 64 at a time as a job does, and tells how much memory the classifier took. */
async function measureMemory(paths: string[], total: number): Promise<Record<string, string>> {
  const classifier = await startClassifier({ modelFile, card, topK: 20 });
  const peaks: Record<string, string> = {};
  const marks = new Set([Math.min(1000, total), Math.ceil(total / 2), total]);
  for (let done = 0, next = 0; done < total; done = next) {
    next = Math.min(done + 64, total, ...[...marks].filter((mark) => mark > done));
    const chunk = Array.from({ length: next - done }, (_, at) => paths[(done + at) % paths.length]!);
    await classifier.classify(chunk.map((path, at) => ({ id: String(done + at), path })));
    if (!marks.has(next)) continue;
    const peak = peakMemory(classifier.pid);
    peaks[`${next} images`] = peak === undefined ? "not told by this system" : megabytes(peak);
  }
  await classifier.close();
  return peaks;
}

async function main(folder = join(root, "samples", "photos"), min = "200", max = "0"): Promise<void> {
  const { images } = await listImageFiles(resolve(folder), { layout: "flat" });
  if (images.length === 0) throw new Error(`There is no image in ${folder}.`);
  const rounds = Math.ceil(Number(min) / images.length);
  const paths = Array.from({ length: rounds }, () =>
    images.map(({ path }) => join(resolve(folder), path)),
  ).flat();
  const best = { inference: 0, decoding: 0, classifier: 0, embedding: 0, python: 0 };
  let noPython: string | undefined;
  // Taken in turns, the best of each: what else the machine does meanwhile should not favour one of them.
  for (let turn = 0; turn < turns; turn++) {
    best.inference = Math.max(best.inference, await measureBare("inference", paths));
    best.decoding = Math.max(best.decoding, await measureBare("decode and resize", paths));
    best.classifier = Math.max(best.classifier, await measureClassifier(paths));
    if (card.embedding)
      best.embedding = Math.max(best.embedding, await measureClassifier(paths, card.embedding));
    const python = measurePython(paths);
    if (typeof python === "number") best.python = Math.max(best.python, python);
    else noPython = python;
  }
  const { inference, decoding, classifier, embedding, python } = best;
  const bound = 1 / (1 / inference + 1 / decoding);
  console.log(
    `${card.title}, ${images.length} images, ${paths.length} runs, ${workers} cores, Node ${process.version}`,
  );
  console.table({
    "bare inference": { "images/s": inference.toFixed(1) },
    "bare decode and resize": { "images/s": decoding.toFixed(1) },
    "bound of both": { "images/s": bound.toFixed(1) },
    classifier: {
      "images/s": classifier.toFixed(1),
      beside: `${((100 * classifier) / bound).toFixed(1)} % of the bound`,
    },
    ...(embedding > 0 && {
      "with embeddings": {
        "images/s": embedding.toFixed(1),
        beside: `${(classifier / embedding).toFixed(3)} times as long as without`,
      },
    }),
    ...(python > 0 && {
      "Python loop": {
        "images/s": python.toFixed(1),
        beside: `the classifier is ${(classifier / python).toFixed(2)} times as fast`,
      },
    }),
  });
  if (noPython !== undefined) console.log(`The Python loop was not measured: ${noPython}`);
  if (Number(max) > 0)
    console.log("Peak memory of the classifier process:", await measureMemory(paths, Number(max)));
}

if (isMainThread) await main(...process.argv.slice(2));
else await runBare(workerData as Bare);
