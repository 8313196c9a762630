import { z } from "zod";
import { describeIssue } from "../../contract/describeIssue.ts";
import { badRow, quoted } from "../fileFailure.ts";
import { imageName } from "../images/imageName.ts";
import { parseJson } from "../text/parseJson.ts";
import { readTextLines } from "../text/readTextLines.ts";
import type { AnsweredImage, ClassifyAnswers } from "./classifyAnswers.ts";
import { labelText } from "./labelText.ts";

const line = z.object({
  image: z.string(),
  original: labelText.nullish(),
  answers: z.array(z.object({ selected: z.array(labelText).min(1), main: labelText })).min(1),
});

/** `{"image": ..., "original": ..., "answers": [{"selected": [...], "main": ...}, ...]}` per line. */
export async function readClassifyLines(file: string): Promise<ClassifyAnswers> {
  const images: AnsweredImage[] = [];
  const rowOf = new Map<string, number>();
  const unused = new Set<string>();
  for await (const { row, line: text } of readTextLines(file)) {
    if (text.trim() === "") continue;
    const value = parseJson(text, `${file}, row ${row}`);
    const read = line.safeParse(value);
    if (!read.success) {
      const { place, what } = describeIssue(read.error.issues[0]!, value);
      throw badRow(file, row, `${place === "" ? "the line" : place} ${what}.`);
    }
    const { answers, original } = read.data;
    const image = imageName(read.data.image);
    const before = rowOf.get(image);
    if (before !== undefined) throw badRow(file, row, `the image ${image} is in row ${before} already.`);
    rowOf.set(image, row);
    for (const [at, { selected, main }] of answers.entries()) {
      const place = `answer ${at + 1} of ${image}`;
      const twice = selected.find((one, where) => selected.indexOf(one) !== where);
      if (twice !== undefined) throw badRow(file, row, `${place} has the label ${quoted(twice)} twice.`);
      if (!selected.includes(main))
        throw badRow(file, row, `${place} has ${quoted(main)} as its main label, which it did not tick.`);
    }
    images.push({ image, original: original ?? undefined, answers });
    for (const key of Object.keys(value as object)) if (!(key in line.shape)) unused.add(key);
  }
  const used = ["image", "original", "answers"].map((name) => ({ name, as: name }));
  const hasOriginals = images.some(({ original }) => original !== undefined);
  return {
    images,
    used: used.filter(({ name }) => name !== "original" || hasOriginals),
    unused: [...unused],
  };
}
