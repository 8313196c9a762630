// How often the 95 % intervals of an evaluation hold the truth, by simulation:
//
//   npm run bench:intervals -- [STUDIES] [--of QUANTITY]... [--classes N]... [--full]
//
// 2, 3, 5 and 10 images a class of 10 to 1,000 classes; accuracies of .5 to .99; classes that are alike and classes that
// differ; as many images of each class, and images of classes at random. STUDIES (2,000) are drawn of each; a fifth
// where there are more than 300 images, a twentieth above 3,000, and half as many of what takes longer. With --full as
// many are drawn of every population. --of and --classes take some quantities and numbers of classes only. Seeded: the
// same numbers come out again.

import { parseArgs } from "node:util";

import { coverScores, type ScoreName, scoreNames } from "../coverage/coverScores.ts";
import { designs, type Population } from "../coverage/drawStudy.ts";
import {
  type Coverage,
  coverCurves,
  coverDifference,
  coverRanks,
  coverShare,
  coverSlope,
} from "../coverage/measureCoverage.ts";

const { positionals, values: only } = parseArgs({
  allowPositionals: true,
  options: {
    of: { type: "string", multiple: true },
    classes: { type: "string", multiple: true },
    full: { type: "boolean" },
  },
});
const studies = Number(positionals[0] ?? 2000);
const accuracies = [0.5, 0.8, 0.9, 0.95, 0.99];
/** Of scores: how much higher those of valid labels are. */
const scoreSkills = new Map([
  [0.5, 0.5],
  [0.8, 1.5],
  [0.95, 3],
]);
const gains = [0.4, 0.5, 0.3, 0.35];

const quantities = [
  "share",
  "difference",
  "difference of equal models",
  "rank",
  "slope",
  "recall at k",
  "precision at k",
  "ASMA",
  ...scoreNames,
] as const;
type Quantity = (typeof quantities)[number];

interface Cell {
  where: string;
  imagesPerClass: number;
  coverage: Coverage;
}
const found = new Map<Quantity, Cell[]>(
  quantities.flatMap((name) => (only.of && !only.of.includes(name) ? [] : [[name, []]])),
);
const isWanted = (...names: Quantity[]) => names.some((name) => found.has(name));

for (const imagesPerClass of [2, 3, 5, 10]) {
  for (const classes of [10, 30, 100, 1000]) {
    if (only.classes && !only.classes.includes(String(classes))) continue;
    for (const spread of [0, 0.8]) {
      for (const design of designs) {
        for (const accuracy of accuracies) measure({ classes, imagesPerClass, design, spread }, accuracy);
      }
    }
  }
}

function measure(population: Population, accuracy: number): void {
  const { classes, imagesPerClass, design, spread } = population;
  const images = classes * imagesPerClass;
  const where = `${classes} classes, accuracy ${accuracy}, classes ${spread > 0 ? "differ" : "alike"}, ${design}`;
  const options = {
    studies: only.full
      ? studies
      : Math.ceil(images > 3000 ? studies / 20 : images > 300 ? studies / 5 : studies),
    seed: `${imagesPerClass} ${where}`,
  };
  const few = only.full ? options : { ...options, studies: Math.ceil(options.studies / 2) };
  const below = (gap: number) => accuracy - gap;
  const add = (name: Quantity, measured: () => Coverage) => {
    found.get(name)?.push({ where, imagesPerClass, coverage: measured() });
  };
  add("share", () => coverShare(population, accuracy, { ...options, studies: options.studies * 4 }));
  add("difference", () => coverDifference(population, [accuracy, below(0.1)], options));
  add("difference of equal models", () => coverDifference(population, [accuracy, accuracy], options));
  add("rank", () => coverRanks(population, [accuracy, accuracy, below(0.05), below(0.2)], few));
  const models = { accuracies: [accuracy, below(0.1), below(0.2), below(0.35)], gains };
  add("slope", () => coverSlope(population, models, few));
  if (isWanted("recall at k", "precision at k", "ASMA")) {
    const curves = coverCurves(population, accuracy, few);
    add("recall at k", () => curves.recall);
    add("precision at k", () => curves.precision);
    add("ASMA", () => curves.asma);
  }
  // Scores of many classes take long, and what they tell does not depend on their number.
  if (classes > 30 || !scoreSkills.has(accuracy) || !isWanted(...scoreNames)) return;
  const scores = Object.entries(coverScores(population, scoreSkills.get(accuracy)!, few));
  for (const [name, coverage] of scores) add(name as ScoreName, () => coverage);
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
const rateOf = ({ coverage: { covered, studies: of } }: Cell) => covered / of;
/** Too few studies had an interval to say how often such intervals hold. */
const fewest = 100;

console.log("| 95 % interval of | images a class | on average | lowest | where | not told | of no width |");
console.log("|---|---|---|---|---|---|---|");
for (const [name, cells] of found) {
  for (const imagesPerClass of [2, 3, 5, 10]) {
    const own = cells.filter((cell) => cell.imagesPerClass === imagesPerClass);
    const judged = own.filter(({ coverage }) => coverage.studies >= fewest);
    const lowest = judged.toSorted((a, b) => rateOf(a) - rateOf(b))[0];
    const sum = (of: (coverage: Coverage) => number) =>
      own.reduce((all, { coverage }) => all + of(coverage), 0);
    const mean = sum(({ covered }) => covered) / sum(({ studies: of }) => of);
    const error = lowest && Math.sqrt((rateOf(lowest) * (1 - rateOf(lowest))) / lowest.coverage.studies);
    console.log(
      `| ${[
        name,
        imagesPerClass,
        percent(mean),
        lowest ? `${percent(rateOf(lowest))} ± ${(100 * error!).toFixed(1)}` : "–",
        lowest?.where ?? "–",
        percent(sum(({ untold }) => untold) / sum(({ untold, studies: of }) => untold + of)),
        sum(({ zeroWidth }) => zeroWidth),
      ].join(" | ")} |`,
    );
  }
}
