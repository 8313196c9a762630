import { expect, it } from "vitest";
import { describeReading } from "./fileReading.ts";

it("tells on one line what was read of a file, as what, and what was not", () => {
  expect(
    describeReading({
      file: "/data/a.csv",
      format: "csv with a row per label",
      used: [
        { name: "filename", as: "image" },
        { name: "prob", as: "score", unit: "probabilities" },
      ],
      unused: ["time"],
      notes: ["2 images left out"],
    }),
  ).toBe(
    "a.csv: csv with a row per label; filename = image, prob = score (probabilities); not read: time; 2 images left out",
  );
  expect(describeReading({ file: "a.npy", format: "npy", used: [], unused: [], notes: [] })).toBe(
    "a.npy: npy",
  );
});
