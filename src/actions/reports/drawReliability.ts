import { JSDOM } from "jsdom";
import { voteReliability } from "../../charts/voteReliability.ts";
import type { GoldReport } from "../votes/evaluateOnGold.ts";
import { svgFile } from "./svgFile.ts";

/** The reliability diagram of joined votes as an SVG file: the method, beside what it is compared with. */
export function drawReliability(report: GoldReport, method: string): string {
  const { crossFitted, withoutGold, dawidSkeneWithGold, questions, images } = report;
  const methods = [
    { name: method, ...crossFitted },
    ...(dawidSkeneWithGold ? [{ name: "dawid-skene with gold", ...dawidSkeneWithGold }] : []),
    ...(withoutGold ? [{ name: `${method}, gold unseen`, ...withoutGold }] : []),
  ];
  const { document } = new JSDOM("").window;
  return svgFile(voteReliability({ methods, questions, images }, { document, width: 820 }).svg);
}
