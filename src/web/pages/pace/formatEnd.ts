import type { StageForecast } from "../../../contract/pace.ts";
import { words } from "../../words/words.ts";

const texts = words.pace.forecast;
const dayMs = 24 * 3600 * 1000;
const thisYear = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const otherYear = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });

const reasons = { nothing: texts.nothing, done: texts.done, "too-early": texts.tooEarly };

/** "between 2 Dec and 9 Dec"; or why there is no forecast. */
export function formatEnd(forecast: StageForecast["forecast"], now: Date): string {
  if ("reason" in forecast) return reasons[forecast.reason];
  const { early, late } = forecast.days;
  const date = (days: number) => {
    const at = new Date(now.getTime() + days * dayMs);
    return (at.getFullYear() === now.getFullYear() ? thisYear : otherYear).format(at);
  };
  return late === null ? texts.openEnd(date(early)) : texts.inDays(date(early), date(late));
}
