import { expect, test } from "vitest";
import { indexShown, recoverImage } from "./recoverImage.ts";

// Each key is what Python's "static/images/FOLDER/NAME".lstrip("static/images") leaves.
const shown = indexShown(["x1.jpg", "img7.jpg", "age7.jpg", "n02.jpg", "twice.jpg", "twice.jpg"]);

test.each([
  ["a folder that lost nothing", "n01440764/x1.jpg", { image: "x1.jpg" }],
  ["mantis/x1.jpg", "ntis/x1.jpg", { image: "x1.jpg" }],
  ["a folder that went whole, before a name that lost nothing", "x1.jpg", { image: "x1.jpg" }],
  ["a key that lost nothing", "mantis/x1.jpg", { image: "x1.jpg" }],
  ["cat/img7.jpg, or cat/age7.jpg", "7.jpg", { could: ["img7.jpg", "age7.jpg"] }],
  ["an image that nobody was shown", "n01/y.jpg", { could: [] }],
  ["two images of one name", "n01/twice.jpg", { could: ["twice.jpg", "twice.jpg"] }],
  ["nothing at all", "", { could: [] }],
])("%s: %s", (_, key, expected) => {
  expect(recoverImage(key, shown)).toEqual(expected);
});
