// @ts-expect-error the types here are the browser's, but tests run in Node
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Label } from "../../../contract/labels/labelSpace.ts";
import { nameInLanguage } from "../../../core/labels/labelNames.ts";
import { everydayWords } from "../../words/labels/everydayWords.ts";
import { meaningOf, meantWith } from "./meaningOf.ts";
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
  it("finds a label by its name in a language, by its main name, and by everyday words for that", () => {
    const named = space.map((label) =>
      nameInLanguage(
        label.name === "studio couch" ? { ...label, names: { ko: ["침대 겸용 소파", "카우치"] } } : label,
        "ko",
      ),
    );
    const find = createLabelSearch(named);
    const couch = space.find(({ name }) => name === "studio couch")!.index;
    for (const text of ["침대", "소파", "카우치", "studio couch", "sofa"])
      expect([text, find(text)[0]]).toEqual([text, couch]);
    // Written without spaces, a word may stand anywhere in a name.
    const chinese = [{ ...space[0]!, index: 0, name: "双人沙发", synonyms: [] }];
    expect(createLabelSearch(chinese)("沙发")).toEqual([0]);
  });
  it("forgives typing errors", () => {
    expect(first("golden retreiver")).toBe("golden retriever");
    expect(first("chesseburger")).toBe("cheeseburger");
  });
  it("puts what is named so first, then what holds the word, then its kinds, then what begins so", () => {
    const names = search("cat").map((label) => space[label]!.name);
    expect(names[0]).toBe("tiger cat");
    const place = (name: string) => names.indexOf(name);
    for (const name of ["Egyptian cat", "tabby", "catamaran"])
      expect([name, place(name) >= 0]).toEqual([name, true]);
    expect(place("Egyptian cat")).toBeLessThan(place("tabby"));
    expect(place("tabby")).toBeLessThan(place("catamaran"));
    // A name before another label's synonym.
    expect(first("beaver")).toBe("beaver");
  });
  it.each([
    ["sofa", "studio couch"],
    ["tv", "television"],
    ["glass", "goblet"],
    ["cats", "tiger cat"],
    ["person", "groom"],
    ["phone", "cellular telephone"],
    ["bikes", "mountain bike"],
    ["fridge", "refrigerator"],
    ["trainers", "running shoe"],
    ["bin", "ashcan"],
    ["furniture", "barber chair"],
    ["birds", "kite (bird)"],
    ["lorries", "trailer truck"],
  ])("knows the everyday word %s", (typed, name) => {
    expect(first(typed)).toBe(name);
  });
  it("of names that begin so puts the short ones first, and knows a name by the initials of its words", () => {
    const nine = (text: string) =>
      search(text)
        .slice(0, 9)
        .map((label) => space[label]!.name);
    expect(nine("wa").slice(0, 3)).toEqual(["wallet", "wallaby", "warthog"]);
    expect(nine("wa")).toContain("washbasin");
    expect(first("tl")).toBe("table lamp");
    expect(nine("sw")).toContain("stone wall");
    // The s of “potter's wheel” is no word.
    expect(nine("s")).toContain("suit");
  });
  it("knows what is meant together with a label", () => {
    expect(meantWith("wine bottle").slice(0, 2)).toEqual(["red wine", "goblet"]);
    expect(meantWith("a label of nobody's")).toEqual([]);
  });
  it("knows everyday words of labels that there are, and no others", () => {
    const names = new Set(space.map(({ name }) => name));
    for (const word of Object.keys(everydayWords))
      for (const name of meaningOf(word)) expect([word, name, names.has(name)]).toEqual([word, name, true]);
    const other = [{ ...space[0]!, index: 0, name: "telly", synonyms: [], hypernyms: [] }];
    expect(createLabelSearch(other)("tv")).toEqual([]);
  });
  it("forgives a letter too many, missing, changed or swapped, also in the middle of typing", () => {
    for (const wrong of ["hammmer", "hamer", "hommer", "hmamer", "goldfsih"])
      expect([wrong, search(wrong).map((label) => space[label]!.name)]).toEqual([
        wrong,
        expect.arrayContaining([wrong.startsWith("g") ? "goldfish" : "hammer"]),
      ]);
    expect(search("retreiv").map((label) => space[label]!.name)).toContain("golden retriever");
    // Short words are too close to everything.
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
