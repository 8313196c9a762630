import { expect, it } from "vitest";
import { realSettings } from "../project/settings.ts";
import { modelAgreed } from "./modelAgreed.ts";
import { settleImage } from "./settleImage.ts";

const settle = (shares: Record<number, number>, rules: Partial<typeof realSettings> = {}) =>
  settleImage(
    Object.entries(shares).map(([label, share]) => [Number(label), share] as const),
    { ...realSettings, ...rules },
  );

it.each([
  [
    "labels above the threshold",
    { 4: 0.9, 2: 0.81, 9: 0.1 },
    {},
    { agreed: true, labels: [2, 4], reasons: [] },
  ],
  [
    "one at the threshold",
    { 4: 0.9, 2: 0.8 },
    {},
    { agreed: false, labels: [], reasons: ["votes-doubtful"] },
  ],
  ["one at the lower end", { 4: 0.9, 2: 0.5 }, {}, { agreed: true, labels: [4], reasons: [] }],
  ["none", { 4: 0.2 }, {}, { agreed: false, labels: [], reasons: ["votes-none"] }],
  [
    "none, in doubt",
    { 4: 0.7 },
    {},
    { agreed: false, labels: [], reasons: ["votes-doubtful", "votes-none"] },
  ],
  [
    "none, where no expert looks",
    { 4: 0.2 },
    { refineUnlabelled: false },
    { agreed: true, labels: [], reasons: [] },
  ],
  [
    "no range of doubt",
    { 4: 0.9, 2: 0.7 },
    { doubtFrom: 0.5, doubtTo: 0.5 },
    { agreed: true, labels: [4], reasons: [] },
  ],
  ["no label was voted on", {}, {}, { agreed: false, labels: [], reasons: ["votes-none"] }],
])("settles an image with %s", (_, shares, rules, outcome) => {
  expect(settle(shares, rules)).toEqual(outcome);
});

it.each([
  [[3, 3, 3], [3], 3],
  [[3, 3, 4], [3], undefined],
  [[3, 3], [4], undefined],
  [[3, undefined], [3], undefined],
  [[3, 3], [3, 5], undefined],
  [[3, 3], [], undefined],
  [[3], [3], undefined],
])("of models that put %j first, with originals %j, the agreed label is %s", (first, originals, label) => {
  expect(modelAgreed(first, originals)).toBe(label);
});
