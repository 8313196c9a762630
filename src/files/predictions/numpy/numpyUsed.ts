import { basename } from "node:path";
import type { FileReading } from "../../fileReading.ts";
import type { NpyTable } from "./readNpyRows.ts";

/** What the rows of an array are read as. */
export function numpyUsed({ type, width }: NpyTable, name: string, list: string): FileReading["used"] {
  return [
    { name: `row i of ${basename(list)}`, as: "image" },
    { name, as: type.isIndex ? `label indices, the best of ${width} first` : `score of ${width} labels` },
  ];
}
