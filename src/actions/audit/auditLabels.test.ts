import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { researchData } from "../../../test/researchData.ts";
import { seededRandom } from "../../core/seededRandom.ts";
import { makeNpy } from "../../files/testing/makeNpy.ts";
import { auditLabels } from "./auditLabels.ts";

const names = ["ant", "bee", "cat", "dog"];
const count = 200;
/** Every tenth label is planted wrong. */
const truth = Array.from({ length: count }, (_, at) => at % 4);
const given = truth.map((label, at) => (at % 10 === 3 ? (label + 1) % 4 : label));
const planted = given.flatMap((label, at) => (label === truth[at] ? [] : [`${at}.jpg`]));
const random = seededRandom(7);
const scores = truth.map((label) => {
  const row = names.map((_, at) => random() * 0.4 + (at === label ? 2 : 0));
  const sum = row.reduce((total, one) => total + one, 0);
  return row.map((one) => one / sum);
});

let folder: string;
const inFolder = (name: string) => join(folder, name);
const about = { rank: "normalized-margin", scale: "auto", allowImplausible: false } as const;

const labelsCsv = (labels: readonly (string | number)[]) =>
  `image,label\n${labels.map((label, at) => `${at}.jpg,${label}`).join("\n")}\n`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "multilabelfy-audit-"));
  const files = {
    "names.csv": labelsCsv(given.map((label) => names[label]!)),
    "indices.csv": labelsCsv(given),
    "three.csv": labelsCsv(given.map((label) => names[Math.min(label, 2)]!)),
    "p.npy": makeNpy("<f4", scores),
    "turned.npy": makeNpy(
      "<f4",
      scores.map(([a, b, c, d]) => [c!, a!, b!, d!]),
    ),
    "mixed.npy": makeNpy(
      "<f4",
      scores.map(() => scores[Math.floor(random() * count)]!),
    ),
    "logits.npy": makeNpy(
      "<f4",
      scores.map((row) => row.map((score) => Math.log(score) * 3 - 4)),
    ),
    "short.npy": makeNpy("<f4", scores.slice(1)),
    "order.txt": "cat\nant\nbee\ndog\n",
    "wide.csv": `image,${names.join(",")}\n${scores
      .map((row, at) => `${at}.jpg,${row.join(",")}`)
      .toReversed()
      .join("\n")}\n`,
    "top.csv": `image,label,score\n${scores.map((row, at) => `${at}.jpg,ant,${row[0]}`).join("\n")}\n`,
    "sets.csv": labelsCsv(truth.map((label, at) => (at === 5 ? "" : at === 8 ? "0|1" : label))),
  };
  for (const [name, content] of Object.entries(files)) await writeFile(inFolder(name), content);
});

const audit = (labels: string, probabilities: string, more: object = {}) =>
  auditLabels({
    ...about,
    labels: inFolder(labels),
    probabilities: probabilities.split(" ").map(inFolder),
    ...more,
  });

test.each([
  ["names.csv", "p.npy", {}],
  ["indices.csv", "p.npy", {}],
  ["names.csv", "logits.npy", {}],
  ["names.csv", "wide.csv", {}],
  ["names.csv", "p.npy logits.npy", {}],
  ["names.csv", "turned.npy", { classOrder: "order.txt" }],
])("labels planted wrong are found in %s with %s", async (labels, probabilities, options) => {
  const more = "classOrder" in options ? { classOrder: inFolder("order.txt") } : {};
  const found = await audit(labels, probabilities, more);
  expect(found).toMatchObject({ images: count, labels: 4, areSets: false, rule: "estimated-number" });
  expect(found.issues.length).toBeGreaterThan(planted.length / 2);
  expect(found.issues.filter(({ image }) => !planted.includes(image))).toEqual([]);
  const scored = found.issues.map(({ score }) => score);
  expect(scored).toEqual(scored.toSorted((a, b) => a - b));
  expect(found.issues[0]!.reason).toMatch(/^\w+ has [\d.]+ %, \w+ [\d.]+ %$/);
});

test.each([
  ["names.csv", "turned.npy", "its columns are in another order than that of the labels' names"],
  ["indices.csv", "turned.npy", "its columns are in another order than the labels"],
  ["indices.csv", "mixed.npy", "agree on"],
  ["three.csv", "p.npy", "names 3 different labels: if there are others, say with --label-space"],
  ["names.csv", "short.npy", "has 199 rows"],
  ["names.csv", "top.csv", "it has scores of 1 labels, and there are 4. The probability of every label"],
  ["sets.csv", "logits.npy", "it holds logits, and images have several labels or none"],
])("%s with %s is refused", async (labels, probabilities, message) => {
  await expect(audit(labels, probabilities)).rejects.toThrow(message);
});

test("sets are asked about label by label, and take no rule", async () => {
  const found = await audit("sets.csv", "p.npy");
  expect(found).toMatchObject({ areSets: true, rule: "per-label", rank: "pooled", confused: [] });
  const [first, second] = found.issues;
  expect([first!.image, second!.image].sort()).toEqual(["5.jpg", "8.jpg"]);
  expect(found.issues.find(({ image }) => image === "5.jpg")).toMatchObject({ given: [], missing: ["1"] });
  expect(found.issues.find(({ image }) => image === "8.jpg")!.wrong).toContain("1");
  await expect(audit("sets.csv", "p.npy", { rule: "both" })).rejects.toThrow("--rule is for images");
});

describe.skipIf(researchData === undefined)("on CIFAR-10's test images", () => {
  test("the published rule gives the 275 images that people checked", async () => {
    const { readFile } = await import("node:fs/promises");
    const data = join(researchData!, "cifar10");
    const run = (rule?: "both") =>
      auditLabels({
        ...about,
        labels: join(data, "images.csv"),
        probabilities: [join(data, "out-of-fold-probabilities.npy")],
        rule,
      });
    const { issues, confused } = await run();
    expect(issues).toHaveLength(275);
    const found = new Set(issues.map(({ image }) => image));
    const checked = (await readFile(join(data, "checked-by-people.csv"), "utf8")).trim().split("\n").slice(1);
    expect(checked.filter((row) => !found.has(row.split(",")[0]!))).toEqual([]);
    expect(confused[0]).toMatchObject({ labels: ["cat", "dog"], counts: [32, 27], total: 1582 });
    // As cleanlab 2.9.0 has it.
    expect((await run("both")).issues).toHaveLength(226);
  });
});
