import { expect, test } from "vitest";
import { shareInterval } from "../../stats/intervals/shares/shareInterval.ts";
import { ratioInterval, sumRatio } from "../../stats/intervals/units/ratioInterval.ts";
import { type Heard, hear, type PatchProbe, summarisePatches } from "./probePatches.ts";

test("a label is first, first once the other valid ones are set aside, or among five", () => {
  const valid = [7, 3, 9];
  expect(hear([7, 3, 1, 9, 0, 2], 7, valid)).toEqual({ first: true, apart: true, top5: true });
  expect(hear([7, 3, 1, 9, 0, 2], 3, valid)).toEqual({ first: false, apart: true, top5: true });
  expect(hear([7, 3, 1, 9, 0, 2], 9, valid)).toEqual({ first: false, apart: false, top5: true });
  expect(hear([7, 3, 0, 1, 2, 9], 9, valid)).toEqual({ first: false, apart: false, top5: false });
  expect(hear([7, 3], 8, [8])).toEqual({ first: false, apart: false, top5: false });
});

const known: Heard = { first: true, apart: true, top5: true };
const unknown: Heard = { first: false, apart: false, top5: false };
const probeOf = (
  image: number,
  labels: number,
  [whole, patch, elsewhere]: boolean[],
  label = 0,
): PatchProbe => ({
  ...{ image, label, labels },
  whole: whole ? known : unknown,
  patch: patch ? known : unknown,
  elsewhere: elsewhere ? known : unknown,
});

test("shares are of labels, with intervals by images, for images with one and with several", () => {
  const probes = [
    probeOf(0, 1, [true, true, false]),
    probeOf(1, 1, [false, false, false]),
    probeOf(2, 3, [true, true, true]),
    probeOf(2, 3, [false, true, false]),
    probeOf(2, 3, [false, true, false]),
    probeOf(3, 2, [false, false, false]),
    probeOf(3, 2, [true, false, false], 5),
  ];
  const { all, single, several, byLabel } = summarisePatches(probes);
  expect(all).toMatchObject({ labels: 7, images: 4 });
  expect(all.whole.first).toMatchObject({ count: 3, total: 7, share: 3 / 7 });
  const byImage = [
    [1, 1],
    [0, 1],
    [1, 3],
    [1, 2],
  ] as const;
  expect(all.whole.first.interval).toEqual(ratioInterval(sumRatio(byImage)));
  expect(single.patch.apart).toEqual({ count: 1, total: 2, share: 0.5, interval: shareInterval(1, 2) });
  expect(several.patch.top5).toMatchObject({ count: 3, total: 5 });
  expect(several.elsewhere.first).toMatchObject({ count: 1, total: 5 });
  // Three are not first on the whole image; two of them are in their patch.
  expect(several.recovered).toMatchObject({ count: 2, total: 3 });
  expect(byLabel).toMatchObject([
    { label: 0, whole: { count: 2, total: 6 }, patch: { count: 4, total: 6 } },
    { label: 5, whole: { count: 1, total: 1, interval: shareInterval(1, 1) }, patch: { count: 0 } },
  ]);
  expect(summarisePatches([]).all.recovered).toMatchObject({ share: null, reason: expect.any(String) });
});
