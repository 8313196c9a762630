import { expect, test } from "vitest";
import { relateLabels } from "./relateLabels.ts";

const label = (name: string, hypernyms: string[], synonyms: string[] = []) => ({ name, hypernyms, synonyms });
const cat = label("cat", ["feline", "animal"]);
const tabby = label("tabby", ["cat", "feline", "animal"], ["tabby cat"]);
const tigerCat = label("tiger cat", ["cat", "feline", "animal"]);

test.each([
  [tabby, cat, { kind: "first-is-kind" }],
  [cat, tabby, { kind: "second-is-kind" }],
  [tabby, tigerCat, { kind: "same-kind", of: "cat" }],
  [
    label("maillot", ["garment"]),
    label("Maillot ", ["suit"], ["tank suit"]),
    { kind: "same-word", word: "maillot" },
  ],
  [
    label("screen", ["display"], ["CRT screen"]),
    label("monitor", ["device"], ["crt screen"]),
    { kind: "same-word", word: "crt screen" },
  ],
  [cat, label("dog", ["canine", "animal"]), null],
  // Of two meanings of a word, neither is a kind of the other.
  [label("construction crane", ["crane", "machine"]), label("crane", ["wading bird", "animal"]), null],
  [label("a", []), label("b", []), null],
])("%o and %o: %o", (first, second, relation) => {
  expect(relateLabels(first, second)).toEqual(relation);
});
