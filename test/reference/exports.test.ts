import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { classes, held, writeExports } from "./writeExports.ts";

interface Finding {
  tool: string;
  version: string;
  /** SHA-256 of the files that it read, by their names. */
  files: Record<string, string>;
  /** The labels that it found, by image. */
  read: Record<string, string[]>;
}

const findings: Finding[] = JSON.parse(readFileSync(new URL("exports.json", import.meta.url), "utf8"));
const exports = await writeExports();
const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");

test.each(findings)("$tool reads every label of a release", ({ files, read }) => {
  // What is written today is what the tool has read.
  for (const [name, sha256] of Object.entries(files))
    expect([name, hashOf(exports[name]!)]).toEqual([name, sha256]);
  const named = Object.entries(held).map(([image, labels]) => [image, labels.map((index) => classes[index])]);
  expect(read).toEqual(Object.fromEntries(named));
});

test("every tool is there, and every file was read by one", () => {
  expect(findings.map(({ tool }) => tool)).toEqual([
    "datasets",
    "fiftyone",
    "label-studio-sdk",
    "mlcroissant",
    "pandas",
    "pycocotools",
  ]);
  expect(findings.flatMap(({ files }) => Object.keys(files)).sort()).toEqual(Object.keys(exports).sort());
});
