import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { steps } from "../../web/tutorial/steps.ts";
import { findLabelSpace } from "./findLabelSpace.ts";

interface Reviewed {
  key: string;
  name: string;
  sense?: string;
  definition?: string;
  reason: string;
}

const file = new URL("../../../label-spaces/imagenet-1k.senses.json", import.meta.url);
const { labels: reviewed } = JSON.parse(await readFile(file, "utf8")) as { labels: Reviewed[] };
const { labels } = await findLabelSpace("imagenet-1k");
const byKey = new Map(labels.map((label) => [label.key, label]));

test("each entry names a label that there is, once, and says why", () => {
  expect(reviewed.length).toBeGreaterThan(50);
  expect(new Set(reviewed.map(({ key }) => key)).size).toBe(reviewed.length);
  for (const { key, name, sense, definition, reason } of reviewed) {
    expect(byKey.get(key)?.name, key).toBe(name);
    expect(sense ?? "n00000000", name).toMatch(/^n\d{8}$/);
    expect(sense ?? definition, name).toBeTruthy();
    expect(reason, name).toMatch(/\.$/);
  }
});

test("the label space has the reviewed definitions", () => {
  for (const { key, definition } of reviewed)
    if (definition) expect(byKey.get(key)?.definition).toBe(definition);
  const definitionOf = (key: string) => byKey.get(key)?.definition;
  // Taken from other WordNet synsets.
  expect(definitionOf("n07930864")).toContain("used for drinking");
  expect(definitionOf("n03933933")).toContain("built out from the shore");
  expect(definitionOf("n03944341")).toMatch(/^a toy/);
  expect(byKey.get("n07930864")?.hypernyms[0]).toBe("crockery");
});

test("whatever files call a label stays: keys, names, synonyms and their order", () => {
  const called = JSON.stringify(labels.map(({ key, name, synonyms }) => [key, name, synonyms]));
  expect(createHash("sha256").update(called).digest("hex")).toBe(
    "0299bb28de113dab83bb0b4b8ce8602534f19ad617fdb657daaaad6193f50480",
  );
});

test("no definition only repeats its label's name", () => {
  const small = new Set(
    "a an any of the found in is native to from kind species breed variety domestic".split(" "),
  );
  for (const { name, definition } of labels) {
    const own = name.toLowerCase().split(/[^a-z]+/);
    const said = definition
      .toLowerCase()
      .split(/[^a-z]+/)
      .filter((word) => word && !small.has(word));
    expect(said.filter((word) => !own.includes(word)).length, `${name}: ${definition}`).toBeGreaterThan(0);
  }
});

test("what the tutorial has people tick is defined as what its photos show", () => {
  const wanted = steps.flatMap(({ goal }) =>
    goal.kind === "labels" ? goal.keys : goal.kind === "found" ? [goal.key] : [],
  );
  expect(Object.fromEntries(wanted.map((key) => [byKey.get(key)?.name, byKey.get(key)?.definition]))).toEqual(
    {
      espresso:
        "strong black coffee brewed by forcing hot water under pressure through finely ground coffee beans",
      cup: "a small open container usually used for drinking; usually has a handle",
      "cocker spaniel": "a small breed with wavy silky hair; originally developed in England",
      tabby: "a cat with a grey or tawny coat mottled with black",
      wool: "yarn or fabric made from the hair of sheep",
      church: "a place for public (especially Christian) worship",
      dome: "a hemispherical roof",
      "electric guitar": "a guitar whose sound is amplified by electrical means",
      drum: "a musical percussion instrument; usually consists of a hollow cylinder with a membrane stretched across each end",
      umbrella: "a lightweight handheld collapsible canopy",
    },
  );
});
