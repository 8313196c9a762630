import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { runProgram } from "../../test/servers/runProgram.ts";

let cwd: string;
const run = (...args: string[]) => runProgram(args, { cwd });

const images = Array.from({ length: 60 }, (_, at) => ({ image: `${at}.jpg`, label: at % 10 }));
const csv = (change: (label: number, at: number) => number) =>
  `image,label\n${images.map(({ image, label }, at) => `${image},${change(label, at)}`).join("\n")}\n`;
const votesOf = (change: (label: number) => number) =>
  `image,label,rater,answer\n${images
    .flatMap(({ image, label }) =>
      [label, (label + 5) % 10].map(
        (asked) => `${image},${asked},Ann,${asked === change(label) ? "Yes" : "no"}`,
      ),
    )
    .join("\n")}\n`;

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "multilabelfy-labels-"));
  const files = {
    "labels.csv": csv((label) => label),
    "moved.csv": csv((_, at) => (at * 3 + 1) % 10),
    "names.tsv": "image\tlabel\na.jpg\ttench|goldfish\nb.jpg\tn01440764\n",
    "indices.jsonl": '{"file": "b.jpg", "labels": [0]}\n{"file": "a.jpg", "labels": [1, 0]}\n',
    "short.json": "[[0],[1]]",
    "long.json": "[[0],[1],[2]]",
    "others.json": '{"z.jpg": [0]}',
    "fitting.csv": votesOf((label) => label),
    "contrary.csv": votesOf((label) => (label + 5) % 10),
    "keys.txt": "\ufeffa.jpg\r\n",
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(cwd, name), content);
});

test("labels diff compares what labels mean, whatever the forms", async () => {
  const { out, error } = await run(
    ...["labels", "diff", "names.tsv", "indices.jsonl", "--label-space", "imagenet-1k", "--json"],
  );
  expect(error).toBe("");
  expect(JSON.parse(out)).toMatchObject({ inBoth: 2, same: 2, changed: 0, implausible: [] });
  const refused = await run("labels", "diff", "labels.csv", "names.tsv");
  expect(refused).toMatchObject({ code: 1, out: "" });
  expect(refused.error).toContain("names labels by their indices, names.tsv by text");
});

test.each([
  ["short.json", "long.json", "short.json is a list of 2 images, long.json of 3"],
  ["labels.csv", "others.json", 'No image is in both files: A has "0.jpg", B "z.jpg"'],
  ["labels.csv", "moved.csv", "at random they would on"],
])("labels diff of %s and %s is refused", async (a, b, message) => {
  const { code, error } = await run("labels", "diff", a, b);
  expect(code).toBe(1);
  expect(error).toContain(message);
});

test("labels summary compares with the original labels of a list", async () => {
  expect((await run("labels", "summary", "labels.csv", "--images", "labels.csv")).code).toBe(0);
  const refused = await run("labels", "summary", "moved.csv", "--images", "labels.csv");
  expect(refused.code).toBe(1);
  expect(refused.error).toContain("--allow-implausible");
  const allowed = await run(
    ...["labels", "summary", "moved.csv", "--images", "labels.csv", "--allow-implausible", "--json"],
  );
  expect(JSON.parse(allowed.out)).toMatchObject({ images: 60, implausible: [expect.any(String)] });
});

test("votes that contradict the gold questions stop the command", async () => {
  const args = (votes: string) => [
    "votes",
    "aggregate",
    votes,
    "--gold",
    "labels.csv",
    "--out",
    "p.csv",
    "--force",
  ];
  expect(await run(...args("fitting.csv"))).toMatchObject({
    code: 0,
    error:
      "  fitting.csv: a row per vote; image, label, rater = annotator, answer\n  labels.csv: a table; image, label; labels that it does not name on an image are no\n",
  });
  const refused = await run(...args("contrary.csv"));
  expect(refused.code).toBe(1);
  expect(refused.error).toContain("the votes on gold questions and their true answers agree on 0 of 120");
  const allowed = await run(...args("contrary.csv"), "--allow-implausible");
  expect(allowed.out).toMatch(/^Implausible: /);
});
