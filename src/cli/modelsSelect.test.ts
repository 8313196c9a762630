import { readdirSync } from "node:fs";
import { copyFile, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { researchData } from "../../test/researchData.ts";
import { runProgram } from "../../test/servers/runProgram.ts";
import { makeNpy } from "../files/testing/makeNpy.ts";

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "multilabelfy-select-"));
  const files: Record<string, string | Buffer> = {
    // In the byte order of their names: a, b, c, d.
    "images.csv": "image,label\nd.jpg,5\na.jpg,1\nb.jpg,2\nc.jpg,7\n",
    "unlabelled.csv": "image\nd.jpg\na.jpg\nb.jpg\nc.jpg\n",
    "short.csv": "image,label\nd.jpg,5\na.jpg,1\nb.jpg,2\n",
    "word.csv": "image,label\nd.jpg,n0144\na.jpg,1\n",
    "labels.json": '{"a.jpg": ["1"], "b.jpg": [], "c.jpg": ["3", "7"], "d.jpg": ["5"]}',
    "real.json": "[[1], [], [3, 7], [5]]",
    "labels.csv": "image,label\na.jpg,1\nb.jpg,\nc.jpg,3\nc.jpg,7\nd.jpg,5\n",
    "strange.json": '{"e.jpg": ["1"]}',
    "outside.json": '{"a.jpg": ["8"]}',
    "none.json": '{"a.jpg": [], "b.jpg": []}',
    // First labels 4, 1, 2, 3 of d, a, b, c: the example of the definition.
    "one.npy": makeNpy("<i8", [
      [4, 5],
      [1, 0],
      [2, 0],
      [3, 0],
    ]),
    "two.npy": makeNpy("<f4", [
      [0, 0, 0, 0, 0, 9, 0, 0],
      [9, 0, 0, 0, 0, 0, 0, 0],
      [9, 0, 0, 0, 0, 0, 0, 0],
      [0, 0, 0, 8, 0, 0, 0, 9],
    ]),
    "far.npy": makeNpy("<i8", [[4], [1], [99], [3]]),
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(cwd, name), content);
});

const select = (labels: string, images: string, ...rest: string[]) =>
  runProgram(["models", "select", "--labels", labels, "--images", images, "--predictions", ...rest], { cwd });

async function selectJson(...args: [string, string, ...string[]]) {
  const { code, out, error } = await select(...args, "--json");
  expect({ code, error }).toEqual({ code: 0, error: expect.not.stringContaining("error") });
  return JSON.parse(out);
}

