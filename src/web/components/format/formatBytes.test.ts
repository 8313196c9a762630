import { expect, test } from "vitest";
import { formatBytes } from "./formatBytes.ts";

test("bytes read as people say them", () => {
  expect(
    [0, 1, 999, 1000, 9_940, 9_960, 999_499, 999_500, 1_234_567, 25e6, 4.2e9, 3e15].map(formatBytes),
  ).toEqual([
    "0 B",
    "1 B",
    "999 B",
    "1.0 kB",
    "9.9 kB",
    "10 kB",
    "999 kB",
    "1.0 MB",
    "1.2 MB",
    "25 MB",
    "4.2 GB",
    "3000 TB",
  ]);
});
