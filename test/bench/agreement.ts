// How often the intervals of agreement hold, in simulated work of which the truth is known:
//
//   node test/bench/agreement.ts [SAMPLES] [IMAGES]...
//
// IMAGES takes some numbers of images only.
//
// Each sample is a file of votes. Annotators answer yes and no about labels of images; some images are hard, on which all
// answers are nearly random, so that the labels of an image vary together. The truth is that of very many images.
import { measureAgreement } from "../../src/core/agreement/measureAgreement.ts";
import { seededRandom } from "../../src/core/seededRandom.ts";
import { type Answers, makeVotes } from "../../src/core/testing/makeVotes.ts";

interface Work {
  name: string;
  annotators: number;
  labels: number;
  /** Probabilities that a label is there, and of the right answer to one that is there and to one that is not. */
  there: number;
  yes: number;
  no: number;
  hard: number;
}

const kinds: Work[] = [
  { name: "careful pairs", annotators: 2, labels: 5, there: 0.3, yes: 0.95, no: 0.98, hard: 0.05 },
  { name: "usual pairs, hard images", annotators: 2, labels: 6, there: 0.2, yes: 0.85, no: 0.95, hard: 0.2 },
  { name: "three annotators", annotators: 3, labels: 4, there: 0.3, yes: 0.8, no: 0.95, hard: 0.1 },
  {
    name: "five annotators, yes is rare",
    annotators: 5,
    labels: 8,
    there: 0.1,
    yes: 0.8,
    no: 0.97,
    hard: 0.1,
  },
];

const sizes = process.argv.length > 3 ? process.argv.slice(3).map(Number) : [2, 3, 5, 10, 30, 100];
const imagesForTruth = 40_000;

function simulate({ annotators, labels, there, yes, no, hard }: Work, images: number, seed: string) {
  const random = seededRandom(seed);
  const answers: Answers = {};
  for (let image = 0; image < images; image++) {
    const isHard = random() < hard;
    const count = 1 + Math.floor(random() * (2 * labels - 1));
    const truth = Array.from({ length: count }, () => random() < there);
    answers[`i${image}`] = Object.fromEntries(
      Array.from({ length: annotators }, (_, person) => [
        `p${person}`,
        Object.fromEntries(
          truth.map((is, label) => {
            const isRight = random() < (isHard ? 0.55 : is ? yes : no);
            return [`l${label}`, isRight === is ? "y" : "n"];
          }),
        ),
      ]),
    );
  }
  return answers;
}

function listFigures(answers: Answers, replicates: number) {
  const {
    sets,
    answers: byExposure,
    pairs,
    leniency,
  } = measureAgreement(fastVotes(answers), { replicates, seed: 1 });
  const { agreement, fleissKappa, gwetAC1, krippendorffAlpha } = byExposure.shown;
  const { shown } = pairs[0]!.byExposure;
  return {
    "exact match": sets.exactMatch,
    Jaccard: sets.jaccard,
    "alpha, Jaccard": sets.alphaJaccard,
    agreement,
    "Fleiss' kappa": fleissKappa,
    "Gwet's AC1": gwetAC1,
    "alpha, nominal": krippendorffAlpha,
    "kappa of a pair": { value: shown.cohenKappa, interval: shown.interval },
    leniency: leniency[0]!.difference,
  };
}

/** `makeVotes` looks for each item from the beginning: too slow for many images. */
function fastVotes(answers: Answers) {
  const parts = Object.entries(answers).map(([image, people]) => makeVotes({ [image]: people }));
  const items = parts.flatMap((part) => [...part.items]);
  const starts = parts.map(({ items: { length } }) => length);
  let first = 0;
  const item = parts.flatMap((part, at) => {
    const shifted = Array.from(part.item, (number) => number + first);
    first += starts[at]!;
    return shifted;
  });
  return {
    items,
    annotators: parts[0]!.annotators,
    item: Uint32Array.from(item),
    annotator: Uint32Array.from(parts.flatMap((part) => [...part.annotator])),
    answer: Uint8Array.from(parts.flatMap((part) => [...part.answer])),
  };
}

const samples = Number(process.argv[2] ?? 1000);
/** Per figure and number of images, the kind of work that is covered worst. */
const worst = new Map<string, number>();
console.log(`${samples} samples each; share of the intervals that hold the truth, in percent (mean width)`);
for (const kind of kinds) {
  const truth = listFigures(simulate(kind, imagesForTruth, "truth"), 0);
  const names = Object.keys(truth) as (keyof typeof truth)[];
  console.log(`\n${kind.name}\n| images | ${names.join(" | ")} |\n|${"---|".repeat(names.length + 1)}`);
  for (const images of sizes) {
    const held = new Map(names.map((name) => [name, { held: 0, total: 0, width: 0 }]));
    for (let sample = 0; sample < samples; sample++) {
      const found = listFigures(simulate(kind, images, `${kind.name} ${images} ${sample}`), 200);
      for (const name of names) {
        const { interval } = found[name];
        if (!interval) continue;
        const value = truth[name].value!;
        const count = held.get(name)!;
        count.total++;
        count.width += interval[1] - interval[0];
        if (interval[0] <= value && value <= interval[1]) count.held++;
      }
    }
    const cells = names.map((name) => {
      const { held: times, total, width } = held.get(name)!;
      const key = `${images} ${name}`;
      if (total > 0) worst.set(key, Math.min(worst.get(key) ?? 1, times / total));
      return total === 0 ? "–" : `${((100 * times) / total).toFixed(1)} (${(width / total).toFixed(2)})`;
    });
    console.log(`| ${images} | ${cells.join(" | ")} |`);
  }
}

const names = [...new Set([...worst.keys()].map((key) => key.slice(key.indexOf(" ") + 1)))];
console.log(
  `\nthe worst of these kinds of work\n| images | ${names.join(" | ")} |\n|${"---|".repeat(names.length + 1)}`,
);
for (const images of sizes) {
  const cells = names.map((name) => (100 * (worst.get(`${images} ${name}`) ?? 0)).toFixed(1));
  console.log(`| ${images} | ${cells.join(" | ")} |`);
}
