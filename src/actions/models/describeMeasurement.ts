import type { ModelMeasurement } from "../../contract/models/modelCard.ts";

/** With one decimal; a dash where nothing was measured. */
export const percentOf = (share: number | null) => (share === null ? "–" : `${(share * 100).toFixed(1)} %`);

/** The result of measuring a model, as a sentence. */
export function describeMeasurement(measured: ModelMeasurement): string {
  const { data, images, top1, top20, chance1, chance20, verdict, reason } = measured;
  if (top1 === null) return `It was not measured. ${reason ?? ""}`;
  const figures =
    `On ${images.toLocaleString("en")} image${images === 1 ? "" : "s"} (${data}), the right label is first on ${percentOf(top1)} and among the first 20 ` +
    `on ${percentOf(top20)}; by chance it would be ${percentOf(chance1)} and ${percentOf(chance20)}.`;
  if (verdict === "near-chance") return `${figures} That is near chance: its labels are of no use.`;
  return reason === null ? figures : `${figures} ${reason}`;
}
