// How long resizing takes by vectors and by numbers one by one: `npm run bench:resample`. Photos of common sizes are
// resized to what the embedded model takes, by both in turn, so that what else the machine does slows down both.
import { parseArgs } from "node:util";
import { planCrop } from "../../src/inference/preprocess.ts";
import { resample } from "../../src/inference/resample.ts";
import { card } from "../../src/inference/testing/embeddedModel.ts";
import { syntheticImage } from "../../src/inference/testing/syntheticImage.ts";
import { medianInterval } from "../../src/stats/intervals/medianInterval.ts";

const { values } = parseArgs({ options: { pairs: { type: "string", default: "40" } } });
const pairs = Number(values.pairs);
const sizes = [
  [500, 375],
  [1024, 768],
  [2048, 1536],
  [4032, 3024],
] as const;

for (const [width, height] of sizes) {
  const photo = syntheticImage("noise", width, height);
  const plan = planCrop(photo, card);
  const time = (by: "vectors" | "numbers") => {
    const start = performance.now();
    resample(photo, plan.width, plan.height, card.preprocessing.interpolation, plan.window, by);
    return performance.now() - start;
  };
  for (let warm = 0; warm < 5; warm++) for (const by of ["vectors", "numbers"] as const) time(by);
  const times = Array.from({ length: pairs }, (_, pair) => {
    const order = pair % 2 ? (["vectors", "numbers"] as const) : (["numbers", "vectors"] as const);
    const [first, second] = order.map(time) as [number, number];
    return order[0] === "vectors" ? [first, second] : [second, first];
  }) as [vectors: number, numbers: number][];
  const median = (list: number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!;
  const ratios = times.map(([vectors, numbers]) => numbers / vectors);
  const interval = medianInterval(ratios.toSorted((a, b) => a - b));
  console.log(
    `${width} x ${height}: vectors ${median(times.map(([one]) => one)).toFixed(2)} ms, numbers ` +
      `${median(times.map(([, one]) => one)).toFixed(2)} ms, ${median(ratios).toFixed(2)} times as long` +
      ` (${interval?.map((one) => one.toFixed(2)).join(" to ")})`,
  );
}
