import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { runProgram } from "../../../test/servers/runProgram.ts";
import { seededRandom } from "../../core/seededRandom.ts";
import { makeNpy } from "../../files/testing/makeNpy.ts";

let cwd: string;
const images = Array.from({ length: 40 }, (_, at) => `${String(at).padStart(2, "0")}.jpg`);
const models = ["one", "two", "three"];
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "multilabelfy-intervals-"));
  const random = seededRandom("same intervals");
  const below = (limit: number) => Math.floor(random() * limit);
  const originals = images.map(() => below(5));
  const valid = images.map((_, at) =>
    at === 0
      ? [0, 1, 2, 3, 4, 5, 6]
      : at % 9 === 8
        ? []
        : [originals[at]!, ...(below(2) ? [5 + below(3)] : [])],
  );
  const write = (name: string, content: string | Uint8Array) => writeFile(join(cwd, name), content);
  await write(
    "images.csv",
    `image,label\n${images.map((image, at) => `${image},${originals[at]}\n`).join("")}`,
  );
  await write("bare.csv", `image\n${images.join("\n")}\n`);
  const labels = (sets: number[][]) =>
    JSON.stringify(Object.fromEntries(images.map((image, at) => [image, sets[at]!.map(String)])));
  await write("labels.json", labels(valid));
  await write("none.json", labels(images.map(() => [])));
  for (const [at, model] of models.entries()) {
    const rows = images.map((_, image) => {
      const first = random() < 0.85 - at / 10 ? (valid[image]![0] ?? below(8)) : below(8);
      return [0, 1, 2, 3, 4].map((rank) => (first + rank) % 8);
    });
    await write(`${model}.npy`, makeNpy("<i8", rows));
  }
});

async function run(command: string[], labels: string, list = "images.csv", predictions = models) {
  const { code, out, error } = await runProgram(
    [
      ...command,
      "--labels",
      labels,
      "--images",
      list,
      "--predictions",
      ...predictions.map((model) => `${model}.npy`),
      "--json",
    ],
    { cwd },
  );
  const readings = expect.stringMatching(
    /^( {2}\w+\.(npy: npy; row i of \w+\.csv = image, |json: an object|csv: the list).*\n)*$/,
  );
  expect({ code, error }).toEqual({ code: 0, error: readings });
  return JSON.parse(out);
}

it("evaluate, compare and models select give the same number the same interval", async () => {
  const evaluated = await run(["evaluate", "--out", "report"], "labels.json");
  const selected = await run(["models", "select", "--out", "selected"], "labels.json");
  const compared = await run(["compare"], "labels.json", "images.csv", ["one", "two"]);
  const modelOf = ({ models: list }: { models: { model: string }[] }, name: string) =>
    list.find(({ model }) => model === name) as never as Record<string, unknown>;

  const same = ["rank", "rank_ci", "real", "real_n", "real_ci", "top1", "top1_n", "top1_ci"];
  const curves = ["recall", "recall_ci", "recall_macro", "recall_macro_ci", "precision", "precision_ci"];
  for (const model of models) {
    const [here, there] = [modelOf(evaluated, model), modelOf(selected, model)];
    for (const name of [...same, ...curves]) expect(there[name], `${model} ${name}`).toEqual(here[name]);
    // The first prediction is all that precision at 1 evaluates.
    expect((here.precision_ci as unknown[])[0]).toEqual(here.real_ci);
  }
  const [top1, real] = compared.gaps;
  for (const [side, model] of [
    ["a", compared.a],
    ["b", compared.b],
  ] as const) {
    expect(real[`${side}Interval`]).toEqual(modelOf(evaluated, model).real_ci);
    expect(top1[`${side}Interval`]).toEqual(modelOf(evaluated, model).top1_ci);
  }
  const pair = evaluated.pairs.find(({ a, b }: { a: string; b: string }) =>
    [a, b].every((model) => [compared.a, compared.b].includes(model)),
  );
  const turn = pair.a === compared.a ? 1 : -1;
  expect(real.difference).toBeCloseTo(turn * pair.difference, 12);
  expect(turn > 0 ? real.interval : [-real.interval[1], -real.interval[0]]).toEqual(pair.difference_ci);
  expect(real.p).toBe(pair.p);

  // The files say it too.
  const summary = JSON.parse(await readFile(join(cwd, "report/summary.json"), "utf8"));
  const [best] = summary.evaluation.models;
  expect(best.real.interval).toEqual(modelOf(evaluated, best.model).real_ci);
  const given = summary.evaluation.sensitivity.variants[0];
  expect(given.real[0]).toEqual(best.real);
  expect(given.slope).toBe(summary.evaluation.regression.slope);
  const bounds = best.real.interval.join(",");
  expect(await readFile(join(cwd, "report/models.csv"), "utf8")).toContain(bounds);
  expect(await readFile(join(cwd, "selected/models.csv"), "utf8")).toContain(bounds);
  const shown = best.real.interval.map((bound: number) => (bound * 100).toFixed(2)).join(" to ");
  expect(await readFile(join(cwd, "report/index.html"), "utf8")).toContain(shown);
  expect(await readFile(join(cwd, "selected/index.html"), "utf8")).toContain(shown);
});

/** Paths of values that are null, or hold null, without a reason beside them. */
function unexplained(value: unknown, path = ""): string[] {
  if (typeof value !== "object" || value === null) return [];
  const reasons = (value as { reasons?: Record<string, string> }).reasons ?? {};
  return Object.entries(value).flatMap(([name, part]) => {
    const isMissing = part === null || (Array.isArray(part) && part.includes(null));
    const at = `${path}/${name}`;
    const isExplained = (reasons[name] ?? "").length > 0 || Array.isArray(value);
    return [...(isMissing && !isExplained ? [at] : []), ...unexplained(part, at)];
  });
}

it("tells the reason of every null in JSON", async () => {
  for (const [labels, list] of [
    ["labels.json", "images.csv"],
    ["none.json", "bare.csv"],
  ] as const) {
    for (const command of [["evaluate"], ["models", "select"]]) {
      const result = await run(command, labels, list, ["one", "two"]);
      expect(unexplained(result), `${command} ${labels} ${list}`).toEqual([]);
    }
    const result = await run(["compare"], labels, list, ["one", "two"]);
    expect(unexplained(result), `compare ${labels} ${list}`).toEqual([]);
  }
  const { models: none } = await run(["models", "select"], "none.json");
  expect(none[0]).toMatchObject({ rank: null, reasons: { rank: "no image has a valid label" } });
}, 300_000);
