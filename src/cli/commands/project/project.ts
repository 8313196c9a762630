import { type Command, Option } from "commander";
import { createProject } from "../../../actions/project/createProject.ts";
import { Failure } from "../../../contract/failure.ts";
import { presetsExplained } from "../../../contract/project/create.ts";
import { type Preset, presets } from "../../../core/project/settings.ts";
import { countImages } from "../../../db/images/image.ts";
import { listProjects, type Project } from "../../../db/project/project.ts";
import { commandFor } from "../../../files/commandFor.ts";
import { findLabelSpace } from "../../../files/labelSpaces/findLabelSpace.ts";
import { readClassFolders } from "../../../files/labelSpaces/readClassFolders.ts";
import { type LabelSpaceFile, readLabelSpaceFile } from "../../../files/labelSpaces/readLabelSpaceFile.ts";
import { type DataOptions, nameAmongSeveral, withInstallation } from "../../installation.ts";
import { addDataOptions, example } from "../../options/options.ts";
import { formatCount, formatTable, print, printJson } from "../../output/output.ts";
import { addProjectAddStage } from "./projectAddStage.ts";
import { addProjectAsking } from "./projectAsking.ts";
import { addProjectDrift } from "./projectDrift.ts";
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
    .addOption(
      new Option("--label-space <name>", "a label space that comes with the program, or the path of a file")
        .default("imagenet-1k")
        .conflicts(["labels", "labelsFrom"]),
    )
    .addOption(
      new Option(
        "--labels <file>",
        "labels of your own: names, one per line (.txt), CSV, JSON, YAML, or a dataset's README.md (see label-spaces/README.md)",
      ).conflicts("labelsFrom"),
    )
    .option("--labels-from <folder>", "labels called as class folders are (cat/, or train/cat/ and val/cat/)")
    .addOption(
      new Option(
        "--label-level <level>",
        "with --labels-from: folders are labels (1), or those inside of them (2)",
      )
        .choices(["1", "2"])
        .conflicts("labels"),
    )
    .addOption(
      new Option(
        "--label-feature <name>",
        "with --labels: of a dataset with several kinds of labels, the one that is meant",
      ).conflicts("labelsFrom"),
    )
    .addOption(
      new Option("--preset <rules>", "the protocol: what is asked of people, and by which rules")
        .choices(presets)
        .default("paper"),
    )
    .addHelpText("after", explainPresets)
    .addHelpText("after", example('project create "Street signs" --labels signs.csv'))
    .action(create);
  addDataOptions(project.command("list"))
    .description("list the projects of a data folder")
    .addHelpText("after", example("project list"))
    .action(list);
  addProjectSettings(project);
  addProjectGuideline(project);
  addProjectPilot(project);
  addProjectAsking(project);
  addProjectPlan(project);
  addProjectDrift(project);
  addProjectAddStage(project);
  addProjectNotes(project);
  addProjectRulings(project);
}

const explainPresets = `\nPresets:\n${presets.map((preset) => `  ${preset.padEnd(18)} ${presetsExplained[preset]}`).join("\n")}`;

interface CreateOptions extends Options {
  labelSpace: string;
  labels?: string;
  labelsFrom?: string;
  labelLevel?: "1" | "2";
  labelFeature?: string;
  preset: Preset;
}

async function create(name: string, options: CreateOptions): Promise<void> {
  const { preset } = options;
  const labelSpace = await readLabelSpace(options);
  const [project, hinted] = await withInstallation({ ...options, mayCreate: true }, async (ctx) => {
    const made = await createProject(ctx, { name, labelSpace, preset });
    return [made, await nameAmongSeveral(ctx, made)] as const;
  });
  if (options.json) return printJson({ ...describe(project), unread: labelSpace.unread });
  print(
    `The project “${project.name}” is made, with ${formatCount(project.labelCount, "label")} of “${project.labelSpaceName}” and the preset “${preset}”.`,
  );
  if (labelSpace.unread.length > 0) print(`Not read: ${labelSpace.unread.join("; ")}.`);
  print(`Next: ${commandFor("import images FOLDER", { ...options, project: hinted })}`);
}

async function readLabelSpace({
  labelSpace,
  labels,
  labelsFrom,
  labelLevel,
  labelFeature,
}: CreateOptions): Promise<LabelSpaceFile> {
  if (labelsFrom !== undefined) {
    return readClassFolders(labelsFrom, { level: labelLevel === undefined ? undefined : levels[labelLevel] });
  }
  if (labelLevel !== undefined) {
    throw new Failure(
      "wrong-usage",
      "--label-level says which folders are labels: add --labels-from FOLDER.",
    );
  }
  if (labels !== undefined) return readLabelSpaceFile(labels, { feature: labelFeature });
  if (labelFeature !== undefined) {
    throw new Failure(
      "wrong-usage",
      "--label-feature says which labels of a file are meant: add --labels FILE.",
    );
  }
  return findLabelSpace(labelSpace);
}

const levels = { 1: 1, 2: 2 } as const;

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
