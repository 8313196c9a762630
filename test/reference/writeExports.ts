// Writes a made release in the formats that other tools read: `node test/reference/writeExports.ts FOLDER`.
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { imageFolderLines, labelStudioTasks, releaseLines } from "../../src/files/releases/releaseLines.ts";
import type { ReleaseRow } from "../../src/files/releases/releaseRow.ts";
import { writeCard } from "../../src/files/releases/writeCard.ts";
import { type SizedRow, writeCoco } from "../../src/files/releases/writeCoco.ts";
import { writeCroissant } from "../../src/files/releases/writeCroissant.ts";
import { writeFiftyOne } from "../../src/files/releases/writeFiftyOne.ts";
import { writeJsonLines } from "../../src/files/releases/writeJsonLines.ts";
import { writeJsonList } from "../../src/files/releases/writeJsonList.ts";
import { writeReleaseSets } from "../../src/files/releases/writeReleaseSets.ts";

/** Names that YAML, JSON and CSV could trip over. */
export const classes = ["tench", "yes", "label, with: comma", 'a "quoted" name', "épée", "null"];

/** Photos of `samples/photos`. */
export const held: Record<string, number[]> = {
  "alpine-forest.jpg": [0, 4],
  "astronaut-portrait.jpg": [],
  "bench-above-coast.jpg": [1, 2, 3],
  "berlin-cathedral.jpg": [5],
};

const at = "2026-01-02T03:04:05.000Z";
const title = "Made, release 1";

async function* rows(): AsyncGenerator<SizedRow> {
  for (const [image, labels] of Object.entries(held)) {
    const provenance = labels.length === 1 ? "refined" : "agreed";
    const row: ReleaseRow = {
      image,
      provenance,
      labels: labels.map((index) => ({ index, key: `k${index}`, name: classes[index]!, provenance })),
    };
    yield { ...row, width: 640, height: 480 };
  }
}

const textOf = async (pieces: AsyncIterable<string>) => (await Array.fromAsync(pieces)).join("");

/** What each file holds, by its name. */
export async function writeExports(): Promise<Record<string, string>> {
  const lines = await textOf(writeJsonLines(releaseLines(rows())));
  const categories = classes.map((name, index) => ({ index, key: `k${index}`, name }));
  const counted = { images: 4, labels: 6, agreed: 3, refined: 1, noLabel: 1, pending: 0 };
  return {
    "labels.jsonl": lines,
    "sets.csv": await textOf(writeReleaseSets(rows())),
    "coco.json": await textOf(writeCoco(rows, categories, { description: title })),
    "fiftyone-labels.json": await textOf(await writeFiftyOne(rows, classes, {})),
    "label-studio.json": await textOf(writeJsonList(labelStudioTasks(rows(), { release: title, at }))),
    "metadata.jsonl": await textOf(writeJsonLines(imageFolderLines(rows()))),
    "card.md": writeCard({
      ...counted,
      project: "Made",
      number: 1,
      name: "first | <b>labels</b>",
      at,
      sha256: "0".repeat(64),
      version: "0.1.0",
      classes,
      audit: null,
      protocol: [{ name: "Settings: overlap", value: "2" }],
    }),
    "croissant.json": writeCroissant({
      limitations: null,
      title,
      description: "4 images.",
      at,
      number: 1,
      citation: title,
      lines: {
        fileName: "labels.jsonl",
        sha256: createHash("sha256").update(lines).digest("hex"),
        bytes: Buffer.byteLength(lines),
      },
    }),
  };
}

const [folder] = process.argv.slice(2);
if (import.meta.main && folder) {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(await writeExports())) writeFileSync(join(folder, name), text);
}
