import { expect, test } from "vitest";
import type { LabelNames } from "./labelNames.ts";
import { planLabelChange, type VersionedLabel } from "./planLabelChange.ts";

const label = (index: number, name: string, names?: LabelNames): VersionedLabel => ({
  ...{ index, key: `k${index}`, name, synonyms: [], definition: "", hypernyms: [] },
  ...(names && { names }),
});
const labels = [
  label(0, "cup", { ko: ["컵", "잔"], de: ["Tasse"] }),
  label(1, "glass", { de: ["Glas"] }),
  { ...label(2, "mug", { ko: ["머그"] }), fate: "merged" as const, into: [0] },
];
const edit = (index: number, names: LabelNames) =>
  planLabelChange(labels, { verb: "edit", label: index, names });

test("names in a language are set, changed and taken off, and those of others stay", () => {
  expect(edit(1, { ko: [" 유리 잔 ", "", "유리컵", "유리컵"] })).toEqual({
    changed: [label(1, "glass", { de: ["Glas"], ko: ["유리 잔", "유리컵"] })],
  });
  expect(edit(0, { ko: [] })).toEqual({ changed: [label(0, "cup", { de: ["Tasse"] })] });
  expect(edit(0, { ko: [""], de: [] })).toEqual({ changed: [label(0, "cup")] });
  expect(edit(0, { ko: ["컵", "잔"] })).toEqual({ changed: [] });
  // What is changed otherwise leaves them.
  expect(planLabelChange(labels, { verb: "edit", label: 0, name: "beaker" })).toMatchObject({
    changed: [{ name: "beaker", names: { ko: ["컵", "잔"] } }],
  });
  expect(planLabelChange(labels, { verb: "add", name: "bowl", names: { fr: ["bol"] } })).toMatchObject({
    changed: [{ index: 3, names: { fr: ["bol"] } }],
  });
});

test("no two labels have one name in a language, and other words need a name before them", () => {
  expect(edit(1, { de: ["tasse"] })).toEqual({
    problem: "“tasse” is the name of “cup” in “de”. Choose another one.",
  });
  // A label that is offered again would clash.
  expect(edit(1, { ko: ["머그"] })).toMatchObject({ problem: expect.stringContaining("“mug” in “ko”") });
  expect(edit(1, { fr: ["tasse"] })).toMatchObject({ changed: [{}] });
  expect(edit(1, { ko: ["", "유리컵"] })).toMatchObject({ problem: expect.stringContaining("no name") });
  expect(edit(1, { ko: ["컵".repeat(201)] })).toMatchObject({
    problem: expect.stringContaining("200 characters"),
  });
});
