import type { Command } from "commander";
import { Failure } from "../../../contract/failure.ts";
import { quoted } from "../../../files/fileFailure.ts";
import type { LabelFileRow } from "../../../files/labels/readLabelFile.ts";
import { compareUtf8 } from "../../../files/text/compareUtf8.ts";
import { writeCsv } from "../../../files/writeCsv.ts";
import { writeFileWhole } from "../../../files/writeFileWhole.ts";
import {
  addLabelFileOptions,
  formatReading,
  type LabelFileFlags,
  readingJson,
  readLabelsAsSaid,
} from "../../options/labelFileOptions.ts";
import { example, spreadsheet } from "../../options/options.ts";
import { formatCount, print, printJson } from "../../output/output.ts";

interface Options extends LabelFileFlags {
  out: string;
  force?: true;
  spreadsheet?: true;
  json?: true;
}

/** Between the labels of an image. */
const bar = "|";

export function addLabelsConvert(labels: Command): void {
  addLabelFileOptions(labels.command("convert <file>"))
    .description("write labels of any form that is read as CSV: image, label; a manifest to import")
    .requiredOption("--out <file>", "where to")
    .option("--force", "replace a file that exists")
    .option(...spreadsheet)
    .option("--json", "print the result as JSON on stdout")
    .addHelpText("after", example("labels convert annotations/default.json --out labels.csv"))
    .action(run);
}

async function run(file: string, { out, force, spreadsheet, json, ...options }: Options): Promise<void> {
  const read = await readLabelsAsSaid(file, options);
  if (!read.isKeyed)
    throw new Failure("bad-file", `${file}: it does not name its images, and a table has to.`);
  const rows = read.rows.map((row) => [row.image, cellOf(row, read.areIndices, file)]);
  const written = {
    images: rows.length,
    file: await writeFileWhole(out, writeCsv(["image", "label"], rows, { spreadsheet }), {
      force: force ?? false,
    }),
  };
  if (json) return printJson({ ...written, reading: readingJson(read) });
  print(
    `${formatReading(read).trim()}\nThe labels of ${formatCount(written.images, "image")} are written to ${written.file}`,
  );
}

/** In order, so that nobody takes them for a model's ranking. */
function cellOf({ labels, where }: LabelFileRow, areIndices: boolean, file: string): string {
  const odd = labels.find((label) => label.includes(bar));
  if (odd !== undefined)
    throw new Failure(
      "bad-file",
      `${file}, ${where}: the label ${quoted(odd)} has a "${bar}" in it, which stands between the labels of an image. Call it otherwise.`,
    );
  return labels.toSorted(areIndices ? (a, b) => Number(a) - Number(b) : compareUtf8).join(bar);
}
