import { copyFile, mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { makeProject } from "../../test/factories.ts";
import { openFolder } from "../../test/openFolder.ts";
import { runProgram } from "../../test/servers/runProgram.ts";
import { insertRelease } from "../db/releases.ts";
import { newId } from "../db/sql/newId.ts";
import { makeNpy, makeNpz } from "../files/testing/makeNpy.ts";

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "multilabelfy-evaluate-"));
  const files: Record<string, string | Uint8Array> = {
    "images.csv": "image,label\nd.jpg,5\na.jpg,1\nb.jpg,2\nc.jpg,7\n",
    "labels.json": '{"a.jpg": ["1"], "b.jpg": [], "c.jpg": ["3", "7"], "d.jpg": ["5"]}',
    "later.json": '{"a.jpg": ["1"], "b.jpg": [], "c.jpg": ["7"], "d.jpg": ["4"]}',
    "strange.json": '{"e.jpg": ["1"]}',
    "one.npy": makeNpy("<i8", [[4], [1], [2], [3]]),
    "two.csv": "image,label,score\na.jpg,1,.9\nb.jpg,0,.8\nc.jpg,2,.1\nc.jpg,3,.7\nd.jpg,5,.6\n",
    "short.npy": makeNpy("<i8", [[4], [1]]),
    "one.npz": makeNpz({ labels: makeNpy("<i8", [[4], [1], [2], [3]]) }),
    "names.csv": "image,label\na.jpg,goldfish\nb.jpg,tench\nc.jpg,tiger shark\nd.jpg,hammerhead\n",
    "space.csv":
      "id,name\nn0,tench\nn1,goldfish\nn2,great white\nn3,tiger shark\nn4,hammerhead\nn5,electric ray\nn6,stingray\nn7,cock\n",
    "metrics.csv": "model,top1,real\na,80,85\nb,82,86\nc,84,87.5\nd,86,88\n",
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(cwd, name), content);
});

const run = (...args: string[]) => runProgram(args, { cwd });
const files = ["--images", "images.csv", "--predictions", "one.npy", "two.csv"];

