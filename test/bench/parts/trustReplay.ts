import { join } from "node:path";
import { joinGold } from "../../../src/actions/votes/joinGold.ts";
import { type OverOrders, replayVotes } from "../../../src/actions/votes/replayVotes.ts";
import { readGold } from "../../../src/files/votes/readGold.ts";
import type { Hints } from "../../../src/files/votes/readHints.ts";
import { readVotes } from "../../../src/files/votes/readVotes.ts";
import type { Row } from "../protocols.ts";
import { hintsOfReal } from "./trustData.ts";

const [orders, seed] = [20, 1];

/** All answers of ReaL's raters on half of the images, replayed; F1 on those of its gold questions that are among them. */
export async function benchReplay(researchData: string): Promise<Row[]> {
  const read = (name: string) => readVotes(join(researchData, "votes", name));
  const truth = await readGold(join(researchData, "votes/golden.npz"));
  const { votes, gold } = joinGold(await read("raters-half.npz"), truth, await read("raters_golden.npz"));
  const hints = await hintsOfReal(researchData);
  const original: Hints = {
    columns: ["original"],
    find: (image, label) => hints.find(image, label).slice(0, 2),
  };
  const common = { orders, seed, experts: truth };
  const ways = [
    ["original label and two models' labels known", { ...common, gold, hints, budget: 0.33 }],
    ["the original label known", { ...common, gold, hints: original, budget: 0.33 }],
    ["nothing but votes and gold", { ...common, gold, budget: 0.33 }],
    ["no gold", { ...common, budget: 0.33 }],
  ] as const;
  return ways.map(([name, settings], place) => {
    const { used, same, judged, price, ...of } = replayVotes(votes, settings);
    const { f1, change, ofAll, ofMajority, questions, positives, images } = judged!;
    const isMet = used.mean <= 0.35 && change.mean >= -0.01;
    return {
      goal: `less work, ${name}: at most 35 % of the votes, F1 against the experts within .01 of all votes'`,
      measured: `${tell(used)} of ${of.votes} votes; F1 ${tell(f1)}, by all votes ${ofAll.toFixed(3)} (majority ${ofMajority.toFixed(3)}), difference ${tell(change)}; ${positives} true of ${questions} questions about ${images} images; ${tell(same)} of ${of.items} labels as by all votes; an answer costs ${price.toFixed(4)} errors; ${orders} orders`,
      verdict: place === 3 ? "stated" : isMet ? "met" : "missed",
    };
  });
}

const tell = ({ mean, interval }: OverOrders) =>
  `${mean.toFixed(3)} (${interval!.map((bound) => bound.toFixed(3)).join(" to ")})`;
