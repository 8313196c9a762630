import { simulateWeeks, type WeeksStudy } from "../../coverage/drawWeeks.ts";
import type { Row } from "../protocols.ts";

const draws = 400;
const change = { weeks: 38, from: 12 } as const;

/** What is measured of a week: the smallest and the largest number of images, and how its level varies by itself. */
const measures = {
  gold: { kind: "share", images: [6, 14] },
  repeats: { kind: "share", images: [1, 4] },
  leniency: { kind: "mean", images: [20, 100] },
  time: { kind: "mean", images: [20, 100] },
} as const;

/** Notes of people who have not changed, by the four measures together; and how soon a change is noticed. */
export function benchDrift(): Row[] {
  const rows: Row[] = [];
  for (const people of [1, 2, 5, 15]) {
    for (const [name, ofShares, ofMeans] of [
      ["nothing varies by itself", 0, 0],
      ["levels vary a little by themselves", 0.02, 0.05],
      ["levels vary by themselves", 0.05, 0.1],
      ["levels vary much by themselves", 0.1, 0.2],
    ] as const) {
      const notes = Object.values(measures).map((measure) => {
        const varying = measure.kind === "share" ? ofShares : ofMeans;
        const study: WeeksStudy = { ...measure, people, weeks: 26, varying };
        return simulateWeeks(study, Math.ceil((2 * draws) / people), "notes").notes;
      });
      const all = notes.reduce((sum, one) => sum + one, 0);
      const each = Object.keys(measures).map((measure, at) => `${measure} ${notes[at]!.toFixed(3)}`);
      rows.push({
        goal: `at most 1 note of a person who has not changed in 26 weeks: ${people} people, ${name}`,
        measured: `${all.toFixed(2)} (${each.join(", ")})`,
        verdict: all <= 1 ? "met" : "missed",
      });
    }
  }
  for (const [name, study] of [
    ["gold, 6 to 14 images a week, .2 fewer right", { ...measures.gold, varying: 0.02, drift: -0.2 }],
    ["gold, 6 to 14 images a week, .3 fewer right", { ...measures.gold, varying: 0.02, drift: -0.3 }],
    [
      "gold, 20 to 30 images a week, .1 fewer right",
      { kind: "share", images: [20, 30], varying: 0.02, drift: -0.1 },
    ],
    [
      "gold, 20 to 30 images a week, .2 fewer right",
      { kind: "share", images: [20, 30], varying: 0.02, drift: -0.2 },
    ],
    ["repeats, 1 to 4 images a week, .3 fewer the same", { ...measures.repeats, varying: 0.02, drift: -0.3 }],
    ["leniency, 20 to 100 images a week, .2 labels more", { ...measures.leniency, varying: 0.1, drift: 0.2 }],
    ["leniency, 20 to 100 images a week, .3 labels more", { ...measures.leniency, varying: 0.1, drift: 0.3 }],
    ["leniency, 20 to 100 images a week, .5 labels more", { ...measures.leniency, varying: 0.1, drift: 0.5 }],
    ["time, 20 to 100 images a week, 25 % less", { ...measures.time, varying: 0.1, drift: Math.log(0.75) }],
    ["time, 20 to 100 images a week, half", { ...measures.time, varying: 0.1, drift: Math.log(0.5) }],
  ] as const) {
    const { delays } = simulateWeeks({ ...study, ...change, people: 5 }, draws, "change");
    const after = (share: number) => {
      const weeks = delays[Math.ceil(share * delays.length) - 1]!;
      return Number.isFinite(weeks) ? `${weeks}` : "more than 26";
    };
    const found = delays.filter(Number.isFinite).length / delays.length;
    rows.push({
      goal: `weeks until it is noticed: ${name}`,
      measured: `half after ${after(0.5)}, four of five after ${after(0.8)}; ${(found * 100).toFixed(0)} % within half a year`,
      verdict: "stated",
    });
  }
  return rows;
}
