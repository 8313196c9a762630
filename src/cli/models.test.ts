import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "sqlite-driver";
import { beforeAll, describe, expect, test } from "vitest";
import { runProgram, startProgram } from "../../test/servers/runProgram.ts";
import { writePhotos } from "../actions/testing/writePhotos.ts";
import type { ModelCard } from "../contract/models/modelCard.ts";
import { makeNpy } from "../files/testing/makeNpy.ts";
import { averageCard, averageSize } from "../inference/testing/averageCard.ts";
import { classifierProcesses } from "../inference/testing/classifierProcesses.ts";
import { card as embedded, modelFile } from "../inference/testing/embeddedModel.ts";
import { towerSize, writeImageTower } from "../inference/testing/imageTower.ts";
import { makeAverageModel, value } from "../inference/testing/makeOnnx.ts";

let cwd: string;
let model: string;
let photos: string;
const run = (...args: string[]) => runProgram(args, { cwd });
const json = async (...args: string[]) => JSON.parse((await run(...args, "--json")).out);

/** A model of the three colours and its card, both in the working folder. */
async function save(name: string, change: Partial<ModelCard> = {}, bytes = makeAverageModel(averageSize)) {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const card = { ...averageCard, name, labelSpace: "colours", sha256, file: `${name}.onnx`, ...change };
  await writeFile(join(cwd, `${name}.onnx`), bytes);
  await writeFile(join(cwd, `${name}.json`), JSON.stringify(card));
  return [`${name}.onnx`, "--card", `${name}.json`];
}

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "multilabelfy-models-"));
  await writeFile(join(cwd, "colours.csv"), "id,name\nr,red\ng,green\nb,blue\n");
  photos = await writePhotos({ "a.jpg": 1, "b.jpg": 2 });
  expect((await run("project", "create", "P", "--label-space", "colours.csv")).code).toBe(0);
  expect((await run("import", "images", photos, "--no-verify")).code).toBe(0);
});

