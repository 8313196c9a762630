import { type Command, Option } from "commander";
import { createProject } from "../../actions/project/createProject.ts";
import { type Preset, presets } from "../../core/project/settings.ts";
import { countImages } from "../../db/images/image.ts";
import { listProjects, type Project } from "../../db/project/project.ts";
import { commandFor } from "../../files/commandFor.ts";
import { type DataOptions, withInstallation } from "../installation.ts";
import { addDataOptions, example } from "../options/options.ts";
import { formatCount, formatTable, print, printJson } from "../output/output.ts";
import { addProjectGuideline } from "./projectGuideline.ts";
import { addProjectNotes } from "./projectNotes.ts";
import { addProjectPilot } from "./projectPilot.ts";
import { addProjectPlan } from "./projectPlan.ts";
import { addProjectRulings } from "./projectRulings.ts";
import { addProjectSettings } from "./projectSettings.ts";

interface Options extends DataOptions {
  json?: true;
}

export function addProjectCommands(program: Command): void {
  const project = program.command("project").description("make and list projects").helpCommand(false);
  addDataOptions(project.command("create <name>"))
    .description("make a project over a label space")
    .option(
      "--label-space <name>",
      "imagenet-1k, or the path of a file (see label-spaces/README.md)",
      "imagenet-1k",
    )
    .addOption(
      new Option("--preset <rules>", "the published protocol, or the careful one that biases people less")
        .choices(presets)
        .default("paper"),
    )
    .addHelpText("after", example('project create "Street signs" --label-space signs.csv'))
    .action(create);
  addDataOptions(project.command("list"))
    .description("list the projects of a data folder")
    .addHelpText("after", example("project list"))
    .action(list);
  addProjectSettings(project);
  addProjectGuideline(project);
  addProjectPilot(project);
  addProjectPlan(project);
  addProjectNotes(project);
  addProjectRulings(project);
}

async function create(
  name: string,
  options: Options & { labelSpace: string; preset: Preset },
): Promise<void> {
  const { labelSpace, preset } = options;
  const project = await withInstallation({ ...options, mayCreate: true }, (ctx) =>
    createProject(ctx, { name, labelSpace, preset }),
  );
  if (options.json) return printJson(describe(project));
  print(
    `The project “${project.name}” is made, with ${formatCount(project.labelCount, "label")} of ${project.labelSpaceName} and the preset “${preset}”.`,
  );
  print(`Next: ${commandFor("import images FOLDER", options)}`);
}

async function list(options: Options): Promise<void> {
  const projects = await withInstallation(options, async (ctx) => {
    const all = await listProjects(ctx.db);
    return Promise.all(
      all.map(async (project) => {
        const { none, unverified, ok, failed } = await countImages(ctx.db, project.id);
        return { ...describe(project), images: none + unverified + ok + failed };
      }),
    );
  });
  if (options.json) return printJson(projects);
  if (projects.length === 0)
    print(`There is no project yet. Make one: ${commandFor("project create NAME", { data: options.data })}`);
  else
    print(
      formatTable([
        ["name", "label space", "images"],
        ...projects.map((p) => [p.name, p.labelSpace, p.images]),
      ]),
    );
}

const describe = (project: Project) => ({
  id: project.id,
  name: project.name,
  labelSpace: project.labelSpaceKey,
  labels: project.labelCount,
  preset: project.settings.preset,
});
