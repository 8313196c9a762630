import type { StageForecast } from "../../../../contract/pace.ts";
import { words } from "../../../words/words.ts";
import { formatEnd } from "../../pace/formatEnd.ts";

const texts = words.overview.headline;

/** When the last stage ends, with what that is based on; or why that cannot be said yet. */
export function endOfAll(forecasts: readonly StageForecast[], now: Date): { value: string; note: string } {
  const open = forecasts.filter(({ forecast }) => !("reason" in forecast && forecast.reason !== "too-early"));
  if (open.length === 0) {
    const isDone = forecasts.some(({ forecast }) => "reason" in forecast && forecast.reason === "done");
    return isDone ? { value: texts.allDone, note: texts.nothingLeft } : { value: "–", note: texts.notBegun };
  }
  const early = open.find(({ forecast }) => "reason" in forecast);
  if (early) return { value: texts.tooEarly, note: texts.why(words.pace.stages[early.stage], early.left) };
  const lateOf = ({ forecast }: StageForecast) =>
    "reason" in forecast ? 0 : (forecast.days.late ?? Number.POSITIVE_INFINITY);
  const last = open.reduce((latest, one) => (lateOf(one) > lateOf(latest) ? one : latest));
  const { forecast } = last;
  const basis = "reason" in forecast ? { days: 0, done: 0 } : forecast.basis;
  return {
    value: formatEnd(forecast, now),
    note: texts.basis(words.pace.stages[last.stage], last.left, basis.done, basis.days),
  };
}