describe("the models of a data folder", () => {
  test("are added, listed, used by name, and kept while predictions rest on them", async () => {
    expect(await json("models", "list")).toMatchObject([
      { name: embedded.name, kind: "embedded", labelSpace: "imagenet-1k", classes: 1000, predictions: 0 },
    ]);
    const files = await save("average");
    expect(await run("models", "add", ...files)).toMatchObject({
      code: 0,
      out: expect.stringMatching(
        /was not measured. No image with an original label of colours is here.\nNext: \S*multilabelfy propose --model average/,
      ),
    });
    expect(await json("models", "add", ...files)).toMatchObject({ name: "average", isNew: false });
    expect(await run("propose", "--model", "average")).toMatchObject({
      out: expect.stringContaining("2 images got proposals by average"),
      error: expect.stringMatching(/Nobody has measured whether the card of average fits .* models add/),
    });
    const card = files.find((name) => name.endsWith(".json"))!;
    expect(await json("propose", "--model", card)).toMatchObject({ isMeasured: false });
    expect((await json("models", "list"))[1]).toMatchObject({
      name: "average",
      kind: "registered",
      predictions: 2,
      proposals: 2,
    });

    const refused = await run("models", "remove", "average");
    expect(refused).toMatchObject({ code: 1, error: expect.stringMatching(/2 predictions, .* --force/) });
    expect(await readdir(join(cwd, "multilabelfy-data/models"))).toHaveLength(2);
    expect(await json("models", "remove", "average", "--force")).toEqual({
      name: "average",
      predictions: 2,
      embeddings: 0,
      proposals: 2,
    });
    expect(await readdir(join(cwd, "multilabelfy-data/models"))).toEqual([]);
    expect((await json("models", "list"))[1]).toMatchObject({ kind: "no-file", bytes: null, predictions: 2 });
  });

  test("are listed too where only their scores were imported", async () => {
    const db = new Sqlite(join(cwd, "multilabelfy-data/multilabelfy.sqlite"));
    const insert = db.prepare(
      "INSERT INTO model (id, name, sha256, cardJson, createdAt) VALUES (?, ?, ?, ?, ?)",
    );
    insert.run("m", "elsewhere", "f".repeat(64), "null", "2026-01-01T00:00:00.000Z");
    db.close();
    expect(await json("models", "list")).toContainEqual({
      name: "elsewhere",
      kind: "imported",
      sha256: "f".repeat(64),
      labelSpace: null,
      classes: null,
      bytes: null,
      predictions: 0,
      embeddings: 0,
      proposals: 0,
      measured: null,
    });
    expect((await run("models", "list")).out).toMatch(/elsewhere +imported scores/);
    expect((await run("models", "remove", "elsewhere")).error).toContain("no file of a model “elsewhere”");
  });

  test("go without a trace where nothing rests on them", async () => {
    const bytes = makeAverageModel(averageSize, {}, { producerName: "another" });
    await run("models", "add", ...(await save("unused", {}, bytes)));
    expect((await run("models", "remove", "unused")).code).toBe(0);
    expect(await json("models", "list")).not.toContainEqual(expect.objectContaining({ name: "unused" }));
  });

  test.each<[string, Partial<ModelCard>, RegExp]>([
    [
      "input",
      { input: { ...averageCard.input, name: "picture" } },
      /input is "picture", the model has "image"/,
    ],
    ["shape", { input: { ...averageCard.input, height: 5 } }, /shape is \[1, 3, 4, 8\], not \[1, 3, 5, 8\]/],
    ["type", { input: { ...averageCard.input, type: "float16" } }, /input is float32, not float16/],
    ["output", { output: { ...averageCard.output, name: "scores" } }, /output is "scores"/],
    ["classes", { output: { ...averageCard.output, classes: 4 } }, /not \[1, 4\]/],
    [
      "labels",
      { output: { ...averageCard.output, offset: 1 } },
      /gives 3 numbers .* 1 of them before the first label, and colours has 3 labels.*output\.offset to 0/,
    ],
    [
      "built-in",
      { labelSpace: "imagenet-1k" },
      /gives 3 numbers .* imagenet-1k has 1,000 labels.*set labelSpace/,
    ],
    ["hash", { sha256: "0".repeat(64) }, /not the one that its card describes/],
    ["slash/name", {}, /cannot be a model's name/],
  ])("a card that is wrong about its %s is refused", async (what, change, message) => {
    const files = await save("wrong", { name: what, ...change });
    const { code, out, error } = await run("models", "add", ...files);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(error).toMatch(message);
    expect(error.trim().split("\n")).toHaveLength(1);
  });

  test("a name is given once, and a harmful file is not let in", async () => {
    const another = makeAverageModel(averageSize, {}, { producerName: "x" });
    const taken = await run("models", "add", ...(await save("mine", { name: embedded.name }, another)));
    expect(taken).toMatchObject({ code: 1, error: expect.stringContaining("There is a model") });
    const harmful = makeAverageModel(averageSize, { valueInfo: [value("v", 1, [2 ** 40])] });
    const refused = await run("models", "add", ...(await save("harmful", {}, harmful)));
    expect(refused).toMatchObject({ code: 1, error: expect.stringContaining("more than 2^31 elements") });
    expect(await run("propose", "--model", "nobody")).toMatchObject({
      code: 1,
      error: expect.stringMatching(/no model “nobody”.*efficientnet-lite0/),
    });
  });
});

test("an image tower and vectors of labels make a classifier, whose head propose names", async () => {
  const { card } = await writeImageTower(cwd, { scores: "softmax", scale: 100, bias: 0 });
  expect((await run("models", "add", "tower.onnx", "--card", "tower.json")).out).toMatch(
    /It is an image tower, which knows no labels.*\nNext: \S*multilabelfy import label-vectors FILE --model tower/,
  );
  const vectors = ["r", "g", "b"].map((_, at) =>
    Array.from({ length: towerSize }, (_, to) => Math.cos(at + to)),
  );
  await writeFile(join(cwd, "labels.npy"), makeNpy("<f4", vectors));
  const projects = ["--project", "P"];
  const made = await run("import", "label-vectors", "labels.npy", "--model", "tower", ...projects);
  expect(made).toMatchObject({
    code: 0,
    out: expect.stringMatching(
      /tower on colours was made: tower with the vectors of 3 labels, in their order\.\nScores are a softmax of 100 × cosine\./,
    ),
  });
  expect((await run("propose", "--model", "tower on colours", ...projects)).out).toMatch(
    /by tower on colours[\s\S]*image-text model: a softmax of 100 × cosine, with vectors of 3 labels \(SHA-256 [0-9a-f]{12}\)/,
  );
  expect((await run("models", "list")).out).toMatch(
    /tower +added, image tower[\s\S]*tower on colours +added, image-text/,
  );
  const inspected = await json("models", "inspect", "tower.onnx");
  expect(inspected.card.output).toMatchObject({ name: "vector", classes: card.output.classes });
});

describe("looking into a file", () => {
  test("needs no project, and proposes a card that works", async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), "multilabelfy-inspect-"));
    const inspect = (...args: string[]) => runProgram(["models", "inspect", ...args], { cwd: elsewhere });
    const { out } = await inspect(modelFile);
    expect(out).toContain("images (float32 [N, 3, 224, 224])");
    expect(out).toMatch(
      /to be checked against the model's source[\s\S]*preprocessing\.mean[\s\S]*output\.kind/,
    );
    const { card, guesses } = JSON.parse((await inspect(modelFile, "--json")).out);
    expect(card.output).toEqual(embedded.output);
    expect(guesses).not.toContain("output.classes");
    expect(await readdir(elsewhere)).toEqual([]);
    model = join(cwd, "proposed.json");
    await writeFile(model, JSON.stringify({ ...card, name: "proposed" }));
    const added = await run("models", "add", modelFile, "--card", model);
    expect(added).toMatchObject({
      code: 0,
      out: expect.stringMatching(
        /On 29 images \(the sample photos\), the right label is first on [\d.]+ %.*by chance/,
      ),
    });
    expect((await run("models", "list")).out).toMatch(/proposed .* of 29/);
    expect(await readFile(model, "utf8")).toContain('"file":"efficientnet-lite0.onnx"');
  });

  test("above the limit it is refused", async () => {
    const { code, error } = await run("models", "inspect", modelFile, "--max-model-size", "1");
    expect({ code, error }).toEqual({ code: 1, error: expect.stringMatching(/at most 1 MB are read/) });
  });
});

