import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { temporaryFolder } from "../files/testing/temporaryFolder.ts";
import { runProgram } from "./testing/runProgram.ts";

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

test("gold questions are read from answers and from a file of labels alike, and figures are cross-fitted", async () => {
  const method = ["--method", "dawid-skene", "--json", "--force", "--out", "gold-out.csv"];
  const [answers, labels] = await Promise.all(
    ["gold.csv", "labels.json"].map(async (gold) => JSON.parse((await run(...method, "--gold", gold)).out)),
  );
  expect(answers).toEqual(labels);
  expect(answers).toMatchObject({
    calibration: "gold",
    gold: { questions: 4, positives: 2, images: 4, folds: 4 },
  });
  expect(answers.fits[0]).toMatchObject({ iterations: null, converged: null, prior: 0.5 });
  const forPeople = await run("--gold", "gold.csv", "--method", "dawid-skene", "--out", "more.csv");
  expect(forPeople.out).toMatch(/cross-fitted, 4 folds by image \(seed 1\) .*\n.*in-sample/);
});

test.each([
  [["--method", "quorum"], 2, /A quorum needs its number/],
  [["--quorum", "2"], 2, /--quorum goes with --method quorum only/],
  [["--pool", "label"], 2, /--pool goes with --method dawid-skene only/],
  [["--gold-votes", "votes.csv"], 2, /--gold-votes needs the truth too/],
  [["--threshold", "2"], 2, /number from 0 to 1/],
  [["--gold", "nowhere.csv"], 1, /There is no file .*nowhere\.csv/],
])("%j is refused with exit code %i", async (args, code, message) => {
  const outcome = await run(...args, "--out", "never.csv");
  expect({ code: outcome.code, out: outcome.out }).toEqual({ code, out: "" });
  expect(outcome.error).toMatch(message);
});
