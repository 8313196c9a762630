import { type Command, Option } from "commander";
import { changeSettings } from "../../../actions/project/changeSettings.ts";
import { getSettings } from "../../../actions/project/getSettings.ts";
import { Failure } from "../../../contract/failure.ts";
import { candidateChoices, type ProjectSettings } from "../../../core/project/settings.ts";
import { type ProjectOptions, withProject } from "../../installation.ts";
import { named } from "../../options/namedProject.ts";
import { addProjectOptions, example, wholeNumber } from "../../options/options.ts";
import { print, printJson } from "../../output/output.ts";

interface Options extends ProjectOptions {
  json?: true;
  candidates: ProjectSettings["objectsCandidates"];
  people: number;
}

/** Stages that can be added to a project that exists. */
const addable = ["classify"] as const;

export function addProjectAddStage(project: Command): void {
  addProjectOptions(project.command("add-stage"))
    .usage("[options] [project] classify")
    .description(
      "ask people one more question about the images of a project that exists: classify, which labels are distinct objects, and which is the main one; the labels stay as they are",
    )
    .argument("<project or stage...>", "the stage, after the project where it is named as an argument")
    .addOption(
      new Option("--candidates <from>", "which labels are asked about, unless others were given")
        .choices(candidateChoices)
        .default("labels"),
    )
    .option("--people <n>", "who are asked about each image", wholeNumber(1, 100), 9)
    .addHelpText("after", example("project add-stage classify --candidates labels"))
    .action(run);
}

async function run(words: string[], { candidates, people, ...given }: Options): Promise<void> {
  const stage = words.at(-1)!;
  if (!addable.some((known) => known === stage) || words.length > 2)
    throw new Failure(
      "wrong-usage",
      `${words.length > 2 ? words.join(" ") : stage} is no stage that can be added: there is ${addable.join(", ")}.`,
    );
  const options = named(words.length > 1 ? words[0] : undefined, given);
  const changes = { objectsOverlap: people, objectsCandidates: candidates };
  const view = await withProject(options, async (ctx, { id: project }) => {
    const { version } = await getSettings(ctx, { project });
    return changeSettings(ctx, { project, person: null, version, changes });
  });
  if (options.json) return printJson(view);
  print(
    `${people} people are asked for the objects of each image from now on, among ${describe[candidates]}. Labels and releases stay as they are.`,
  );
  print("Annotators find it under “My work”, as soon as images have candidates.");
}

const describe: Record<ProjectSettings["objectsCandidates"], string> = {
  labels: "the labels that it has by then",
  proposals: "its proposals",
  given: "the labels that are given for it (classify candidates)",
};
