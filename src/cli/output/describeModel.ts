import type { ModelHead, ModelMeasurement } from "../../contract/models/modelCard.ts";
import { formatCount } from "./output.ts";

/** With one digit; a dash where nothing was measured. */
export const percentOf = (share: number | null) => (share === null ? "–" : `${(share * 100).toFixed(1)} %`);

/** What came of measuring a model, as a sentence. */
export function describeMeasurement(measured: ModelMeasurement): string {
  const { data, images, top1, top20, chance1, chance20, verdict, reason } = measured;
  if (top1 === null) return `It was not measured. ${reason ?? ""}`;
  const figures =
    `On ${formatCount(images, "image")} (${data}), the right label is first on ${percentOf(top1)} and among the first 20 ` +
    `on ${percentOf(top20)}; by chance it would be ${percentOf(chance1)} and ${percentOf(chance20)}.`;
  if (verdict === "near-chance") return `${figures} That is near chance: its labels are of no use.`;
  return reason === null ? figures : `${figures} ${reason}`;
}

/** How an image-text model makes scores: "a softmax of 100 x cosine". */
export function describeHead({ scores, scale, bias }: ModelHead): string {
  const number = (value: number) => String(Number(value.toPrecision(4)));
  const sum = bias === 0 ? "" : ` ${bias < 0 ? "−" : "+"} ${number(Math.abs(bias))}`;
  return `a ${scores} of ${number(scale)} × cosine${sum}`;
}
