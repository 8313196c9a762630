import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { joinGold } from "../../../src/actions/votes/joinGold.ts";
import { kinOf } from "../../../src/core/labels/kinOf.ts";
import { pairName } from "../../../src/core/rulings/ruling.ts";
import { type AnswersOfPerson, settleByRuling } from "../../../src/core/rulings/settleByRuling.ts";
import { suggestRelations } from "../../../src/core/rulings/suggestRelations.ts";
import { seededRandom } from "../../../src/core/seededRandom.ts";
import type { Answer } from "../../../src/core/tasks/decision.ts";
import { readGold } from "../../../src/files/votes/readGold.ts";
import type { Hints } from "../../../src/files/votes/readHints.ts";
import { readVotes } from "../../../src/files/votes/readVotes.ts";
import { wilsonInterval } from "../../../src/stats/intervals/shares/wilsonInterval.ts";
import { dawidSkeneWithGold } from "../../../src/stats/votes/dawidSkeneWithGold.ts";
import type { Row } from "../protocols.ts";
import { hintsOfReal } from "./trustData.ts";

const seed = 1;
const rulings = 50;
const [coverage, precision] = [0.3, 0.98];
const answerNames: readonly Answer[] = ["no", "unsure", "yes"];

interface Pair {
  label: number;
  /** What all five raters' answers, with the raters known from gold, say. */
  holds: boolean;
  /** Somebody said yes and somebody no. */
  isDisputed: boolean;
  /** Somebody said yes. */
  isLive: boolean;
  /** All said yes. */
  isSure: boolean;
  /** What the experts say; undefined where they were not asked. */
  expert: boolean | undefined;
  hint: string;
}

interface Image {
  people: AnswersOfPerson[];
  pairs: Pair[];
  isTest: boolean;
  fold: number;
}

/** What a set of rulings says of the disputes of an image, by label. */
type Settle = (image: Image) => Map<number, boolean>;

interface Way {
  name: string;
  /** How sure a ruling has to be on the images that are learned from: the lower bound, or the share that is right. */
  from: number[];
  learn(images: readonly Image[], least: number): { rulings: number; settle: Settle };
}

/**
 * Rulings that are learned on half of ReaL's images, and how many of the other half's disputes they settle, and how many of
 * these rightly.
 */
export async function benchRulings(researchData: string): Promise<Row[]> {
  const images = await readImages(researchData);
  const test = images.filter(({ isTest }) => isTest);
  const pairs = test.flatMap((image) => image.pairs);
  const disputes = pairs.filter(({ isDisputed }) => isDisputed).length;
  const beside = test
    .filter((image) => image.pairs.some(({ isSure }) => isSure))
    .flatMap((image) => image.pairs.filter(({ isDisputed }) => isDisputed)).length;
  const judged = images.flatMap((image) =>
    image.pairs.filter(({ isDisputed, expert }) => isDisputed && expert !== undefined),
  );
  const same = judged.filter(({ holds, expert }) => holds === expert).length;
  const anyPair = learnKeys(({ pairs }, pair) =>
    pairs
      .filter(({ label, isLive }) => isLive && label !== pair.label)
      .map(({ label }) => pairName([label, pair.label])),
  )(
    test.map((image) => ({ ...image, isTest: false })),
    0,
  );
  const reached = measure(test, anyPair.settle).settled;
  const rows: Row[] = [];
  for (const { name, from, learn } of await listWays()) {
    for (const least of from) {
      const learned = learn(images, least);
      const { settled, right } = measure(test, learned.settle);
      const isMet = settled >= coverage * disputes && right >= precision * settled;
      rows.push({
        goal: `rule once, ${name}, sure from ${least}: ${rulings} rulings settle at least 30 % of the disputes, 98 % of them rightly`,
        measured: `${learned.rulings} rulings settle ${percent(settled, disputes)} of ${disputes} disputes; ${percent(right, settled)} of ${settled} rightly${tell(wilsonInterval(right, settled))}`,
        verdict: isMet ? "met" : "missed",
      });
    }
  }
  rows.push({
    goal: "rule once: what bounds it",
    measured: `${percent(reached, disputes)} of the disputes are on the 50 pairs of labels that hold the most of them, found with hindsight and whatever is true; ${percent(beside, disputes)} stand beside a label that all raters saw; where experts were asked about a dispute, all five raters' answers say the same as they do on ${percent(same, judged.length)} of ${judged.length}`,
    verdict: "stated",
  });
  return rows;
}

function measure(test: readonly Image[], settle: Settle) {
  let [settled, right] = [0, 0];
  for (const image of test) {
    const found = settle(image);
    for (const { label, isDisputed, holds } of image.pairs) {
      const answer = found.get(label);
      if (!isDisputed || answer === undefined) continue;
      settled++;
      if (answer === holds) right++;
    }
  }
  return { settled, right };
}

async function listWays(): Promise<Way[]> {
  const labels = await readLabels();
  const kin = kinOf(labels);
  const near = new Map(
    labels.map((label) => [label.index, new Set(kin(label).map((one) => one.label.index))]),
  );
  const kindsOf = ({ label }: Pair) => [labels[label]!.name, ...labels[label]!.hypernyms];
  const sureKinds = ({ pairs }: Image) => new Set(pairs.filter(({ isSure }) => isSure).flatMap(kindsOf));
  return [
    { name: "pairs of labels", from: [0.75, 0.5, 0], learn: learnPairs(() => true) },
    {
      name: "pairs of labels of one kind",
      from: [0.75, 0.5, 0],
      learn: learnPairs((a, b) => near.get(a)!.has(b)),
    },
    {
      name: "kinds beside a label of a kind that all saw",
      from: [0.95, 0.9, 0.7],
      learn: learnKeys((image, pair) => {
        const sure = sureKinds(image);
        return kindsOf(pair).flatMap((kind) => Array.from(sure, (other) => `${other} > ${kind}`));
      }),
    },
    {
      name: "kinds, by original label and two models' ranks",
      from: [0.98, 0.9, 0.6],
      learn: learnKeys((_, pair) => kindsOf(pair).map((kind) => `${kind} ${pair.hint}`)),
    },
  ];
}

