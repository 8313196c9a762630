import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { runProgram } from "../../test/servers/runProgram.ts";
import { temporaryFolder } from "../files/testing/temporaryFolder.ts";

let cwd: string;
const folder = temporaryFolder();
const run = (...args: string[]) => runProgram(["votes", "aggregate", "votes.csv", ...args], { cwd });

beforeAll(async () => {
  cwd = await folder;
  const answers = { a: "yyn", b: "yyy", c: "nny", d: "nnn", e: "yny", f: "nnn" };
  const rows = Object.entries(answers).flatMap(([image, letters]) =>
    [...letters].map(
      (letter, person) => `${image}.jpg,7,person-${person},${letter === "y" ? "yes" : "no"}\n`,
    ),
  );
  await writeFile(join(cwd, "votes.csv"), `image,label,annotator,answer\n${rows.join("")}`);
  await writeFile(
    join(cwd, "gold.csv"),
    "image,label,answer\na.jpg,7,yes\nb.jpg,7,yes\nc.jpg,7,no\nd.jpg,7,no\n",
  );
  await writeFile(
    join(cwd, "labels.json"),
    '{"a.jpg": ["7"], "b.jpg": ["7", "9"], "c.jpg": [], "d.jpg": []}',
  );
});

test("writes the probability of every item, and says that nobody knows how far to trust it", async () => {
  const { code, out } = await run("--out", "majority.csv");
  expect(code).toBe(0);
  expect(out).toContain("18 votes of 3 annotators on 6 items");
  expect(out).toContain("3 items with a probability above 0.5");
  expect(out).toContain("uncalibrated");
  const text = await readFile(join(cwd, "majority.csv"), "utf8");
  expect(text.split("\n").slice(0, 5)).toEqual([
    "image,label,probability",
    "a.jpg,7,0.6666666666666666",
    "b.jpg,7,1",
    "c.jpg,7,0.3333333333333333",
    "d.jpg,7,0",
  ]);
});

test("--json gives iterations, convergence, likelihood and each confusion matrix, and nothing else on stdout", async () => {
  const { out } = await run("--method", "dawid-skene", "--out", "skene.csv", "--json");
  const { calibration, gold, fits, items, taken } = JSON.parse(out);
  expect({ calibration, gold, items, taken }).toEqual({
    calibration: "uncalibrated",
    gold: null,
    items: 6,
    taken: 3,
  });
  expect(fits).toHaveLength(1);
  expect(fits[0]).toMatchObject({ label: null, converged: true, answers: 2 });
  expect(fits[0].iterations).toBeGreaterThan(1);
  expect(fits[0].logLikelihood).toBeLessThan(0);
  expect(fits[0].annotators[0]).toMatchObject({ annotator: "person-0", votes: 6, whenNo: { maybe: 0 } });
});

const votesOf = (...rows: string[]) => `image,label,annotator,answer\n${rows.join("\n")}\n`;
const skene = (file: string, ...args: string[]) =>
  runProgram(
    ["votes", "aggregate", file, "--method", "dawid-skene", "--out", `${file}.out.csv`, "--force", ...args],
    { cwd },
  );

test.each([
  ["one annotator", ["a,1,A,yes", "b,1,A,no", "c,2,A,yes"]],
  ["one item each", ["a,1,A,yes", "b,1,B,no", "c,1,C,no"]],
])("Dawid-Skene is refused where no item has two annotators: %s", async (name, rows) => {
  const file = `${name}.csv`;
  await writeFile(join(cwd, file), votesOf(...rows));
  for (const pool of ["all", "label"]) {
    const { code, out, error } = await skene(file, "--pool", pool);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(error).toMatch(/No label of an image was answered by two annotators.*--method majority/s);
  }
});

test("--spreadsheet has no text that would run as a formula; without it, every text is to the letter", async () => {
  await writeFile(join(cwd, "odd.csv"), votesOf("-a.jpg,=1+1,A,TRUE"));
  for (const [file, row, ...option] of [
    ["letter.csv", "-a.jpg,=1+1,1"],
    ["sheet.csv", "'-a.jpg,'=1+1,1", "--spreadsheet"],
  ] as const) {
    const { error } = await runProgram(["votes", "aggregate", "odd.csv", "--out", file, ...option], { cwd });
    expect(error).toContain("answers: TRUE is yes");
    expect(await readFile(join(cwd, file), "utf8")).toBe(`image,label,probability\n${row}\n`);
  }
});

