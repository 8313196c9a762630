import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { runProgram } from "../../test/servers/runProgram.ts";
import { temporaryFolder } from "../files/testing/temporaryFolder.ts";

let cwd: string;
const lines = (...rows: object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join("");
const selected = (image: string, original: number, ...labels: [number, number][]) => ({
  ...{ image, original },
  labels: labels.map(([label, ticked]) => ({ label, ticked, asked: 4 })),
});

beforeAll(async () => {
  cwd = await temporaryFolder();
  const object = (...labels: number[]) =>
    Object.fromEntries(labels.map((label) => [label, [1 / labels.length, 1]]));
  const image = (name: string, original: number, ...objects: object[]) => {
    return {
      image: name,
      original,
      objects,
      main_label: Number(Object.keys(objects[0]!)[0]),
      main_object: 0,
    };
  };
  const files = {
    "images.csv": "image,label\na.jpg,0\nb.jpg,0\nc.jpg,2\nd.jpg,2\n",
    "objects.jsonl": lines(
      image("a.jpg", 0, object(0), object(2)),
      image("b.jpg", 0, object(1, 0)),
      image("c.jpg", 2, object(2)),
      image("d.jpg", 2, object(2), object(0)),
    ),
    "one.csv": "image,label,score\na.jpg,0,1\nb.jpg,2,1\nc.jpg,2,1\nd.jpg,3,1\n",
    "selections.jsonl": lines(
      selected("a.jpg", 0, [0, 4], [2, 2]),
      selected("b.jpg", 0, [0, 2], [1, 4], [2, 1]),
      selected("c.jpg", 2, [2, 4]),
      selected("z.jpg", 2, [2, 4]),
    ),
    "reference.jsonl": lines(selected("x.jpg", 9, [9, 4]), selected("y.jpg", 8, [8, 2])),
    "groups.csv": "label,superclass\n0,cats\n1,cats\n2,dogs\n",
    "groups.json": '{"cats": [0, 1], "dogs": [2]}',
    "people.csv": "image,annotator,label\na.jpg,ann,2\nb.jpg,ann,2\n",
    "space.csv": "name,parent\ncat,animal\ntabby,cat\ndog,animal\nbed,\nanimal,\n",
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(cwd, name), content);
});

const call = ["evaluate", "--images", "images.csv", "--objects", "objects.jsonl", "--predictions", "one.csv"];
const evaluate = async (...options: string[]) => runProgram([...call, ...options], { cwd });

test("evaluate says what people saw, said and thought, and what of it is in no file", async () => {
  const { out, error, code } = await evaluate(
    ...["--selections", "selections.jsonl", "--reference-selections", "reference.jsonl"],
    ...["--superclasses", "groups.csv", "--people", "people.csv", "--json"],
  );
  expect(error).not.toContain("error");
  expect(code).toBe(0);
  const result = JSON.parse(out);
  expect(result.cooccurrence).toMatchObject({
    found: 2,
    pairs: [
      { label: 0, other: 2, share: 0.5, share_n: 2 },
      { label: 2, other: 0, share: 0.5, share_n: 2 },
    ],
  });
  expect(result.selections).toMatchObject({
    images: 3,
    original_frequency: 10 / 12,
    models: [
      {
        model: "one",
        unasked: 0,
        prediction_frequency: 9 / 12,
        original_frequency: 10 / 12,
        difference: -1 / 12,
      },
    ],
    adjusted: {
      reference_images: 2,
      images: 3,
      asked: 4,
      models: [{ raw: 2 / 3, plug_in: 0.5, unmatched: 0 }],
    },
  });
  expect(result.superclasses).toMatchObject({
    names: ["cats", "dogs"],
    // Label 3, of the last image, is in no group.
    confusions: [
      { who: "people", same: 1, same_n: 4 },
      {
        who: "one",
        same: 2 / 3,
        same_n: 3,
        counts: [
          [1, 1],
          [0, 1],
        ],
        outside: 1,
      },
    ],
    beside: {
      images: [2, 2],
      counts: [
        [0, 1],
        [1, 0],
      ],
    },
  });
  expect(result.human_accuracy).toMatchObject({
    people: [{ name: "ann", right: 0.5, right_n: 2, per_class: 0.5, per_class_n: 1 }],
    models: [{ name: "one", right: 0.5, right_n: 2 }],
  });
  expect(result.inputs.map(({ role }: { role: string }) => role)).toEqual([
    ...["labels", "images", "predictions", "selections", "reference-selections", "superclasses", "people"],
  ]);
});

test("a report has their figures, a table of errors to rate, and takes the ratings", async () => {
  const options = [
    "--selections",
    "selections.jsonl",
    "--superclasses",
    "groups.json",
    "--people",
    "people.csv",
  ];
  const first = await evaluate(...options, "--errors", "9", "--out", "report", "--label-space", "space.csv");
  expect(first.code).toBe(0);
  expect(first.out).toContain("1 image of selections.jsonl is left out: it is not evaluated");
  const errors = await readFile(join(cwd, "report/errors.csv"), "utf8");
  expect(errors.trim().split("\n")).toEqual([
    "image,label,label_name,original,original_name,severity,cause",
    "b.jpg,2,dog,0,cat,,",
    "d.jpg,3,bed,2,dog,,",
  ]);
  const page = await readFile(join(cwd, "report/index.html"), "utf8");
  for (const title of [
    "Objects that stand beside a label",
    "People judge models",
    "Superclasses: people",
    "People and models",
  ])
    expect(page).toContain(title);

  await writeFile(
    join(cwd, "rated.csv"),
    errors.replace("cat,,", "cat,Major,spurious").replace("dog,,", "dog,,"),
  );
  const rated = await evaluate("--severity", "rated.csv", "--json");
  expect(rated.error).toContain("1 row is not rated");
  expect(JSON.parse(rated.out).severity).toMatchObject({
    errors: 2,
    rated: 1,
    models: [{ model: "one", errors: 0.5, major: 1, major_n: 1, major_of_images: 0.5 }],
    causes: [{ cause: "spurious", errors: 1 }],
  });
});

test("superclasses may be hypernyms", async () => {
  const { out } = await evaluate("--superclasses", "hypernyms", "--label-space", "space.csv", "--json");
  expect(JSON.parse(out).superclasses).toMatchObject({
    names: ["animal"],
    confusions: [{ who: "people" }, { outside: 1 }],
  });
});

test.each([
  ["labels alone", ["--errors", "3"], "--errors writes a table into the report's folder"],
  ["a reference alone", ["--reference-selections", "reference.jsonl"], "is compared with --selections"],
  ["another dataset's", ["--selections", "reference.jsonl"], "it names no image that is evaluated"],
  [
    "groups of other labels",
    ["--superclasses", "imagenet-11", "--label-space", "space.csv"],
    "groups 1000 labels, and space.csv has 5",
  ],
  ["hypernyms of nothing", ["--superclasses", "hypernyms:2"], "name it with --label-space"],
])("%s is refused", async (_, options, message) => {
  const { code, error } = await evaluate(...options);
  expect(code).not.toBe(0);
  expect(error).toContain(message);
});

test("contains match draws images as easy as another dataset's, and says what is short", async () => {
  const pool = lines(
    ...[4, 4, 3, 2, 2].map((ticked, at) => selected(`p${at}.jpg`, 9, [9, ticked])),
    selected("q.jpg", 8, [7, 1]),
  );
  await writeFile(join(cwd, "pool.jsonl"), pool);
  const match = [
    "contains",
    "match",
    "reference.jsonl",
    "pool.jsonl",
    "--per-label",
    "3",
    "--out",
    "chosen.csv",
  ];
  const people = await runProgram(match, { cwd });
  expect(people.out).toContain("1 image short");
  expect(people.out).toContain("1 label of the reference has no image in the pool");
  expect(people.out).toContain("1 image of the pool without the frequency of an original label left out");
  expect(await readFile(join(cwd, "chosen.csv"), "utf8")).toBe(
    "image,label,ticked,asked\np0.jpg,9,4,4\np1.jpg,9,4,4\n",
  );
  const { out } = await runProgram([...match, "--force", "--json"], { cwd });
  expect(JSON.parse(out)).toMatchObject({
    images: 2,
    shortages: [{ label: "9", bin: 4, wanted: 3, there: 2 }],
    missing: ["8"],
  });
});
