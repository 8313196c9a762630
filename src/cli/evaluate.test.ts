import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { makeNpy } from "../files/testing/makeNpy.ts";
import { runProgram } from "./testing/runProgram.ts";

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "multilabelfy-evaluate-"));
  const files: Record<string, string | Buffer> = {
    "images.csv": "image,label\nd.jpg,5\na.jpg,1\nb.jpg,2\nc.jpg,7\n",
    "labels.json": '{"a.jpg": ["1"], "b.jpg": [], "c.jpg": ["3", "7"], "d.jpg": ["5"]}',
    "later.json": '{"a.jpg": ["1"], "b.jpg": [], "c.jpg": ["7"], "d.jpg": ["4"]}',
    "strange.json": '{"e.jpg": ["1"]}',
    "one.npy": makeNpy("<i8", [[4], [1], [2], [3]]),
    "two.csv": "image,label,score\na.jpg,1,.9\nb.jpg,0,.8\nc.jpg,2,.1\nc.jpg,3,.7\nd.jpg,5,.6\n",
    "short.npy": makeNpy("<i8", [[4], [1]]),
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
    expect({ code, error }).toEqual({ code: 0, error: "" });
    const { labels, models, regression } = JSON.parse(out);
    expect(labels).toMatchObject({ images: 4, none: 1, one: 2, two: 1, more: 0, original_kept: 3 });
    expect(models).toMatchObject([
      { model: "two", n: 4, top1: 2 / 4, real: 1, real_n: 3, top5: null },
      { model: "one", n: 4, top1: 2 / 4, real: 2 / 3, real_n: 3, real_ci: [expect.any(Number), 1] },
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
    expect(models[0]).toEqual({ model: "a", top1: 0.8, real: 0.85 });
  });

  it.each([
    ["labels.json", "short.npy", /has 2 rows, but .*names 4 images/],
    ["strange.json", "one.npy", /has no such image/],
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