describe("evaluate", () => {
  it("prints the result as JSON and writes tables with all that it takes to repeat them", async () => {
    const { code, out, error } = await run(
      "evaluate",
      "--labels",
      "labels.json",
      ...files,
      "--out",
      "out",
      "--json",
    );
    expect({ code, error }).toEqual({ code: 0, error: expect.not.stringContaining("error") });
    const { labels, models, regression } = JSON.parse(out);
    expect(labels).toMatchObject({ images: 4, none: 1, one: 2, two: 1, more: 0, original_kept: 3 });
    expect(models).toMatchObject([
      { model: "two", n: 4, top1: 2 / 4, real: 1, real_n: 3, top5: null },
      {
        model: "one",
        n: 4,
        top1: 2 / 4,
        real: 2 / 3,
        real_n: 3,
        real_ci: [expect.closeTo(0.1255, 4), expect.closeTo(0.984, 4)],
      },
    ]);
    expect(models[0].reasons.top5).toBe("the file holds fewer than five labels");
    expect(regression).toMatchObject({ slope: null, n: 2 });
    const summary = JSON.parse(await readFile(join(cwd, "out/summary.json"), "utf8"));
    expect(summary).toMatchObject({
      command: `multilabelfy evaluate --labels labels.json ${files.join(" ")} --out out --json`,
      seed: 1,
      labelSource: { kind: "file", format: "multilabelfy-json" },
    });
    expect(summary.inputs.map(({ role, file }: Record<string, string>) => `${role} ${file}`)).toEqual([
      "labels labels.json",
      "images images.csv",
      "predictions one.npy",
      "predictions two.csv",
    ]);
    expect(summary.inputs[0].sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(await readFile(join(cwd, "out/flips.csv"), "utf8")).toContain(
      'two,c.jpg,7,3,3|7,"wrong by top-1, valid"',
    );
  });

  it("fits a table of accuracies, in percent", async () => {
    const { out } = await run("evaluate", "--metrics", "metrics.csv", "--json");
    const { regression, models } = JSON.parse(out);
    expect(regression.slope).toBeCloseTo(0.525, 9);
    expect(regression.intercept).toBeCloseTo(0.4305, 9);
    expect(models[0]).toMatchObject({ model: "a", top1: 0.8, real: 0.85 });
  });

  it("takes 0 or at least 200 resamples, and the groups of ASMA as they are asked for", async () => {
    const list = ["--labels", "labels.json", ...files, "--json"];
    const refused = await run("evaluate", ...list, "--bootstrap", "199");
    expect(refused.code).toBe(2);
    expect(refused.error).toContain("200");
    const { code, out } = await run(
      "evaluate",
      ...list,
      ...["--bootstrap", "0", "--subgroup-minimum", "1", "--subgroup-cap", "1"],
    );
    expect(code).toBe(0);
    const [two] = JSON.parse(out).models;
    expect(two.variable_top_k_depth).toBe(1);
    expect(two.subgroups).toMatchObject([
      { labels: "1", images: 2, left_out: false },
      {
        labels: "2",
        images: 1,
        accuracy: null,
        left_out: "the files of all models hold 1 prediction per image",
      },
    ]);
  });

  it("says on stderr, in the JSON and in the summary what was read of each file", async () => {
    const { out, error } = await run("evaluate", "--labels", "labels.json", ...files, "--json");
    expect(error).toContain(
      "one.npy: npy; row i of images.csv = image, rows = label indices, the best of 1 first\n",
    );
    expect(error).toContain("two.csv: csv with a row per label; image, label, score (probabilities)\n");
    expect(error).toContain("labels.json: an object from image to labels");
    expect(error).toMatch(/images\.csv: the list of images; 4 images, \d with an original label\n/);
    expect(JSON.parse(out).inputs.every((input: { reading?: object }) => input.reading !== undefined)).toBe(
      true,
    );
    expect(JSON.parse(out).inputs[3].reading).toEqual({
      format: "csv with a row per label",
      used: [
        { name: "image", as: "image" },
        { name: "label", as: "label" },
        { name: "score", as: "score", unit: "probabilities" },
      ],
      unused: [],
      notes: [],
    });
  });

  it("prints the documented JSON, key by key", async () => {
    const { out } = await run("evaluate", "--labels", "labels.json", ...files, "--json");
    const { labels, models, regression } = JSON.parse(out);
    expect(Object.keys(labels)).toEqual(
      "images none one two more multi multi_ci mean mean_ci histogram with_original original_kept original_kept_share original_kept_ci classes proposers reasons".split(
        " ",
      ),
    );
    const shares = ["top1", "top5", "real", "real_top5", "top1_on_real", "other_but_valid"];
    const means = ["asma", "asma_strict", "variable_top_k", "variable_top_k_strict"];
    const curves = ["recall", "recall_macro", "precision"];
    expect(Object.keys(models[1])).toEqual([
      ..."model n proposer rank rank_ci".split(" "),
      ...[...shares, ...means].flatMap((name) => [name, `${name}_n`, `${name}_ci`]),
      ..."asma_images variable_top_k_depth subgroups by_label_count".split(" "),
      ...["top1", "real"].flatMap((name) => [`slope_per_label_${name}`, `slope_per_label_${name}_ci`]),
      "slope_per_label_n",
      ...curves.flatMap((name) => [name, `${name}_n`, `${name}_ci`]),
      ..."f1_at_label_count calibration scores reasons".split(" "),
    ]);
    expect(Object.keys(regression)).toEqual(
      "slope intercept intercept_ci r2 r2_ci n slope_ci slope_ci_over outliers reasons".split(" "),
    );
  });

  it("needs the first label's confidence for calibration, and scores of all labels for the rest", async () => {
    const { out } = await run("evaluate", "--labels", "labels.json", ...files, "--json");
    const [two, one] = JSON.parse(out).models;
    // Confidences of .9, .7 and .6, all valid: gaps of .1, .3 and .4.
    expect(two.calibration).toMatchObject({ images: 3, ece: expect.closeTo(0.8 / 3, 12), ece_n: 3 });
    expect(two.calibration.ece_ci[0]).toBeLessThan(two.calibration.ece);
    expect(two).toMatchObject({
      scores: null,
      reasons: { scores: expect.stringMatching(/not scores of all/) },
    });
    expect(one).toMatchObject({
      calibration: null,
      reasons: { calibration: expect.stringMatching(/without scores/) },
    });
    // Files of ranks are enough for F1 of as many predictions as labels: here of one, on images with one label.
    expect(one.f1_at_label_count).toMatchObject({ micro: 1 / 2, micro_n: 2 });
  });

  it("predicts labels from the threshold on", async () => {
    const scores = [0, 1, 2, 3].map((image) =>
      [0, 1, 2, 3, 4, 5, 6, 7].map((label) =>
        label === [5, 1, 2, 3][image] ? 0.6 : label === 7 ? 0.3 : 0.1 / 6,
      ),
    );
    await writeFile(join(cwd, "scores.npy"), makeNpy("<f8", scores));
    const resultOf = async (...threshold: string[]) => {
      const { out, error } = await run(
        ..."evaluate --labels labels.json --images images.csv --predictions scores.npy --json".split(" "),
        ...threshold,
      );
      expect(error).not.toContain("error");
      return JSON.parse(out).models[0].scores;
    };
    // Three images, four valid labels: one prediction each at .5, two each at .3.
    expect(await resultOf()).toMatchObject({
      threshold: 0.5,
      f1_micro: (2 * 3) / (3 + 4),
      f1_best: (2 * 3) / (3 + 4),
    });
    expect(await resultOf("--threshold", "0.3")).toMatchObject({
      threshold: 0.3,
      f1_micro: (2 * 4) / (6 + 4),
    });
    expect((await resultOf()).f1_best_threshold).toBeCloseTo(0.6, 12);
    expect((await run("evaluate", "--threshold", "2")).error).toMatch(/number from 0 to 1/);
  });

  it("reads .npz as .npy, and names as indices where a label space says what they mean", async () => {
    const list = ["--images", "images.csv", "--label-space", "space.csv", "--bootstrap", "0", "--json"];
    const predictions = ["--predictions", "one.npz", "names.csv"];
    const { code, out, error } = await run("evaluate", "--labels", "labels.json", ...list, ...predictions);
    expect({ code, error }).toEqual({ code: 0, error: expect.not.stringContaining("error") });
    expect(JSON.parse(out).models).toMatchObject([
      { model: "names", top1: 1 / 4, real: 2 / 3 },
      { model: "one", top1: 2 / 4, real: 2 / 3 },
    ]);
    const without = ["--images", "images.csv", "--predictions", "names.csv"];
    const refused = await run("evaluate", "--labels", "labels.json", ...without);
    expect(refused.code).toBe(1);
    expect(refused.error).toMatch(/“goldfish” is no label index.*--label-space/);
  });

  it("compares with another dataset at equal label counts", async () => {
    const bare = ["--bootstrap", "0"];
    await run("evaluate", "--labels", "labels.json", ...files, ...bare, "--out", "first");
    const other = ["--labels", "later.json", ...files, ...bare, "--against", "first/summary.json"];
    const { code, error } = await run("evaluate", ...other, "--out", "second");
    expect({ code, error }).toEqual({ code: 0, error: expect.not.stringContaining("error") });
    const { comparison, inputs } = JSON.parse(await readFile(join(cwd, "second/summary.json"), "utf8"));
    expect(inputs.at(-1)).toMatchObject({ role: "against", file: "summary.json" });
    expect(comparison).toMatchObject({ a: "later.json", b: "labels.json", protocolDifferences: [] });
    expect(comparison.shares).toEqual([
      { labels: "0", a: 1 / 4, b: 1 / 4 },
      { labels: "1", a: 3 / 4, b: 2 / 4 },
      { labels: "2", a: 0, b: 1 / 4 },
    ]);
    const gap = comparison.models.find(
      (one: { model: string; measure: string }) => one.model === "two" && one.measure === "real",
    );
    // Of later.json, only a.jpg is right; the first dataset's images with one label are both right.
    expect(gap).toMatchObject({ a: 1 / 3, b: 1, matched: 1, unmatched: 0 });
    expect(gap.raw).toBeCloseTo(-2 / 3, 12);
    expect(gap.gap).toBeCloseTo(-2 / 3, 12);
    // Two files of one name are told apart.
    const same = ["--labels", "labels.json", ...files, ...bare, "--against", "first/summary.json"];
    await run("evaluate", ...same, "--out", "third");
    const third = JSON.parse(await readFile(join(cwd, "third/summary.json"), "utf8"));
    expect([third.comparison.a, third.comparison.b]).toEqual([
      "labels.json (this)",
      "labels.json (the other)",
    ]);
    const page = await readFile(join(cwd, "second/index.html"), "utf8");
    expect(page).toContain("Two datasets");
    const none = await run("evaluate", "--labels", "labels.json", ...files, "--against", "labels.json");
    expect(none.error).toMatch(/labels\.json is no summary\.json of multilabelfy evaluate/);
  });

  it.each([
    ["labels.json", "short.npy", /has 2 rows, but .*names 4 images/],
    ["strange.json", "one.npy", /has no image/],
  ])("refuses %s with %s in one line", async (labels, predictions, message) => {
    const list = ["--images", "images.csv", "--predictions", predictions];
    const { code, out, error } = await run("evaluate", "--labels", labels, ...list);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(error).toMatch(message);
    expect(error.trim().split("\n")).toHaveLength(1);
  });
});

it("compare tells two versions of the labels apart, image by image", async () => {
  const { code, out } = await run("compare", "--labels", "labels.json", "later.json", ...files, "--json");
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    kind: "labels",
    a: "labels.json",
    b: "later.json",
    gaps: [
      { name: "one", images: 3, onlyA: 1, onlyB: 1, p: 1 },
      { name: "two", images: 3, onlyA: 2, onlyB: 0, p: expect.closeTo(0.5, 9) },
    ],
    flips: 4,
  });
});

