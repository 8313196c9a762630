import { extname } from "node:path";
import { z } from "zod";
import { Failure } from "../contract/failure.ts";
import { readCsvRows } from "./readCsvRows.ts";
import { readJsonFile } from "./readJsonFile.ts";

/** A file of images with their labels. */
export interface LabelFile {
  format: "multilabelfy-json" | "real-json" | "release-csv";
  rows: LabelFileRow[];
}

export interface LabelFileRow {
  /** The image's key; in ReaL JSON, which has no keys, the position in the list from 0. */
  image: string;
  /** As written, each once; label indices in files of these formats. */
  labels: string[];
  /** How a release came to them; where the file says it. */
  provenance?: string;
}

const labelList = z.array(z.union([z.string(), z.number().transform(String)]));

function readLabels(value: unknown, where: string, file: string): string[] {
  const parsed = labelList.safeParse(value);
  if (parsed.success) return [...new Set(parsed.data)];
  throw new Failure("bad-file", `${file}, ${where}: expected a list of labels, such as [356, 359] or [].`);
}

async function readJsonLabels(file: string): Promise<LabelFile> {
  const content = await readJsonFile(file);
  if (Array.isArray(content)) {
    const rows = content.map((labels, position) => {
      return { image: String(position), labels: readLabels(labels, `position ${position}`, file) };
    });
    return { format: "real-json", rows };
  }
  if (typeof content !== "object" || content === null) {
    throw new Failure("bad-file", `${file}: expected an object from image to labels, or a list of lists.`);
  }
  const rows = Object.entries(content).map(([image, labels]) => {
    return { image, labels: readLabels(labels, `image ${JSON.stringify(image)}`, file) };
  });
  return { format: "multilabelfy-json", rows };
}

async function readReleaseCsv(file: string): Promise<LabelFile> {
  const columns = { required: ["image", "label"], optional: ["provenance"] };
  const byImage = new Map<string, { labels: Set<string>; provenance: string }>();
  for await (const { cells } of readCsvRows(file, columns)) {
    const row = byImage.get(cells.image!) ?? { labels: new Set(), provenance: cells.provenance ?? "" };
    if (cells.label !== "") row.labels.add(cells.label!);
    byImage.set(cells.image!, row);
  }
  return {
    format: "release-csv",
    rows: [...byImage].map(([image, { labels, provenance }]) => ({
      image,
      labels: [...labels],
      ...(provenance === "" ? {} : { provenance }),
    })),
  };
}

/**
 * Reads a file of labels: Multilabelfy JSON, ReaL JSON or Release CSV. `.csv` is CSV, every other name is JSON.
 *
 * @returns rows in the file's order
 * @throws Failure `bad-file` with the place, `not-found`
 */
export function readLabelFile(file: string): Promise<LabelFile> {
  return extname(file).toLowerCase() === ".csv" ? readReleaseCsv(file) : readJsonLabels(file);
}
