import { badRow, quoted } from "../fileFailure.ts";
import { imageName } from "../images/imageName.ts";
import { AnswerReader } from "../text/answerReader.ts";
import { plainText } from "../text/plainText.ts";
import { readCsvHeader, readCsvRows, readHeader } from "../text/readCsvRows.ts";
import { voteColumns } from "../votes/voteColumns.ts";
import type { ClassifyAnswers } from "./classifyAnswers.ts";

const { image, label, annotator } = voteColumns.aliases;
const columns = {
  required: ["image", "annotator", "label", "main"],
  optional: ["original"],
  aliases: { image, label, annotator, main: ["is_main", "main_object"], original: ["original_label"] },
};

interface Ticks {
  row: number;
  selected: string[];
  mains: string[];
}

interface Found {
  original: string | undefined;
  /** By annotator, in file order. */
  answers: Map<string, Ticks>;
}

/** `image,annotator,label,main`: a row per label somebody ticked; `main` is yes for exactly one label of an answer. */
export async function readClassifyCsv(file: string): Promise<ClassifyAnswers> {
  const names = await readCsvHeader(file);
  const unused: string[] = [];
  const positions = readHeader(names, { ...columns, onUnknownColumns: (all) => unused.push(...all) }, file);
  const words = new AnswerReader();
  const images = new Map<string, Found>();
  for await (const { row, cells } of readCsvRows(file, columns)) {
    const empty = columns.required.find((name) => cells[name]!.trim() === "");
    if (empty !== undefined) throw badRow(file, row, `the ${empty} is missing.`);
    const name = imageName(cells.image!);
    const original = plainText(cells.original ?? "") || undefined;
    const found = images.get(name) ?? { original, answers: new Map() };
    images.set(name, found);
    if (found.original !== original) {
      const both = [found.original, original].map((one) => (one === undefined ? "none" : quoted(one)));
      throw badRow(file, row, `the original label of ${name} is ${both[1]}, and ${both[0]} in a row above.`);
    }
    const isMain = words.find(cells.main);
    if (isMain !== "yes" && isMain !== "no")
      throw badRow(file, row, `main is ${quoted(plainText(cells.main!))}, and must be yes or no.`);
    const who = plainText(cells.annotator!);
    const answer = found.answers.get(who) ?? { row, selected: [], mains: [] };
    found.answers.set(who, answer);
    const ticked = plainText(cells.label!);
    if (answer.selected.includes(ticked))
      throw badRow(file, row, `${who} has the label ${quoted(ticked)} of ${name} twice.`);
    answer.selected.push(ticked);
    if (isMain === "yes") answer.mains.push(ticked);
  }
  return {
    images: [...images].map(([name, { original, answers }]) => ({
      image: name,
      row: Math.min(...[...answers.values()].map((answer) => answer.row)),
      original,
      answers: [...answers].map(([who, { row, selected, mains }]) => {
        if (mains.length !== 1) {
          const how = mains.length === 0 ? "no main label" : `${mains.length} main labels`;
          throw badRow(file, row, `${who} has ${how} on ${name}. Each answer has one, with yes under main.`);
        }
        return { selected, main: mains[0]!, annotator: who, row };
      }),
    })),
    used: [...positions].map(([as, position]) => ({ name: plainText(names[position]!), as })),
    unused,
  };
}
