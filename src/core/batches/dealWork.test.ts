import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dealWork } from "./dealWork.ts";

const images = (count: number) => Array.from({ length: count }, (_, index) => `image ${index}`);
const loads = (dealt: Map<string, string | null>, people: string[]) =>
  people.map((person) => [...dealt.values()].filter((one) => one === person).length);

describe("dealing work", () => {
  it("splits the paper's 6,425 images evenly among five experts who annotated some of them", () => {
    const experts = ["a", "b", "c", "d", "e"];
    // Four of the five had annotated, each a seventh of all.
    const mayHave = (person: string, image: string) =>
      person === "e" || Number(image.split(" ")[1]) % 7 !== experts.indexOf(person);
    expect(loads(dealWork(images(6425), experts, mayHave), experts)).toEqual([1285, 1285, 1285, 1285, 1285]);
  });

  it("gives an image only to who may have it, and every image that anybody may have", () => {
    const limits = fc.array(fc.subarray(["a", "b", "c"]), { maxLength: 60 });
    fc.assert(
      fc.property(limits, (able) => {
        const mayHave = (person: string, image: string) =>
          able[Number(image.split(" ")[1])]!.includes(person);
        const dealt = dealWork(images(able.length), ["a", "b", "c"], mayHave);
        able.forEach((people, index) => {
          const got = dealt.get(`image ${index}`);
          if (people.length === 0) expect(got).toBeNull();
          else expect(people).toContain(got);
        });
      }),
    );
  });
});
