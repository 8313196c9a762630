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
