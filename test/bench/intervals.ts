// How often the 95 % intervals of an evaluation hold the truth, by simulation:
//
//   npm run bench:intervals -- [STUDIES] [--of QUANTITY]... [--classes N]... [--images N]... [--cell NAME]... [--keep FILE]
//
// 2, 3, 5 and 10 images a class of 10 to 1,000 classes; accuracies of .5 to .99; classes that are alike and classes that
// differ; as many images of each class, and images of classes at random. Each is a cell of STUDIES (2,000) studies, four
// times as many of a share and half as many of what takes longer. Seeded: the same numbers come out again.
//
// A cell is printed by its name when it ends. --keep writes it to a file, too (JSON lines), and takes from there what was
// measured before, so that a run that was stopped goes on. --of, --classes and --images (a class) take some cells only,
// --cell the one of that name.

import { appendFileSync, existsSync, readFileSync } from "node:fs";
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
    images: { type: "string", multiple: true },
    cell: { type: "string", multiple: true },
    keep: { type: "string" },
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
const imageCounts = [2, 3, 5, 10];
const classCounts = [10, 30, 100, 1000];
/** Scores of many classes take long, and what they tell does not depend on their number. */
const maxClassesOfScores = 30;

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
  quantity: Quantity;
  imagesPerClass: number;
  where: string;
  /** What was asked for: cells of another number are measured anew. */
  asked: number;
  coverage: Coverage;
}
const nameOf = ({ quantity, imagesPerClass, where }: Omit<Cell, "asked" | "coverage">) =>
  `${quantity}, ${imagesPerClass} images a class, ${where}`;

const kept = new Map<string, Cell>();
if (only.keep !== undefined && existsSync(only.keep)) {
  for (const line of readFileSync(only.keep, "utf8").split("\n")) {
    // A run that was killed while it wrote leaves half a line.
    if (!line.endsWith("}")) continue;
    const cell = JSON.parse(line) as Cell;
    kept.set(nameOf(cell), cell);
  }
}

const wants = (list: readonly string[] | undefined, value: string | number) =>
  list === undefined || list.includes(String(value));

const found: Cell[] = [];
for (const classes of classCounts.filter((count) => wants(only.classes, count))) {
  for (const imagesPerClass of imageCounts.filter((count) => wants(only.images, count))) {
    for (const spread of [0, 0.8]) {
      for (const design of designs) {
        for (const accuracy of accuracies) measureAll({ classes, imagesPerClass, design, spread }, accuracy);
      }
    }
  }
}

function measureAll(population: Population, accuracy: number): void {
  const { classes, imagesPerClass, design, spread } = population;
  const where = `${classes} classes, accuracy ${accuracy}, classes ${spread > 0 ? "differ" : "alike"}, ${design}`;
  const seed = `${imagesPerClass} ${where}`;
  const full = { studies, seed };
  const half = { studies: Math.ceil(studies / 2), seed };
  const below = (gap: number) => accuracy - gap;

  /** Quantities that are measured on the same studies. */
  function measure<Name extends Quantity>(
    names: readonly Name[],
    asked: number,
    cover: () => Record<Name, Coverage>,
  ): void {
    const cells = names
      .map((quantity) => ({ quantity, imagesPerClass, where }))
      .filter((cell) => wants(only.of, cell.quantity) && wants(only.cell, nameOf(cell)));
    const before = cells.map((cell) => kept.get(nameOf(cell)));
    if (before.every((cell) => cell?.asked === asked)) {
      found.push(...(before as Cell[]));
      return;
    }
    const start = process.cpuUsage();
    const coverages = cover();
    const seconds = process.cpuUsage(start).user / 1e6;
    for (const cell of cells) {
      const measured = { ...cell, asked, coverage: coverages[cell.quantity as Name] };
      found.push(measured);
      console.log(
        `${nameOf(cell)}: ${percent(rateOf(measured))} of ${measured.coverage.studies} (${seconds.toFixed(1)} s)`,
      );
      if (only.keep !== undefined) appendFileSync(only.keep, `\n${JSON.stringify(measured)}\n`);
    }
  }

  measure(["share"], studies * 4, () => ({
    share: coverShare(population, accuracy, { studies: studies * 4, seed }),
  }));
  measure(["difference"], studies, () => ({
    difference: coverDifference(population, [accuracy, below(0.1)], full),
  }));
  measure(["difference of equal models"], studies, () => ({
    "difference of equal models": coverDifference(population, [accuracy, accuracy], full),
  }));
  measure(["rank"], half.studies, () => ({
    rank: coverRanks(population, [accuracy, accuracy, below(0.05), below(0.2)], half),
  }));
  const models = { accuracies: [accuracy, below(0.1), below(0.2), below(0.35)], gains };
  measure(["slope"], half.studies, () => ({ slope: coverSlope(population, models, half) }));
  measure(["recall at k", "precision at k", "ASMA"], half.studies, () => {
    const { recall, precision, asma } = coverCurves(population, accuracy, half);
    return { "recall at k": recall, "precision at k": precision, ASMA: asma };
  });
  const skill = scoreSkills.get(accuracy);
  if (classes > maxClassesOfScores || skill === undefined) return;
  measure<ScoreName>(scoreNames, half.studies, () => coverScores(population, skill, half));
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
function rateOf({ coverage: { covered, studies: of } }: Cell): number {
  return covered / of;
}
/** Too few studies had an interval to say how often such intervals hold. */
const min = 100;

console.log("\n| 95 % interval of | images a class | on average | lowest | where | not told | of no width |");
console.log("|---|---|---|---|---|---|---|");
for (const name of quantities) {
  for (const imagesPerClass of imageCounts) {
    const own = found.filter((cell) => cell.quantity === name && cell.imagesPerClass === imagesPerClass);
    if (own.length === 0) continue;
    const evaluated = own.filter(({ coverage }) => coverage.studies >= min);
    const lowest = evaluated.toSorted((a, b) => rateOf(a) - rateOf(b))[0];
    const sum = (read: (coverage: Coverage) => number) =>
      own.reduce((all, { coverage }) => all + read(coverage), 0);
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
