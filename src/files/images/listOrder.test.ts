import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareUtf8 } from "../text/compareUtf8.ts";
import { listOrder } from "./listOrder.ts";

const pad = (at: number) => `ILSVRC2012_val_${String(at).padStart(8, "0")}.JPEG`;

describe("a list without names is in the order of", () => {
  it("the names' bytes, where every way to sort them agrees, whatever order the images are listed in", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 1e5 }), { minLength: 1 }), (numbers) => {
        for (const folder of ["", "val/", "a/b/"]) {
          const images = numbers.map((number) => `${folder}${pad(number)}`);
          expect(listOrder(images, undefined, "real.json")).toEqual(images.toSorted(compareUtf8));
        }
      }),
    );
    expect(listOrder(["b.jpg", "a.jpg"], undefined, "real.json")).toEqual(["a.jpg", "b.jpg"]);
    // If class folders hold files with the same names, only the path gives an order.
    expect(listOrder(["n2/1.jpg", "n1/1.jpg"], undefined, "real.json")).toEqual(["n1/1.jpg", "n2/1.jpg"]);
  });

  it("one or the other, as is said, where folders or numbers make them differ", () => {
    const folders = [`n01/${pad(2)}`, `n02/${pad(1)}`];
    expect(() => listOrder(folders, undefined, "real.json")).toThrow(
      /real\.json: .*entry 1 is "n01\/.*2\.JPEG" by path and "n02\/.*1\.JPEG" by file name\. Say --order file-names/,
    );
    expect(listOrder(folders, "file-names", "real.json")).toEqual([folders[1], folders[0]]);
    expect(listOrder(folders, "images", "real.json")).toEqual(folders);
    const numbers = ["2.jpg", "10.jpg"];
    expect(() => listOrder(numbers, undefined, "real.json")).toThrow(/by number.*--order images/);
    expect(listOrder(numbers, "file-names", "real.json")).toEqual(["10.jpg", "2.jpg"]);
    expect(listOrder(numbers, "images", "real.json")).toEqual(numbers);
  });

  it("the paths, where that is said", () => {
    expect(listOrder([`n02/${pad(1)}`, `n01/${pad(2)}`], "paths", "real.json")).toEqual([
      `n01/${pad(2)}`,
      `n02/${pad(1)}`,
    ]);
  });

  it("doubt, where capitals make it differ, or the list of images does and no form says otherwise", () => {
    expect(() => listOrder(["a.jpg", "B.jpg"], undefined, "real.json")).toThrow(/without regard to capitals/);
    expect(() => listOrder(["b.jpg", "a.jpg"], undefined, "rows.json", "any")).toThrow(
      /in the list of images/,
    );
    expect(listOrder(["a.jpg", "b.jpg"], undefined, "rows.json", "any")).toEqual(["a.jpg", "b.jpg"]);
  });

  it("no file names, where two images share one", () => {
    expect(() => listOrder(["a/1.jpg", "b/1.jpg"], "file-names", "real.json")).toThrow(/have one file name/);
  });
});
