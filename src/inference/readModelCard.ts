import { dirname, resolve } from "node:path";
import { Failure } from "../contract/failure.ts";
import { type ModelCard, modelCard } from "../contract/models/modelCard.ts";
import { readJsonFile } from "../files/text/readJsonFile.ts";
import { cardMistake } from "./cardMistake.ts";

/**
 * Reads a model's card, a JSON file.
 *
 * @returns the card, and the absolute path of the ONNX file, which is not opened
 * @throws Failure `bad-file` naming the fields that are missing or wrong; `not-found`
 */
export async function readModelCard(file: string): Promise<{ card: ModelCard; modelFile: string }> {
  const content = await readJsonFile(file);
  const parsed = modelCard.safeParse(content);
  if (parsed.success) return { card: parsed.data, modelFile: resolve(dirname(file), parsed.data.file) };
  const mistakes = parsed.error.issues.map((issue) => cardMistake(content, issue));
  throw new Failure("bad-file", `${file} is not a model card: ${mistakes.join("; ")}.`, { mistakes });
}
