import { expect, test } from "vitest";
import { shareInterval } from "../../stats/intervals/shares/shareInterval.ts";
import { diffLabels } from "./diffLabels.ts";

test("tells labels gained and lost on the images of both, and names the others", () => {
  const a = [
    { image: "a", labels: ["1", "2"] },
    { image: "b", labels: [] },
    { image: "c", labels: ["3"] },
    { image: "e", labels: ["2", "1"] },
  ];
  const b = [
    { image: "e", labels: ["1", "2"] },
    { image: "a", labels: ["2", "3", "10"] },
    { image: "b", labels: ["3"] },
    { image: "d", labels: ["3"] },
  ];
  const { diff, images, onlyInA, onlyInB } = diffLabels(a, b);
  expect([onlyInA, onlyInB]).toEqual([["c"], ["d"]]);
  expect(images).toEqual([
    { image: "a", gained: ["3", "10"], lost: ["1"] },
    { image: "b", gained: ["3"], lost: [] },
  ]);
  const { byLabel, ...counts } = diff;
  const changes = { changed: 2, changedShare: 2 / 3, gained: 3, lost: 1 };
  const changedShareInterval = shareInterval(2, 3);
  expect(counts).toEqual({ onlyInA: 1, onlyInB: 1, inBoth: 3, same: 1, ...changes, changedShareInterval });
  expect(byLabel).toEqual([
    { label: "3", gained: 2, lost: 0, inA: 0, inB: 2 },
    { label: "1", gained: 0, lost: 1, inA: 2, inB: 1 },
    { label: "10", gained: 1, lost: 0, inA: 0, inB: 1 },
  ]);
});

test("without a common image the share is undefined", () => {
  const { diff } = diffLabels([{ image: "a", labels: [] }], [{ image: "b", labels: [] }]);
  expect(diff).toMatchObject({ inBoth: 0, changedShare: null, reason: "no image is in both", byLabel: [] });
});
