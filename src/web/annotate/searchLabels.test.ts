// @ts-expect-error the types here are the browser's, but tests run in Node
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { LabelWithExemplars } from "../../contract/labelSpace.ts";
import { createLabelSearch } from "./searchLabels.ts";

const file = new URL("../../../label-spaces/imagenet-1k.json", import.meta.url);
const { labels } = JSON.parse(readFileSync(file, "utf8")) as { labels: LabelWithExemplars[] };
const space = labels.map((label, index) => ({ ...label, index, exemplars: [] }));
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
  it("finds nothing where there is nothing", () => {
    expect(search("qqqqqqq")).toEqual([]);
  });
});
