import type { OverOrders, Replay } from "../../actions/votes/replayVotes.ts";
import { formatCount, formatNumber, formatTable } from "./output.ts";
import { withReasons } from "./withReasons.ts";

const oneOrder = "one order does not tell how orders differ (--orders)";
const notJudged = "no experts' labels of these images (--experts), or none of them yes";

export const replayJson = ({ used, same, judged, ...replay }: Replay) =>
  withReasons(
    {
      ...replay,
      used: overOrders(used),
      same: overOrders(same),
      judged: judged && { ...judged, f1: overOrders(judged.f1), change: overOrders(judged.change) },
    },
    { judged: notJudged },
  );

const overOrders = (figure: OverOrders) => withReasons({ ...figure }, { interval: oneOrder });

export function formatReplay({ used, same, judged, ...replay }: Replay): string {
  const { votes, items, images, orders, price, by } = replay;
  const row = (name: string, { mean, interval }: OverOrders, digits: number, scale = 1) => [
    name,
    (mean * scale).toFixed(digits),
    interval?.map((bound) => (bound * scale).toFixed(digits)).join(" to ") ?? "–",
  ];
  const rows = [
    ["", "mean", "95 % interval of the mean over orders"],
    row(`% of ${formatNumber(votes)} votes used`, used, 1, 100),
    row(`% of ${formatCount(items, "label")} as by all votes`, same, 1, 100),
    ...(judged
      ? [
          row("F1 against the experts", judged.f1, 4),
          row(`less F1 by all votes (${judged.ofAll.toFixed(4)})`, judged.change, 4),
        ]
      : []),
  ];
  const how =
    by === "gold"
      ? "What answers are worth is learned from gold questions, on images of gold from those of other folds."
      : "Without gold, the majority of all votes stands for the truth: what is saved is known, and not what is true.";
  const of = judged
    ? `F1 is over ${formatCount(judged.questions, "label")} of ${formatCount(judged.images, "image")}, ${judged.positives} of them true; by the majority of all votes it is ${judged.ofMajority.toFixed(4)}. The intervals tell how orders differ, not how other images would.`
    : `F1 is not known: ${notJudged}.`;
  return `${formatNumber(votes)} votes on ${formatCount(items, "label")} of ${formatCount(images, "image")}, replayed in ${formatCount(orders, "order")}; one more answer costs ${price.toPrecision(3)} errors
${how}
${formatTable(rows)}
${of}`;
}
