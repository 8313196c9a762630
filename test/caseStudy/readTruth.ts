import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import type { Truth } from "./drawAnswers.ts";

/** The images of ImageNetV2 in the order of their list, with the labels that experts settled on. */
export function readTruth(folder: string): Truth[] {
  const refined = JSON.parse(readFileSync(join(folder, "refined_labels.json"), "utf8")) as Record<
    string,
    string[]
  >;
  const rows = parse(readFileSync(join(folder, "images.csv")), { columns: true }) as {
    image: string;
    label: string;
  }[];
  return rows.map(({ image, label }) => ({
    key: image,
    original: Number(label),
    valid: (refined[image] ?? []).map(Number),
  }));
}