it("compare tells two models apart on the same labels, and lists the images on which just one is right", async () => {
  const { code, out } = await run("compare", "--labels", "labels.json", ...files, "--out", "pair", "--json");
  expect(code).toBe(0);
  const { kind, a, b, gaps, flips, labelSources } = JSON.parse(out);
  expect({ kind, a, b }).toEqual({ kind: "models", a: "one", b: "two" });
  expect(gaps).toMatchObject([
    { name: "top-1", images: 4, a: 2 / 4, b: 2 / 4, onlyA: 1, onlyB: 1, p: 1 },
    { name: "ReaL", images: 3, a: 2 / 3, b: 1, onlyA: 0, onlyB: 1, p: expect.closeTo(1, 9) },
  ]);
  expect(labelSources).toEqual([{ kind: "file", format: "multilabelfy-json" }]);
  const rows = (await readFile(join(cwd, "pair/flips.csv"), "utf8")).trim().split("\n");
  expect(rows[0]).toBe("what,image,right,predicted_a,predicted_b,original,valid_a,valid_b");
  expect(rows).toHaveLength(1 + flips);
  expect(rows).toContain("ReaL,d.jpg,B,4,5,5,5,5");
});

it("asks a model about labels alone in patches, and takes no predictions with that", async () => {
  const samples = join(import.meta.dirname, "../../samples");
  const photos = join(cwd, "photos");
  await mkdir(photos);
  await copyFile(join(samples, "photos/clownfish.jpg"), join(photos, "clownfish.jpg"));
  await writeFile(join(cwd, "fish.csv"), "image,labels\nclownfish.jpg,n02607072\n");
  const asked = await run("evaluate", "--patches", "photos", "--labels", "fish.csv");
  expect(asked.out).toMatch(/all labels +1 +the patch +1 +100\.00%/);
  expect(asked.out).toContain("efficientnet-lite0 was asked about 1 valid label of 1 image");
  for (const [args, message] of [
    [["--patches", "photos", "--labels", "fish.csv", ...files], /leave out --predictions/],
    [["--patches", "photos"], /Name the labels/],
    [["--labels", "labels.json", ...files, "--model", "x"], /--model is for --patches/],
  ] as const)
    expect((await run("evaluate", ...args)).error).toMatch(message);
});

