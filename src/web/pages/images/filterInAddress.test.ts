import { expect, test } from "vitest";
import { filterInAddress } from "./filterInAddress.ts";

test("an address gives the filter that it holds, without what means nothing", () => {
  expect(
    filterInAddress({ status: "agreed", label: 12, original: "3", text: 42, flag: "any", labels: 2 }),
  ).toEqual({ status: "agreed", label: 12, original: 3, text: "42", flag: "any", labels: "2" });
  expect(
    filterInAddress({ status: "done", label: -1, text: " ", nothing: 1, comment: true, labels: null }),
  ).toEqual({});
});
