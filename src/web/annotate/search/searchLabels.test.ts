// @ts-expect-error the types here are the browser's, but tests run in Node
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Label } from "../../../contract/labels/labelSpace.ts";
import { createLabelSearch, prepareLabelSearch } from "./searchLabels.ts";

const file = new URL("../../../../label-spaces/imagenet-1k.json", import.meta.url);
const { labels } = JSON.parse(readFileSync(file, "utf8")) as { labels: Label[] };
const space = labels.map((label, index) => ({ ...label, index }));
const search = createLabelSearch(space);
const first = (text: string) => space[search(text)[0] ?? -1]?.name;

describe("the search over a label space", () => {
  it("finds by name, by the beginning of a word, and the exact name first", () => {
    expect(first("cheeseburger")).toBe("cheeseburger");
    expect(first("cheeseb")).toBe("cheeseburger");
    expect(first("hen")).toBe("hen");
  });
  it("finds by synonym, by id, by number, and by definition", () => {
    expect(first("Tinca tinca")).toBe("tench");
    expect(first("n01443537")).toBe("goldfish");
    expect(search("933")[0]).toBe(933);
    expect(search("hamburger with melted cheese")).toContain(933);
  });
  it("forgives typing errors", () => {
    expect(first("golden retreiver")).toBe("golden retriever");
    expect(first("chesseburger")).toBe("cheeseburger");
  });
  it("puts what is named so first, then what begins so, then words that do, then definitions", () => {
    const names = search("cat").map((label) => space[label]!.name.toLowerCase());
    const begins = names.filter((name) => name.startsWith("cat")).length;
    expect(begins).toBeGreaterThan(0);
    expect(names.slice(0, begins).every((name) => name.startsWith("cat"))).toBe(true);
    expect(names.indexOf("egyptian cat")).toBeGreaterThanOrEqual(begins);
    // A name before another label's synonym.
    expect(first("beaver")).toBe("beaver");
  });
  it("forgives a letter too many, missing, changed or swapped, also in the middle of typing", () => {
    for (const wrong of ["hammmer", "hamer", "hommer", "hmamer", "goldfsih"])
      expect([wrong, search(wrong).map((label) => space[label]!.name)]).toEqual([
        wrong,
        expect.arrayContaining([wrong.startsWith("g") ? "goldfish" : "hammer"]),
      ]);
    expect(search("retreiv").map((label) => space[label]!.name)).toContain("golden retriever");
    // Short words are too near to everything.
    expect(search("qat")).toEqual([]);
  });
  it("finds names while it is being prepared, and the same as ever when it is ready", async () => {
    const { now, whole } = prepareLabelSearch(space);
    expect(space[now("goldf")[0]!]?.name).toBe("goldfish");
    const ready = await whole;
    for (const text of ["golden retreiver", "melted cheese", "n01443537"])
      expect(ready(text)).toEqual(search(text));
  });
  it("finds nothing where there is nothing", () => {
    expect(search("qqqqqqq")).toEqual([]);
  });
  it("finds what the lead has noted on a label, too", () => {
    const noted = space.map((label) =>
      label.name === "monastery" ? { ...label, note: "A convent counts, a refectory does not." } : label,
    );
    const named = (found: number[]) => found.map((index) => space[index]!.name);
    expect(named(search("refectory"))).not.toContain("monastery");
    expect(named(createLabelSearch(noted)("refectory"))[0]).toBe("monastery");
    // Its definition is searched as before.
    expect(named(createLabelSearch(noted)("residence of a religious community"))).toContain("monastery");
  });
});