/** As the product suggests them. */
const learnPairs =
  (isMeant: (a: number, b: number) => boolean): Way["learn"] =>
  (images, least) => {
    const found = suggestRelations(
      images.map(({ people, pairs, isTest, fold }) => ({
        people,
        decided: isTest ? null : new Set(pairs.filter(({ holds }) => holds).map(({ label }) => label)),
        fold,
      })),
      { minBound: least },
    )
      .filter(({ labels: [a, b] }) => isMeant(a, b))
      .slice(0, rulings);
    return {
      rulings: found.length,
      settle: ({ people }) =>
        new Map(
          found
            .toReversed()
            .flatMap(({ kind, labels }) => settleByRuling(kind, labels, people))
            .map(({ label, answer }) => [label, answer === "yes"]),
        ),
    };
  };

/** Rulings on whatever has a key: of those that are sure enough, each time the one that settles the most that is left. */
const learnKeys =
  (keysOf: (image: Image, pair: Pair) => string[]): Way["learn"] =>
  (images, least) => {
    const seen = new Map<string, { yes: number; places: number[] }>();
    let place = 0;
    for (const image of images) {
      if (image.isTest) continue;
      for (const pair of image.pairs.filter(({ isDisputed }) => isDisputed)) {
        for (const key of new Set(keysOf(image, pair))) {
          const count = seen.get(key) ?? { yes: 0, places: [] };
          seen.set(key, count);
          count.places.push(place);
          if (pair.holds) count.yes++;
        }
        place++;
      }
    }
    const candidates = [...seen].flatMap(([key, { yes, places }]) => {
      const larger = Math.max(yes, places.length - yes);
      return (larger + 0.5) / (places.length + 1) >= least ? [{ key, answer: larger === yes, places }] : [];
    });
    const taken = new Map<string, boolean>();
    const covered = new Set<number>();
    while (taken.size < rulings) {
      const gains = candidates.map(({ places }) => places.filter((one) => !covered.has(one)).length);
      const best = gains.indexOf(Math.max(...gains));
      if (best === -1 || gains[best] === 0) break;
      const { key, answer, places } = candidates[best]!;
      taken.set(key, answer);
      for (const one of places) covered.add(one);
    }
    return {
      rulings: taken.size,
      settle: (image) =>
        new Map(
          image.pairs.flatMap((pair) => {
            const key = keysOf(image, pair).find((one) => taken.has(one));
            return key === undefined ? [] : [[pair.label, taken.get(key)!] as const];
          }),
        ),
    };
  };

async function readImages(researchData: string): Promise<Image[]> {
  const read = (name: string) => readVotes(join(researchData, "votes", name));
  const truth = await readGold(join(researchData, "votes/golden.npz"));
  const { votes, gold } = joinGold(await read("raters-half.npz"), truth, await read("raters_golden.npz"));
  const { probability } = dawidSkeneWithGold(votes, gold);
  const hints = await hintsOfReal(researchData);
  const answersTo = votes.items.map(() => [] as { rater: number; answer: number }[]);
  for (const [vote, item] of votes.item.entries())
    answersTo[item]!.push({ rater: votes.annotator[vote]!, answer: votes.answer[vote]! });
  const random = seededRandom(seed);
  const itemsOf = Map.groupBy(votes.items.keys(), (item) => votes.items[item]!.image);
  return Array.from(itemsOf, ([image, items]) => {
    const people = new Map<number, Map<number, Answer>>();
    const pairs = items.map((item): Pair => {
      const label = Number(votes.items[item]!.label);
      for (const { rater, answer } of answersTo[item]!) {
        const answers = people.get(rater) ?? new Map<number, Answer>();
        people.set(rater, answers.set(label, answerNames[answer]!));
      }
      const said = new Set(answersTo[item]!.map(({ answer }) => answer));
      const expert = truth.find(image, String(label));
      return {
        label,
        holds: probability[item]! > 0.5,
        isDisputed: said.has(0) && said.has(2),
        isLive: said.has(2),
        isSure: said.has(2) && said.size === 1,
        expert: expert === undefined ? undefined : expert > 0,
        hint: describeHints(hints, image, label),
      };
    });
    return { people: [...people.values()], pairs, isTest: random() < 0.5, fold: Math.floor(random() * 1000) };
  });
}

/** Whether a label is the original one, and whether each model puts it first or among its first five. */
function describeHints(hints: Hints, image: string, label: number): string {
  const [, original, ...models] = hints.find(image, String(label));
  const near = models.map((share) => (share === 1 ? "first" : share > 0 ? "five" : "none"));
  return [original ? "original" : "other", ...near].join(" ");
}

async function readLabels() {
  const file = new URL("../../../label-spaces/imagenet-1k.json", import.meta.url);
  const { labels } = JSON.parse(await readFile(file, "utf8")) as {
    labels: { name: string; hypernyms: string[] }[];
  };
  return labels.map((label, index) => ({ ...label, index }));
}

const percent = (part: number, whole: number) =>
  whole === 0 ? "none" : `${((100 * part) / whole).toFixed(1)} %`;

const tell = (interval: [number, number] | null) =>
  interval ? ` (${interval.map((bound) => (100 * bound).toFixed(1)).join(" to ")})` : "";
