import { Failure } from "../../contract/failure.ts";
import type { ProjectOptions } from "../installation.ts";

/** The project may be named as an argument, as the other words of a command are. */
export function named<Given extends ProjectOptions>(name: string | undefined, options: Given): Given {
  if (name === undefined) return options;
  if (options.project !== undefined && options.project !== name)
    throw new Failure("wrong-usage", `Two projects are named: ${name}, and ${options.project} by --project.`);
  return { ...options, project: name };
}

/** What is said of such an argument. */
export const projectArgument = ["[project]", "the project, as --project names it"] as const;

/** Of a command that takes a file, after the project where that is named as an argument. */
export const projectAndFile = {
  usage: "[options] [project] <file>",
  argument: ["<project or file...>", "the file, after the project where it is named as an argument"],
} as const;

/** What such words mean. @throws Failure `wrong-usage` where there are more */
export function readProjectAndFile<Given extends ProjectOptions>(
  words: readonly string[],
  given: Given,
): { file: string; options: Given } {
  if (words.length > 2)
    throw new Failure(
      "wrong-usage",
      `One file can be imported at a time, and ${words.length} words are there.`,
    );
  return { file: words.at(-1)!, options: named(words.length > 1 ? words[0] : undefined, given) };
}
