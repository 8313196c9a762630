import { type Command, Option } from "commander";
import type { Context } from "../../actions/context.ts";
import { exportRelease } from "../../actions/exportRelease.ts";
import { listReleases } from "../../actions/listReleases.ts";
import { Failure } from "../../contract/failure.ts";
import { type ExportFormat, exportFormats, type Release } from "../../contract/release.ts";
import type { Project } from "../../db/project.ts";
import { writeFileWhole } from "../../files/writeFileWhole.ts";
import { type ProjectOptions, withProject } from "../installation.ts";
import { addProjectOptions, example } from "../options.ts";
import { print, printJson } from "../output.ts";
import { writeToStdout } from "../writeToStdout.ts";

interface Options extends ProjectOptions {
  json?: true;
  release: string;
  format: ExportFormat;
  out?: string;
  force?: true;
}

export function addExport(program: Command): void {
  addProjectOptions(program.command("export"))
    .description("write a release's labels, the votes behind it, or the no-label review as a file")
    .option("--release <number>", "the release's number, or latest", "latest")
    .addOption(
      new Option("--format <format>", "the file's format").choices(exportFormats).default("multilabelfy"),
    )
    .option("--out <file>", "where to; - is stdout (default: a name made of project and release)")
    .option("--force", "replace a file that exists")
    .addHelpText("after", example("multilabelfy export --release 1 --format csv --out labels.csv"))
    .action(run);
}

async function run(options: Options): Promise<void> {
  const { format, out, json } = options;
  if (out === "-" && json) {
    throw new Failure("wrong-usage", "--json and --out - both want stdout. Leave one of them out.");
  }
  const written = await withProject(options, async (ctx, project) => {
    const release = await findRelease(ctx, project, options.release);
    const { fileName, body } = await exportRelease(ctx, { release: release.id, format });
    if (out === "-") return writeToStdout(body);
    const file = await writeFileWhole(out ?? fileName, body, { force: options.force ?? false });
    return { file, format, release: release.number, sha256: release.sha256 };
  });
  if (!written) return;
  if (json) printJson(written);
  else print(`Release ${written.release} is written to ${written.file}`);
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
      `“${project.name}” has no release yet. Make one: multilabelfy release create`,
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
