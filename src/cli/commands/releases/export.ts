import { type Command, Option } from "commander";
import type { Context } from "../../../actions/context.ts";
import { exportEvents } from "../../../actions/releases/exportEvents.ts";
import { type ExportedFile, exportRelease } from "../../../actions/releases/exportRelease.ts";
import { listReleases } from "../../../actions/releases/listReleases.ts";
import { Failure } from "../../../contract/failure.ts";
import {
  csvFormats,
  type ExportFormat,
  exportFormats,
  type Release,
} from "../../../contract/releases/release.ts";
import type { Project } from "../../../db/project/project.ts";
import { commandFor } from "../../../files/commandFor.ts";
import { writeFileWhole } from "../../../files/writeFileWhole.ts";
import { type ProjectOptions, withProject } from "../../installation.ts";
import { addProjectOptions, example, spreadsheet } from "../../options/options.ts";
import { print, printJson } from "../../output/output.ts";
import { writeToStdout } from "../../output/writeToStdout.ts";

interface Options extends ProjectOptions {
  json?: true;
  release?: string;
  format: ExportFormat | "events";
  model?: string;
  out?: string;
  force?: true;
  spreadsheet?: true;
}

export function addExport(program: Command): void {
  addProjectOptions(program.command("export"))
    .description(
      "write a release's labels or votes, its guideline or no-label review, or all events of the project as a file",
    )
    .option("--release <number>", "the release's number, or latest (default: latest)")
    .addOption(
      new Option("--format <format>", "the file's format")
        .choices([...exportFormats, "events"])
        .default("multilabelfy"),
    )
    .option("--model <name>", "of relabel: whose maps, where several models have made some")
    .option("--out <file>", "where to; - is stdout (default: a name made of project and content)")
    .option("--force", "replace a file that exists")
    .option(...spreadsheet)
    .addHelpText("after", example("export --release 1 --format csv --out labels.csv"))
    .action(run);
}

async function run(options: Options): Promise<void> {
  const { format, out, json } = options;
  if (out === "-" && json) {
    throw new Failure("wrong-usage", "--json and --out - both want stdout. Leave one of them out.");
  }
  if (options.spreadsheet && !csvFormats.some((csv) => csv === format)) {
    throw new Failure("wrong-usage", `--spreadsheet is for CSV, and ${format} is none: leave it out.`);
  }
  if (options.model !== undefined && format !== "relabel")
    throw new Failure("wrong-usage", "--model is for --format relabel: leave it out.");
  if (format === "events" && options.release !== undefined) {
    throw new Failure("wrong-usage", "Events are the whole project's, not a release's: leave out --release.");
  }
  const written = await withProject(options, async (ctx, project) => {
    const { fileName, body, ...about } = await readContent(ctx, project, options);
    if (out === "-") return writeToStdout(body);
    const file = await writeFileWhole(out ?? fileName, body, { force: options.force ?? false });
    return { file, format, ...about };
  });
  if (!written) return;
  if (json) printJson(written);
  else if (written.release === undefined) print(`All events are written to ${written.file}`);
  else print(`Release ${written.release} is written to ${written.file}`);
}

async function readContent(
  ctx: Context,
  project: Project,
  { format, release: wanted = "latest", spreadsheet, model }: Options,
): Promise<Pick<ExportedFile, "fileName" | "body"> & { release?: number; sha256?: string }> {
  if (format === "events") {
    const { fileName, body } = await exportEvents(ctx, { project: project.id });
    return { fileName, body };
  }
  const { id, number, sha256 } = await findRelease(ctx, project, wanted);
  const { fileName, body } = await exportRelease(ctx, { release: id, format, spreadsheet, model });
  return { fileName, body, release: number, sha256 };
}

async function findRelease(
  ctx: Context,
  project: Project,
  wanted: string,
): Promise<Pick<Release, "id" | "number" | "sha256">> {
  const { releases } = await listReleases(ctx, { project: project.id });
  const [latest] = releases;
  if (!latest) {
    throw new Failure(
      "not-found",
      `“${project.name}” has no release yet. Make one: ${commandFor("release create", { data: ctx.dataFolder })}`,
    );
  }
  if (wanted === "latest") return latest;
  const found = releases.find(({ number }) => String(number) === wanted);
  if (found) return found;
  throw new Failure(
    "not-found",
    `“${project.name}” has no release ${wanted}: the latest is ${latest.number}.`,
  );
}
