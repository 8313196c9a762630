import type { DriftNote } from "../../../contract/people/drift.ts";
import type { DriftMeasure } from "../../../core/people/measureDrift.ts";
import { words } from "../../words/words.ts";
import { countOf } from "./formatCount.ts";

const texts = words.drift;

/** A measure's value with its unit: "72 %", "+0.31 labels", "14.2 s". */
export function formatDrift(measure: DriftMeasure, value: number): string {
  if (measure === "time") return `${value.toFixed(1)} s`;
  if (measure === "leniency") return `${value < 0 ? "\u2212" : "+"}${Math.abs(value).toFixed(2)} labels`;
  return `${Math.round(value * 100)} %`;
}

/** "2026-11-16" gives "16 Nov". */
export const formatWeek = (week: string) =>
  new Date(week).toLocaleDateString("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

/** What has changed, since when, and by how much. */
export function describeNote({ measure, side, over, since, images, value, limit }: DriftNote): string {
  const found = texts.found(
    formatDrift(measure, value),
    formatDrift(measure, limit),
    countOf(images, "image"),
    over === "together",
  );
  return `${texts.notes[measure][side]}, ${texts.since(formatWeek(since), found)}`;
}
