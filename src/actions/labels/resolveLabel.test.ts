import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { researchData } from "../../../test/researchData.ts";
import type { Label } from "../../contract/labels/labelSpace.ts";
import { labelResolver } from "./resolveLabel.ts";

const makeLabels = (...labels: (Pick<Label, "key" | "name"> & { synonyms?: string[] })[]): Label[] =>
  labels.map((label, index) => ({ index, synonyms: [], definition: "", hypernyms: [], ...label }));

const animals = labelResolver(
  makeLabels(
    { key: "n01", name: "great white shark", synonyms: ["white shark"] },
    { key: "n02", name: "crane (bird)" },
    { key: "n03", name: "crane (machine)" },
    { key: "n04", name: "boxer (dog)", synonyms: ["pugilist"] },
    { key: "n05", name: "glove", synonyms: ["pugilist", "mitt"] },
  ),
);

test("names with commas between mean the label that bears them all, or just these", () => {
  const find = labelResolver(
    makeLabels(
      { key: "n01", name: "missile" },
      { key: "n02", name: "projectile", synonyms: ["missile"] },
      { key: "n03", name: "maillot (bathing suit)", synonyms: ["tank suit"] },
      { key: "n04", name: "maillot (tights)" },
      { key: "n05", name: "bow (weapon)", synonyms: ["arch"] },
      { key: "n06", name: "bow (knot)", synonyms: ["arch", "ribbon"] },
      { key: "n07", name: "corgi", synonyms: ["Cardigan"] },
      { key: "n08", name: "cardigan (garment)" },
    ),
  );
  expect(find("projectile, missile")?.label).toBe(1);
  expect(find("missile,  Projectile")?.label).toBe(1);
  expect(find("missile")?.label).toBe(0);
  expect(find("maillot, tank suit")?.label).toBe(2);
  expect(find("bow, arch")?.label).toBe(4);
  expect(find("bow, arch, ribbon")?.label).toBe(5);
  expect(find("cardigan")?.label).toBe(7);
  expect(find("corgi, cardigan")?.label).toBe(6);
  for (const none of ["maillot", "missile, tank suit", "projectile, unknown", "1, 2", ",", "missile,"]) {
    expect(find(none)).toBeUndefined();
  }
});

test("of the built-in label space, the names that two classes share are refused with both", () => {
  const file = fileURLToPath(new URL("../../../label-spaces/imagenet-1k.json", import.meta.url));
  const { labels }: { labels: Label[] } = JSON.parse(readFileSync(file, "utf8"));
  const find = labelResolver(labels.map((label, index) => ({ ...label, index })));
  expect(find("maillot")).toBeUndefined();
  expect(find.explain("Maillot")).toBe(
    "“maillot (dance tights)” (index 638, key n03710637) or “maillot (bathing suit)” (index 639, key n03710721)",
  );
  expect(find.explain("crane")).toMatch(/crane \(bird\).* or .*crane \(machine\)/);
  const old = { "maillot (dance tights)": 638, "maillot_(bathing_suit)": 639, "maillot, tank suit": 639 };
  const glasses = {
    "sunglass (lens)": 836,
    sunglass: 836,
    sunglasses: 837,
    "sunglasses, dark glasses, shades": 837,
  };
  for (const [written, label] of Object.entries({ ...old, ...glasses }))
    expect(find(written)?.label).toBe(label);
  // Every name of a label means only that label, or is refused with all labels that share it.
  for (const { name, synonyms } of labels) {
    for (const word of [name, name.replace(/ \(.*\)$/, ""), ...synonyms]) {
      if (find(word) === undefined) expect(find.explain(word), word).toBeDefined();
    }
  }
});

test("a number that is the index of one label and the name of another means neither", () => {
  const find = labelResolver(
    makeLabels({ key: "a", name: "1" }, { key: "b", name: "0" }, { key: "c", name: "2" }),
  );
  expect(find("0")).toBeUndefined();
  expect(find("2")?.label).toBe(2);
});

test.skipIf(!researchData)("ImageNet's class strings, all but those that two labels share", () => {
  const read = (file: string) => JSON.parse(readFileSync(file, "utf8"));
  const space = read(fileURLToPath(new URL("../../../label-spaces/imagenet-1k.json", import.meta.url)));
  const find = labelResolver(space.labels.map((label: Label, index: number) => ({ ...label, index })));
  const strings: Record<string, string> = read(
    `${researchData}/imagenet1k/label_indices_to_full_synonyms.json`,
  );
  const wrong = Object.entries(strings).filter(([index, text]) => find(text)?.label !== Number(index));
  expect(wrong.map(([, text]) => text)).toEqual(["crane", "crane", "maillot"]);
  expect(wrong.every(([, text]) => find(text) === undefined)).toBe(true);
});

describe("a written label is recognised", () => {
  test.each([
    ["n03", 2, "key"],
    ["3", 3, "index"],
    ["0003", 3, "index"],
    ["3.0", 3, "index"],
    ["great white shark", 0, "name"],
    ["Great_White_Shark", 0, "name"],
    ["crane (bird)", 1, "name"],
    ["boxer", 3, "synonym"],
    ["white shark", 0, "synonym"],
    ["mitt", 4, "synonym"],
  ])("%s", (written, label, rule) => {
    expect(animals(written)).toEqual({ label, rule });
  });
});

test.each([
  ["crane", "two labels"],
  ["pugilist", "two synonyms"],
  ["5", "no index"],
  ["5.0", "no index"],
  ["3.5", "no whole number"],
  ["", "nothing"],
  ["wolf", "no label"],
])("“%s” means %s, and is not guessed at", (written) => {
  expect(animals(written)).toBeUndefined();
});

test("where keys are numbers other than the indices, a number is a key and never an index", () => {
  const numbered = labelResolver(makeLabels({ key: "1", name: "one" }, { key: "2", name: "two" }));
  expect(numbered("1")).toEqual({ label: 0, rule: "key" });
  expect(numbered("0")).toBeUndefined();
});

test("where keys are the indices, leading zeros do not matter", () => {
  const numbered = labelResolver(makeLabels({ key: "0", name: "zero" }, { key: "1", name: "one" }));
  expect(numbered("1")?.label).toBe(1);
  expect(numbered("001")?.label).toBe(1);
});
