import { numbers } from "../../words/numbers.ts";

/** Milliseconds in words: "12 s", "1 min 20 s", "3 h 20 min". */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 1) return numbers.underASecond;
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (seconds < 600) return joined(Math.floor(seconds / 60), "min", seconds % 60, "s");
  if (minutes < 60) return `${minutes} min`;
  return joined(Math.floor(minutes / 60), "h", minutes % 60, "min");
}

const joined = (large: number, largeUnit: string, small: number, smallUnit: string) =>
  small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