describe("models select", () => {
  it.each(["labels.json", "real.json", "labels.csv"])("evaluates models by %s", async (labels) => {
    const result = await selectJson(labels, "images.csv", "one.npy", "two.npy", "--k", "2");
    expect(result).toMatchObject({ images: 4, images_with_labels: 3, valid_labels: 4 });
    const [one, two] = result.models;
    expect(one).toMatchObject({
      model: "one",
      rank: 1,
      real: 2 / 3,
      real_n: 3,
      top1: 2 / 4,
      proposer: false,
    });
    expect(one.recall).toEqual([2 / 4, 3 / 4]);
    expect(one.precision).toEqual([2 / 3, 3 / 6]);
    expect(two).toMatchObject({ model: "two", rank: 1, real: 2 / 3, recall: [2 / 4, 3 / 4 + 1 / 4] });
    expect(one.by_label_count).toMatchObject({
      "1": { images: 2, real: 1 / 2 },
      "2": { images: 1, real: 1 },
    });
    expect(result.ensembles[0]).toMatchObject({
      models: ["two"],
      k: 2,
      recall: 1,
      precision: 4 / 6,
      chosen: true,
    });
  });

  it("says why what is undefined is null", async () => {
    const none = await selectJson("none.json", "unlabelled.csv", "one.npy");
    expect(none.models[0]).toMatchObject({
      real: null,
      real_n: 0,
      real_ci: null,
      recall: [null, null],
      top1: null,
    });
    expect(none.reasons).toMatchObject({
      real: "no image has a valid label",
      top1: "no image has an original label",
    });
    expect(none.ensembles).toEqual([]);
  });

  it("marks proposers, and calls recall relative", async () => {
    const result = await selectJson(
      "labels.json",
      "images.csv",
      "one.npy",
      "two.npy",
      "--proposers",
      "two,elsewhere",
    );
    expect(result.recall_is).toMatch(/relative/);
    expect(result.models.map((row: { model: string; rank: number | null }) => [row.model, row.rank])).toEqual(
      [
        ["one", 1],
        ["two", null],
      ],
    );
    expect(result.ensembles_searched).toEqual(["one"]);
    expect(result.notes.join(" ")).toContain("elsewhere");
    const { out } = await select("labels.csv", "images.csv", "one.npy");
    expect(out).toContain("relative recall@2");
  });

  it("writes tables, figures and a page that needs nothing beside it", async () => {
    const out = join(cwd, "report");
    const { files } = await selectJson("labels.json", "images.csv", "one.npy", "two.npy", "--out", out);
    expect(files.map((file: string) => file.slice(out.length + 1))).toEqual([
      "models.csv",
      "curves.csv",
      "ensembles.csv",
      "real-ranking.svg",
      "recall-at-k.svg",
      "precision-recall.svg",
      "index.html",
    ]);
    expect(await readFile(join(out, "models.csv"), "utf8")).toMatch(
      /^rank,model,proposer,real,.*\n1,one,no,0\.666/,
    );
    expect(await readFile(join(out, "recall-at-k.svg"), "utf8")).toMatch(
      /^<svg .*xmlns="http:\/\/www.w3.org\/2000\/svg"/,
    );
    const page = await readFile(join(out, "index.html"), "utf8");
    expect(page.match(/<svg/g)).toHaveLength(3);
    expect(page).not.toMatch(/(src|href)=|<script|url\(/);
    const again = await select("labels.json", "images.csv", "one.npy", "--out", out);
    expect(again).toMatchObject({
      code: 1,
      error: expect.stringMatching(/models\.csv exists already.*--force/),
    });
    await copyFile(join(cwd, "one.npy"), join(cwd, "=1+1.npy"));
    await select("labels.json", "images.csv", "=1+1.npy", "--out", out, "--force", "--spreadsheet");
    expect(await readFile(join(out, "models.csv"), "utf8")).toMatch(/\n1,'=1\+1,no,/);
  });

  it.each([
    ["labels.json", "short.csv", "one.npy", /image "c\.jpg": .*short\.csv has no image/],
    ["strange.json", "images.csv", "one.npy", /strange\.json, image "e\.jpg": .*images\.csv has no image/],
    ["real.json", "short.csv", "far.npy", /real\.json: it is a list of 4 images, but .*short\.csv names 3/],
    [
      "outside.json",
      "images.csv",
      "two.npy",
      /image “a\.jpg” has the label 8, but .*two\.npy has scores of 8 labels/,
    ],
    ["labels.json", "word.csv", "one.npy", /word\.csv, row 2: "n0144" is no label index/],
    ["labels.json", "nowhere.csv", "one.npy", /There is no file .*nowhere\.csv/],
    ["labels.json", "images.csv", "nowhere.npy", /There is no file .*nowhere\.npy/],
  ])("refuses %s with %s and %s in one line", async (labels, images, predictions, message) => {
    const { code, out, error } = await select(labels, images, predictions);
    expect({ code, out, lines: error.trim().split("\n").length }).toEqual({ code: 1, out: "", lines: 1 });
    expect(error).toMatch(message);
  });

  it("refuses a predicted label beyond what other files have scores for", async () => {
    const { code, error } = await select("labels.json", "images.csv", "two.npy", "far.npy");
    expect(code).toBe(1);
    expect(error).toMatch(/far\.npy, row 3: the label 99 is out of range: there are 8 labels/);
  });

  it("refuses a share that is none", async () => {
    expect(await select("labels.json", "images.csv", "one.npy", "--target-recall", "97")).toMatchObject({
      code: 2,
    });
  });
});

describe.skipIf(!researchData)("models select on research data", () => {
  it("ranks 20 public models on the published labels of ImageNetV2", async () => {
    const folder = join(researchData ?? "", "imagenetv2");
    const files = readdirSync(join(folder, "predictions")).map((name) => join(folder, "predictions", name));
    const result = await selectJson(
      join(folder, "refined_labels.json"),
      join(folder, "images.csv"),
      ...files,
    );
    const real = Object.fromEntries(
      result.models.map((row: { model: string; real: number; top1: number }) => [
        row.model,
        [row.real.toFixed(5), row.top1],
      ]),
    );
    expect(result.models[0].model).toBe("pnasnet5large");
    expect(result.models.at(-1).model).toBe("alexnet");
    expect(real).toMatchObject({
      pnasnet5large: ["0.84044", 0.7208],
      senet154: ["0.82778", 0.7048],
      resnet50: ["0.75372", 0.6333],
      alexnet: ["0.52386", 0.4398],
    });
    const byCount = Object.values(result.models[0].by_label_count) as { real: number }[];
    expect(byCount.slice(0, 4).map((group) => group.real.toFixed(3))).toEqual([
      "0.846",
      "0.831",
      "0.841",
      "0.820",
    ]);
    expect(result).toMatchObject({
      images: 10_000,
      images_with_labels: 9_871,
      valid_labels: 19_077,
      target_reached: false,
    });
    expect(result.ensembles_searched).toHaveLength(20);
  });
});
