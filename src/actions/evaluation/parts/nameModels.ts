import { basename, extname } from "node:path";
import { Failure } from "../../../contract/failure.ts";

/** A model is named after its file, without the ending. @throws Failure `wrong-usage` for two of the same name */
export function nameModels(files: readonly string[]): { model: string; file: string }[] {
  const fileOf = new Map<string, string>();
  for (const file of files) {
    const model = basename(file, extname(file));
    const other = fileOf.get(model);
    if (other !== undefined) {
      throw new Failure("wrong-usage", `${other} and ${file} are both called ${model}. Rename one.`);
    }
    fileOf.set(model, file);
  }
  return [...fileOf].map(([model, file]) => ({ model, file }));
}
