import type { ContainsAnswer } from "../../core/contains/countSelections.ts";
import { checkAllOrNoOriginals } from "../checkAllOrNoOriginals.ts";
import { badFile, badRow, quoted, quotedValue } from "../fileFailure.ts";
import type { FileReading } from "../fileReading.ts";
import { imageName } from "../images/imageName.ts";
import { AnswerReader } from "../text/answerReader.ts";
import { parseJson } from "../text/parseJson.ts";
import { plainText } from "../text/plainText.ts";
import { readCsvHeader, readCsvRows, readHeader } from "../text/readCsvRows.ts";
import { textExtension } from "../text/readText.ts";
import { readTextLines } from "../text/readTextLines.ts";
import { voteColumns } from "../votes/voteColumns.ts";

export interface ReadContainsAnswers {
  answers: (ContainsAnswer & { row: number })[];
  /** The dataset's own label by image; empty if the file names none. */
  originals: Map<string, string>;
  reading: FileReading;
}

const columns = {
  required: voteColumns.required,
  optional: ["original", "control"],
  aliases: {
    ...voteColumns.aliases,
    answer: [...voteColumns.aliases.answer, "contains", "ticked", "selected"],
    original: ["original_label"],
  },
};

/**
 * Reads who saw which label in which image: a table with `image,label,annotator,answer` and optionally `original` and
 * `control`, or JSON lines with the same fields. Either may be compressed (`.gz`). `control` says whether an image
 * holds the label, if that is known; it is empty otherwise.
 *
 * @throws Failure `bad-file` with the row, `not-found`
 * @see docs/file-formats.md
 */
export async function readContainsAnswers(file: string): Promise<ReadContainsAnswers> {
  const extension = textExtension(file);
  const isLines = [".jsonl", ".ndjson"].includes(extension);
  if (!isLines && ![".csv", ".tsv", ".txt"].includes(extension))
    throw badFile(file, "answers are read from a table (.csv) or from JSON lines (.jsonl). Write them so.");
  const reading: FileReading = { file, format: "a row per answer", used: [], unused: [], notes: [] };
  const collector = new AnswersCollector(file);
  if (isLines) await readLines(file, collector, reading);
  else await readTable(file, collector, reading);
  const { answers, originals } = collector.finish();
  reading.notes.push(...collector.words.describe());
  return { answers, originals, reading };
}

async function readTable(file: string, collector: AnswersCollector, reading: FileReading): Promise<void> {
  const names = await readCsvHeader(file);
  const onUnknownColumns = (unknown: string[]) => reading.unused.push(...unknown);
  const positions = readHeader(names, { ...columns, onUnknownColumns }, file);
  reading.used.push(...[...positions].map(([as, position]) => ({ name: plainText(names[position]!), as })));
  for await (const { row, cells } of readCsvRows(file, columns)) collector.add(row, cells);
}

async function readLines(file: string, collector: AnswersCollector, reading: FileReading): Promise<void> {
  const fields = [...columns.required, ...columns.optional];
  const found = new Set<string>();
  for await (const { row, line } of readTextLines(file)) {
    if (line.trim() === "") continue;
    const value = parseJson(line, `${file}, row ${row}`);
    if (typeof value !== "object" || value === null || Array.isArray(value))
      throw badRow(
        file,
        row,
        `there is ${quotedValue(value)}, and must be an object with ${fields.join(", ")}.`,
      );
    const cells: Record<string, string> = {};
    for (const [name, cell] of Object.entries(value)) {
      found.add(name);
      if (!fields.includes(name) || cell === null) continue;
      if (!["string", "number", "boolean"].includes(typeof cell))
        throw badRow(
          file,
          row,
          `${name} is ${quotedValue(cell)}, and must be text, a number, true or false.`,
        );
      cells[name] = String(cell);
    }
    collector.add(row, cells);
  }
  reading.used.push(...fields.filter((name) => found.has(name)).map((name) => ({ name, as: name })));
  reading.unused.push(...[...found].filter((name) => !fields.includes(name)));
}

class AnswersCollector {
  readonly words = new AnswerReader();
  private readonly answers: ReadContainsAnswers["answers"] = [];
  private readonly originals = new Map<string, string | undefined>();
  private readonly rows = new Map<string, number>();

  private readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  add(row: number, cells: Record<string, string>): void {
    const cell = (name: string) => plainText(cells[name] ?? "");
    for (const name of columns.required)
      if (cell(name) === "") throw badRow(this.file, row, `the ${name} is missing.`);
    const image = imageName(cells.image!);
    const [label, annotator] = [cell("label"), cell("annotator")];
    const key = JSON.stringify([image, label, annotator]);
    const before = this.rows.get(key);
    if (before !== undefined) {
      const who = `${annotator} answers on ${quoted(label)} of ${image}`;
      throw badRow(this.file, row, `${who} in row ${before} already. Keep one of the two.`);
    }
    this.rows.set(key, row);
    const original = cell("original") || undefined;
    const control = cell("control") === "" ? undefined : this.yesOrNo("control", cell("control"), row);
    // Nothing is concluded for an image whose answer is known, so it needs no original label.
    const isNamed = control === undefined || original !== undefined;
    if (isNamed && this.originals.has(image) && this.originals.get(image) !== original) {
      const name = (one: string | undefined) => (one === undefined ? "none" : quoted(one));
      const both = `${name(original)}, and ${name(this.originals.get(image))} in a row above`;
      throw badRow(this.file, row, `the original label of ${image} is ${both}.`);
    }
    if (isNamed) this.originals.set(image, original);
    const isTicked = this.yesOrNo("answer", cell("answer"), row);
    this.answers.push({ row, image, label, annotator, isTicked, control });
  }

  private yesOrNo(name: string, written: string, row: number): boolean {
    const answer = this.words.find(written);
    if (answer === "yes" || answer === "no") return answer === "yes";
    throw badRow(this.file, row, `the ${name} is ${quoted(written)}, and must be yes or no.`);
  }

  /** @throws Failure `bad-file` if nothing was added, or if only some images have an original label */
  finish(): Pick<ReadContainsAnswers, "answers" | "originals"> {
    if (this.answers.length === 0) throw badFile(this.file, "it holds no answers.");
    const originals = new Map<string, string>();
    for (const [image, label] of this.originals) if (label !== undefined) originals.set(image, label);
    checkAllOrNoOriginals(this.file, this.originals);
    return { answers: this.answers, originals };
  }
}