describe("on a release of a project", () => {
  beforeAll(async () => {
    const ctx = await openFolder(cwd);
    const { db } = ctx;
    const { project, imageIds } = await makeProject(ctx, {
      images: { "a.jpg": [], "b.jpg": [], "c.jpg": [], "d.jpg": [] },
    });
    const labels = { "a.jpg": [1], "b.jpg": [], "c.jpg": [3, 7], "d.jpg": [5] };
    await insertRelease(
      db,
      {
        id: newId(),
        projectId: project,
        number: 1,
        name: "first",
        by: "Lead",
        at: "2026-01-01T00:00:00.000Z",
        protocolJson: JSON.stringify({ program: "multilabelfy", settings: { overlap: 2 } }),
        pending: 0,
        sha256: "0123",
      },
      Object.entries(labels).map(([imageKey, valid]) => ({
        imageId: imageIds[imageKey]!,
        imageKey,
        labelsJson: JSON.stringify(valid),
        provenance: imageKey === "c.jpg" ? ("refined" as const) : ("agreed" as const),
      })),
    );
    await db.destroy();
  });
  const release = ["--release", "1", "--data", "."];

  it("evaluate takes labels, protocol and provenance from it, and the report says so", async () => {
    const { code, error } = await run(
      "evaluate",
      ...release,
      ...files,
      "--bootstrap",
      "0",
      "--out",
      "of-release",
    );
    expect({ code, error }).toEqual({ code: 0, error: expect.not.stringContaining("error") });
    const { labelSource, evaluation } = JSON.parse(
      await readFile(join(cwd, "of-release/summary.json"), "utf8"),
    );
    expect(labelSource).toMatchObject({ kind: "release", number: 1, name: "first", sha256: "0123" });
    const refined = evaluation.sensitivity.variants.find(
      ({ variant }: { variant: string }) => variant === "refined-only",
    );
    expect(refined).toMatchObject({ images: 1, real: [{ total: 1 }, { total: 1 }] });
    const page = await readFile(join(cwd, "of-release/index.html"), "utf8");
    expect(page).toContain("release 1");
    expect(page).toContain("The labels&#39; protocol");
    // On the first page already.
    expect(page.slice(0, page.indexOf("<main>"))).toContain("<dt>Protocol</dt><dd>overlap 2</dd>");
  });

  it("compare sets it against a file of labels", async () => {
    const { code, out } = await run("compare", "--labels", "later.json", ...release, ...files, "--json");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      kind: "labels",
      a: "later.json",
      b: "release 1",
      labelSources: [{ kind: "file" }, { kind: "release", number: 1 }],
      gaps: [
        { name: "one", onlyA: 1, onlyB: 1 },
        { name: "two", onlyA: 0, onlyB: 2 },
      ],
    });
  });
});
