import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { expect, test } from "vitest";
import { kinOf } from "./kinOf.ts";

const labels = [
  { index: 0, name: "tabby", hypernyms: ["cat", "feline", "animal"] },
  { index: 1, name: "lion", hypernyms: ["big cat", "feline", "animal"] },
  { index: 2, name: "beagle", hypernyms: ["dog", "animal"] },
  { index: 3, name: "Persian cat", hypernyms: ["cat", "feline", "animal"] },
  { index: 4, name: "hammer", hypernyms: ["tool"] },
  { index: 5, name: "thing", hypernyms: [] },
  { index: 6, name: "lynx", hypernyms: ["feline", "animal"] },
  { index: 7, name: "kitten", hypernyms: ["young cat", "cat", "feline", "animal"] },
  // Another kind of cat, which has nothing to do with the others but its name.
  { index: 8, name: "bulldozer", hypernyms: ["cat", "vehicle"] },
];
const kin = kinOf(labels);
const names = (index: number) =>
  kin(labels[index]!).map(
    ({ label, kind, isSibling }) => `${label.name}: ${kind}${isSibling ? ", sibling" : ""}`,
  );

test("siblings first, then what is below the parent, then below the grandparent", () => {
  expect(names(0)).toEqual(["Persian cat: cat, sibling", "kitten: cat", "lynx: feline", "lion: feline"]);
  expect(names(6)).toEqual(["tabby: feline", "lion: feline", "Persian cat: feline"]);
});

test("a label of no kind, alone of its kind, or of one that only shares its name, has none", () => {
  for (const index of [2, 4, 5, 8]) expect(names(index)).toEqual([]);
});

test("no kin of any label of any label space is beyond the grandparent", () => {
  const kinds = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 5 });
  fc.assert(
    fc.property(fc.array(kinds, { maxLength: 30 }), (paths) => {
      const space = paths.map((hypernyms, index) => ({ index, hypernyms }));
      const find = kinOf(space);
      for (const label of space) {
        const found = find(label);
        const steps = found.map((one) => {
          const own = label.hypernyms.slice(0, 2).map((_, at) => label.hypernyms.slice(at).join("/"));
          const others = one.label.hypernyms
            .slice(0, 2)
            .map((_, at) => one.label.hypernyms.slice(at).join("/"));
          return own.findIndex((path) => others.includes(path));
        });
        expect(steps).not.toContain(-1);
        expect(found.map(({ label: one }) => one.index)).not.toContain(label.index);
        const siblings = found.map(({ isSibling }) => isSibling);
        expect(siblings).toEqual([...siblings].sort((a, b) => Number(b) - Number(a)));
        // Kin is mutual.
        for (const one of found)
          expect(find(one.label).some((back) => back.label.index === label.index)).toBe(true);
      }
    }),
  );
});

test("of the built-in label space", async () => {
  const file = new URL("../../../label-spaces/imagenet-1k.json", import.meta.url);
  const { labels } = JSON.parse(await readFile(file, "utf8")) as {
    labels: { name: string; hypernyms: string[] }[];
  };
  const space = labels.map((label, index) => ({ index, ...label }));
  const find = kinOf(space);
  const resultOf = (name: string) =>
    find(space.find((label) => label.name === name)!).map(({ label }) => label.name);
  expect(resultOf("volcano")).toEqual(["alp", "promontory"]);
  expect(resultOf("stove")).not.toContain("abacus");
  expect(resultOf("jaguar").slice(0, 4)).toEqual(["leopard", "snow leopard", "lion", "tiger"]);
  for (const label of space) {
    for (const { label: other, kind } of find(label)) {
      expect(label.hypernyms.slice(0, 2)).toContain(kind);
      expect(other.hypernyms.slice(0, 2)).toContain(kind);
    }
  }
});
