import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { isRecord } from "../text/isRecord.ts";

/** Class names by number, as Hugging Face states them: a list, or an object from number to name. */
function readNames(names: unknown): string[] | undefined {
  if (Array.isArray(names)) return names.map(String);
  if (!isRecord(names)) return undefined;
  const list: string[] = [];
  for (const [number, name] of Object.entries(names)) list[Number(number)] = String(name);
  return list;
}

/** The class names in a dataset's features, at any depth. */
function* findClassLabels(value: unknown): Generator<string[]> {
  if (Array.isArray(value)) for (const one of value) yield* findClassLabels(one);
  else if (isRecord(value)) {
    const names =
      value["_type"] === "ClassLabel"
        ? value["names"]
        : isRecord(value["class_label"]) && value["class_label"]["names"];
    const read = names ? readNames(names) : undefined;
    if (read) yield read;
    else for (const one of Object.values(value)) yield* findClassLabels(one);
  }
}

/**
 * What the class numbers of a dataset mean, if its features say so.
 * @returns undefined if they do not, or contradict each other
 */
function onlyNames(features: unknown): string[] | undefined {
  const [names, ...others] = findClassLabels(features);
  return others.every((other) => other.join("\n") === names?.join("\n")) ? names : undefined;
}

/** @param written the text under `huggingface` in a Parquet file */
export function classNamesInMetadata(written: string | undefined): string[] | undefined {
  try {
    return written === undefined ? undefined : onlyNames(JSON.parse(written).info?.features);
  } catch {
    return undefined;
  }
}

/** @param card the path of a dataset card, whose header may name the classes */
export async function classNamesInCard(card: string): Promise<string[] | undefined> {
  const [, header] = /^---\r?\n([\s\S]*?)\r?\n---/.exec(await readFile(card, "utf8").catch(() => "")) ?? [];
  try {
    return header === undefined ? undefined : onlyNames(parse(header)?.dataset_info);
  } catch {
    return undefined;
  }
}
