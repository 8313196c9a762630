import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type LabelChange, planLabelChange, type VersionedLabel } from "./planLabelChange.ts";

const label = (index: number, name: string, more: Partial<VersionedLabel> = {}): VersionedLabel => ({
  index,
  key: `k${index}`,
  name,
  synonyms: [],
  definition: "",
  hypernyms: [],
  ...more,
});
const labels = [
  label(0, "animal"),
  label(1, "bird", { hypernyms: ["animal"] }),
  label(2, "robin", { synonyms: ["redbreast"], hypernyms: ["bird", "animal"] }),
  label(3, "crane", { fate: "retired" }),
  label(4, "ruddock", { fate: "merged", into: [2] }),
];

const changed = (change: LabelChange, of: readonly VersionedLabel[] = labels) => {
  const planned = planLabelChange(of, change);
  if ("problem" in planned) throw new Error(planned.problem);
  return planned.changed;
};

describe("a label", () => {
  test("is added behind all others, with what is said of it", () => {
    expect(
      changed({ verb: "add", name: " barn  owl ", synonyms: ["owl", "Barn Owl", "owl", ""], parent: 1 }),
    ).toEqual([label(5, "barn owl", { key: "barn owl", synonyms: ["owl"], hypernyms: ["bird", "animal"] })]);
    expect(
      changed({ verb: "add", name: "bus", key: "v1", definition: "It drives.", parent: "vehicle" }),
    ).toEqual([label(5, "bus", { key: "v1", definition: "It drives.", hypernyms: ["vehicle"] })]);
  });

  test("keeps key, index and old name when it is renamed, and those below it follow", () => {
    expect(changed({ verb: "edit", label: 1, name: "fowl" })).toEqual([
      label(1, "fowl", { synonyms: ["bird"], hypernyms: ["animal"] }),
      label(2, "robin", { synonyms: ["redbreast"], hypernyms: ["fowl", "animal"] }),
    ]);
    expect(changed({ verb: "edit", label: 1, name: "Bird" })[0]?.synonyms).toEqual([]);
    expect(changed({ verb: "edit", label: 2, name: "robin" })).toEqual([]);
    expect(changed({ verb: "edit", label: 2, synonyms: [], definition: " red \n breast " })).toEqual([
      label(2, "robin", { definition: "red breast", hypernyms: ["bird", "animal"] }),
    ]);
  });

  test("is retired and offered again", () => {
    expect(changed({ verb: "retire", label: 2 })).toEqual([{ ...labels[2], fate: "retired" }]);
    expect(changed({ verb: "restore", label: 3 })).toEqual([label(3, "crane")]);
  });

  test("is merged into another, which is found by its names then", () => {
    expect(changed({ verb: "merge", label: 2, into: 1 })).toEqual([
      { ...labels[2], fate: "merged", into: [1] },
      { ...labels[1], synonyms: ["robin", "redbreast"] },
    ]);
  });

  test("is split into new ones of its kind", () => {
    expect(
      changed({ verb: "split", label: 2, into: [{ name: "male robin" }, { name: "female robin" }] }),
    ).toEqual([
      { ...labels[2], fate: "split", into: [5, 6] },
      label(5, "male robin", { key: "male robin", hypernyms: ["bird", "animal"] }),
      label(6, "female robin", { key: "female robin", hypernyms: ["bird", "animal"] }),
    ]);
  });

  test.each<[LabelChange, RegExp]>([
    [{ verb: "add", name: "" }, /needs a name/],
    [{ verb: "add", name: "Robin" }, /name “Robin” is that of label 2/],
    [{ verb: "add", name: "Crane" }, /of label 3, which is retired/],
    [{ verb: "add", name: "owl", key: "k1" }, /key “k1” is that of “bird”/],
    [{ verb: "add", name: "K1" }, /mistaken for “bird” \(key k1\)/],
    [{ verb: "add", name: "12" }, /mistaken for the index/],
    [{ verb: "add", name: "owl", parent: 99 }, /no label 99: the last one is 4/],
    [{ verb: "edit", label: 1, parent: 2 }, /“robin” is a kind of “bird” itself/],
    [{ verb: "edit", label: 3, name: "x" }, /“crane” is retired already, so it cannot be changed/],
    [{ verb: "edit", label: 9, name: "x" }, /no label 9/],
    [{ verb: "retire", label: 4 }, /“ruddock” is merged already/],
    [{ verb: "restore", label: 1 }, /“bird” is offered/],
    [{ verb: "restore", label: 4 }, /was merged, which cannot be taken back/],
    [{ verb: "merge", label: 1, into: 1 }, /into itself/],
    [{ verb: "merge", label: 1, into: 3 }, /“crane” is retired: merge into a label that is offered/],
    [{ verb: "split", label: 1, into: [{ name: "x" }] }, /into two or more/],
    [{ verb: "split", label: 1, into: [{ name: "x" }, { name: "X" }] }, /name “X” is that of label 5/],
  ])("is refused by name: %j", (change, message) => {
    expect(() => changed(change)).toThrow(message);
  });

  test("is never taken out or numbered anew, whatever is done in whatever order", () => {
    const index = fc.nat(8);
    const name = fc.stringMatching(/^[a-f]{1,2}$/);
    const change: fc.Arbitrary<LabelChange> = fc.oneof(
      fc.record({ verb: fc.constant("add" as const), name }),
      fc.record({ verb: fc.constant("edit" as const), label: index, name }),
      fc.record({ verb: fc.constantFrom("retire" as const, "restore" as const), label: index }),
      fc.record({ verb: fc.constant("merge" as const), label: index, into: index }),
      fc.record({
        verb: fc.constant("split" as const),
        label: index,
        into: fc.array(fc.record({ name }), { maxLength: 3 }),
      }),
    );
    fc.assert(
      fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
        let now = labels;
        for (const one of changes) {
          const planned = planLabelChange(now, one);
          if ("problem" in planned) continue;
          const next = [...now];
          for (const made of planned.changed) next[made.index] = made;
          expect(next.length).toBeGreaterThanOrEqual(now.length);
          expect(next.slice(0, now.length).map(({ key }) => key)).toEqual(now.map(({ key }) => key));
          expect(next.map((made) => made.index)).toEqual(next.map((_, at) => at));
          expect(new Set(next.map((made) => made.name.toLowerCase())).size).toBe(next.length);
          expect(next.some(({ fate }) => !fate)).toBe(true);
          now = next;
        }
      }),
    );
  });
});