test("who shares no item is told, and a lone no is never taken", async () => {
  const shared = ["a", "b", "c", "d"].flatMap((image, at) =>
    ["A", "B"].map((person) => `${image},1,${person},${at < 3 ? "yes" : "no"}`),
  );
  await writeFile(join(cwd, "lone.csv"), votesOf(...shared, "x,1,C,no", "y,1,C,yes", "z,1,D,no"));
  const { code, out } = await skene("lone.csv");
  expect(code).toBe(0);
  expect(out).toMatch(/Beware: 2 of 4 annotators share no item with anybody/);
  expect(out).toMatch(/which the rounds maximise/);
  const rows = (await readFile(join(cwd, "lone.csv.out.csv"), "utf8")).trim().split("\n").slice(1);
  const probability = new Map(rows.map((row) => [row[0], Number(row.split(",")[2])]));
  for (const image of "xzd") expect(probability.get(image)).toBeLessThanOrEqual(0.5);
  for (const image of "abcy") expect(probability.get(image)).toBeGreaterThan(0.5);
});

test("groups that share no item, and labels of which nothing can be estimated, are told", async () => {
  const pair = (images: string, people: string, label: number) =>
    [...images].flatMap((image, at) =>
      [...people].map((person) => `${image},${label},${person},${at % 2 ? "no" : "yes"}`),
    );
  await writeFile(
    join(cwd, "groups.csv"),
    votesOf(...pair("abcd", "AB", 1), ...pair("efgh", "CD", 1), "i,2,A,no"),
  );
  expect((await skene("groups.csv")).out).toMatch(/fall into 2 groups that share no item/);
  const { fits } = JSON.parse((await skene("groups.csv", "--pool", "label", "--json")).out);
  expect(fits[1]).toMatchObject({
    label: "2",
    iterations: null,
    iterationsMissing: expect.stringContaining("all answers are the same"),
    annotators: [],
  });
});

test("gold questions are read from answers and from a file of labels alike, and figures are cross-fitted", async () => {
  const method = ["--method", "dawid-skene", "--json", "--force", "--out", "gold-out.csv"];
  const [answers, labels] = await Promise.all(
    ["gold.csv", "labels.json"].map(async (gold) => JSON.parse((await run(...method, "--gold", gold)).out)),
  );
  const [{ readings: ofAnswers }, { readings: ofLabels }] = [answers, labels];
  expect(ofAnswers[1]).toMatchObject({ file: "gold.csv", format: "a row per answer", notes: [] });
  expect(ofLabels[1]).toMatchObject({
    file: "labels.json",
    format: "an object from image to labels",
    notes: ["labels that it does not name on an image are no"],
  });
  expect({ ...answers, readings: [] }).toEqual({ ...labels, readings: [] });
  expect(answers).toMatchObject({
    calibration: "gold",
    gold: { questions: 4, positives: 2, images: 4, folds: 4 },
  });
  for (const file of ["majority", "dawid-skene"]) {
    const { out } = await run(
      "--gold",
      "gold.csv",
      "--method",
      file,
      "--json",
      "--force",
      "--out",
      "reasons.csv",
    );
    const withoutReason = (part: unknown, path: string): string[] => {
      if (typeof part !== "object" || part === null) return [];
      const has = Object.keys(part).some((key) => /reason|missing/i.test(key));
      return Object.entries(part).flatMap(([key, value]) =>
        value === null ? (has ? [] : [`${path}.${key}`]) : withoutReason(value, `${path}.${key}`),
      );
    };
    expect(withoutReason(JSON.parse(out), "")).toEqual([]);
  }
  expect(answers.fits[0]).toMatchObject({ iterations: null, converged: null, prior: 0.5 });
  const forPeople = await run("--gold", "gold.csv", "--method", "dawid-skene", "--out", "more.csv");
  expect(forPeople.out).toMatch(/cross-fitted, 4 folds by image \(seed 1\) .*\n.*in-sample/);
});

test.each([
  [["--method", "quorum"], 2, /A quorum needs its number/],
  [["--quorum", "2"], 2, /--quorum goes with --method quorum only/],
  [["--pool", "label"], 2, /--pool goes with --method dawid-skene only/],
  [["--gold-votes", "votes.csv"], 2, /--gold-votes needs the truth too/],
  [["--method", "calibrated"], 2, /learned from labels whose truth is known/],
  [["--method", "calibrated", "--gold", "gold.csv"], 1, /50 truly no.*There are 2 yes and 2 no on 4 images/],
  [["--diagram", "never.svg"], 2, /compares probabilities with the truth/],
  [["--threshold", "2"], 2, /number from 0 to 1/],
  [["--gold", "nowhere.csv"], 1, /There is no file .*nowhere\.csv/],
])("%j is refused with exit code %i", async (args, code, message) => {
  const outcome = await run(...args, "--out", "never.csv");
  expect({ code: outcome.code, out: outcome.out }).toEqual({ code, out: "" });
  expect(outcome.error).toMatch(message);
});
