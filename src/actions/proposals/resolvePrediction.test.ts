import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { researchData } from "../../../test/researchData.ts";
import type { Label } from "../../contract/labels/labelSpace.ts";
import { readLabelSpaceFile } from "../../files/labelSpaces/readLabelSpaceFile.ts";
import { predictionResolver } from "./resolvePrediction.ts";

const label = (index: number, key: string, name: string, synonyms: string[] = []): Label => ({
  index,
  key,
  name,
  synonyms,
  definition: "",
  hypernyms: [],
});
const space = [
  label(0, "10", "crane (bird)"),
  label(1, "11", "crane (machine)", ["derrick"]),
  label(2, "12", "tench", ["Tinca tinca"]),
];
const resolve = predictionResolver(space);
const named = (...labels: (string | number)[]) => resolve({ row: 1, image: "a.jpg", labels, scores: null });

it("takes numbers for indices, and text for keys and names", () => {
  expect(named(2, "10")).toMatchObject({ key: "a.jpg", labels: [2, 0] });
  expect(named("tench, Tinca tinca")).toMatchObject({ labels: [2] });
  expect(named("crane, derrick")).toMatchObject({ labels: [1] });
});

it("says what is wrong with a row", () => {
  expect(named("crane")).toMatch(
    /“crane” can be “crane \(bird\)” .* or “crane \(machine\)” .*\. Write the key or the index/,
  );
  expect(named("tench, derrick")).toContain("is no label");
  expect(named(3)).toContain("“3” is no label");
  expect(named(-1)).toContain("is no label");
  expect(named(0.5)).toContain("is no label");
  expect(named()).toContain("has no labels");
  expect(named(2, "tench")).toContain("has a label twice");
  const scored = (scores: number[]) => resolve({ row: 1, image: "a", labels: null, scores });
  expect(scored([1, 2])).toContain("it has 2 scores, and the project has 3 labels");
});

it.skipIf(!researchData)("understands ImageNet's labels as timm writes them (research data)", async () => {
  const { labels } = await readLabelSpaceFile(
    join(import.meta.dirname, "../../../label-spaces/imagenet-1k.json"),
  );
  const file = join(researchData!, "imagenet1k/label_indices_to_full_synonyms.json");
  const written = Object.entries(JSON.parse(await readFile(file, "utf8")) as Record<string, string>);
  const understand = predictionResolver(labels);
  const wrong: string[] = [];
  let right = 0;
  for (const [index, text] of written) {
    const found = understand({ row: 1, image: "a", labels: [text], scores: null });
    if (typeof found === "string") continue;
    if (found.labels?.[0] === Number(index)) right++;
    else wrong.push(text);
  }
  expect(wrong).toEqual([]);
  expect(right).toBeGreaterThan(950);
});
