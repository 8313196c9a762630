import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { classes, held, writeExports } from "./writeExports.ts";

interface Finding {
  tool: string;
  version: string;
  /** SHA-256 of the files that it read, by their names. */
  files: Record<string, string>;
  /** The labels that it found, by image; null of a file that names none. */
  read: Record<string, string[]> | null;
}

const findings: Finding[] = JSON.parse(readFileSync(new URL("exports.json", import.meta.url), "utf8"));
const exports = await writeExports();
const hashOf = (text: string | Buffer) => createHash("sha256").update(text).digest("hex");

test.each(findings)("$tool reads $files, and every label of a release", ({ files, read }) => {
  // What is written today is what the tool has read.
  for (const [name, sha256] of Object.entries(files))
    expect([name, hashOf(exports[name]!)]).toEqual([name, sha256]);
  if (read === null) return;
  const named = Object.entries(held).map(([image, labels]) => [
    image,
    labels.map((index) => classes[index]!),
  ]);
  // Datasets with images hold them twice, in two parts.
  const inParts = named.flatMap(([image, labels]) =>
    ["test", "train"].map((part) => [`${part}/${image}`, labels]),
  );
  if (Object.keys(files).some((name) => name.includes("/")))
    expect(read).toEqual(Object.fromEntries(inParts));
  else expect(read).toEqual(Object.fromEntries(named));
});

test("every tool is there, and every file was read by one", () => {
  expect([...new Set(findings.map(({ tool }) => tool))]).toEqual([
    "cffconvert",
    "datasets",
    "fiftyone",
    "label-studio-sdk",
    "mlcroissant",
    "pandas",
    "pyarrow",
    "pycocotools",
    "webdataset",
  ]);
  const read = new Set(findings.flatMap(({ files }) => Object.keys(files)));
  expect([...read].sort()).toEqual(Object.keys(exports).sort());
});