test("a provider that is missing here is named", async () => {
  const lacking = process.platform === "darwin" ? "dml" : "coreml";
  await run("project", "create", "Q");
  await run("import", "images", photos, "--no-verify", "--project", "Q");
  const { code, error } = await run("propose", "--project", "Q", "--provider", lacking);
  expect(code).toBe(2);
  expect(error).toMatch(/cannot use .*: it has cpu/);
  expect((await run("propose", "--project", "Q", "--provider", "tpu")).code).toBe(2);
});

test("propose goes on when its classifier process gets SIGSEGV", { timeout: 120_000 }, async () => {
  const many = await writePhotos(
    Object.fromEntries(Array.from({ length: 150 }, (_, at) => [`${at}.jpg`, at] as const)),
  );
  await run("project", "create", "R");
  await run("import", "images", many, "--no-verify", "--project", "R");
  const job = startProgram(["propose", "--project", "R", "--json", "--threads", "1"], cwd);
  let out = "";
  job.stdout?.setEncoding("utf8").on("data", (text: string) => {
    out += text;
  });
  const ended = once(job, "close");
  const killed = new Set<number>();
  while (killed.size < 2 && job.exitCode === null) {
    await new Promise((resolve) => setTimeout(resolve, 900));
    for (const pid of classifierProcesses(job.pid!)) {
      if (killed.has(pid)) continue;
      killed.add(pid);
      process.kill(pid, "SIGSEGV");
    }
  }
  const [code] = await ended;
  expect({ code, kills: killed.size }).toEqual({ code: 0, kills: 2 });
  expect(JSON.parse(out)).toMatchObject({ proposed: 150, failed: [], withProposals: 150 });
});
