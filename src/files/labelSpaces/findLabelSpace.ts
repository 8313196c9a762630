import { join } from "node:path";
import { packageFolder } from "../programPlace.ts";
import { type LabelSpaceFile, readLabelSpaceFile } from "./readLabelSpaceFile.ts";

/** Label spaces that ship with the program, by name. */
const builtIn: Record<string, string> = {
  "imagenet-1k": join(packageFolder, "label-spaces/imagenet-1k.json"),
};

/** Whether a label space of this name ships with the program. */
export const isBuiltInLabelSpace = (name: string) => Object.hasOwn(builtIn, name);

/**
 * Reads a label space, either one that ships with the program or one from a file.
 *
 * @param nameOrFile `imagenet-1k`, or a path
 * @throws Failure those of `readLabelSpaceFile`
 */
export function findLabelSpace(nameOrFile: string): Promise<LabelSpaceFile> {
  return readLabelSpaceFile(builtIn[nameOrFile] ?? nameOrFile);
}
