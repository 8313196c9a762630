import { z } from "zod";
import { badRow, quoted } from "../fileFailure.ts";
import type { AnsweredImage, ClassifyAnswers } from "./classifyAnswers.ts";
import { labelText } from "./labelText.ts";
import { readJsonLines } from "./readJsonLines.ts";

const line = z.object({
  image: z.string(),
  original: labelText.nullish(),
  answers: z.array(z.object({ selected: z.array(labelText).min(1), main: labelText })).min(1),
});

/** `{"image": ..., "original": ..., "answers": [{"selected": [...], "main": ...}, ...]}` per line. */
export async function readClassifyLines(file: string): Promise<ClassifyAnswers> {
  const images: AnsweredImage[] = [];
  const unused = new Set<string>();
  const lines = readJsonLines(file, line, (field) => unused.add(field));
  for await (const { row, image, data } of lines) {
    const { answers, original } = data;
    for (const [at, { selected, main }] of answers.entries()) {
      const place = `answer ${at + 1} of ${image}`;
      const twice = selected.find((one, where) => selected.indexOf(one) !== where);
      if (twice !== undefined) throw badRow(file, row, `${place} has the label ${quoted(twice)} twice.`);
      if (!selected.includes(main))
        throw badRow(file, row, `${place} has ${quoted(main)} as its main label, which it did not tick.`);
    }
    images.push({
      image,
      row,
      original: original ?? undefined,
      answers: answers.map((answer) => ({ ...answer, row })),
    });
  }
  const used = ["image", "original", "answers"].map((name) => ({ name, as: name }));
  const hasOriginals = images.some(({ original }) => original !== undefined);
  return {
    images,
    used: used.filter(({ name }) => name !== "original" || hasOriginals),
    unused: [...unused],
  };
}
