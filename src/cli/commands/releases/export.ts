import { type Command, Option } from "commander";
import type { Context } from "../../../actions/context.ts";
import { type ExportedDataset, exportDataset } from "../../../actions/releases/exportDataset.ts";
import { exportEvents } from "../../../actions/releases/exportEvents.ts";
import { type ExportedFile, exportRelease } from "../../../actions/releases/exportRelease.ts";
import { listReleases } from "../../../actions/releases/listReleases.ts";
import { Failure } from "../../../contract/failure.ts";
import {
  csvFormats,
  type ExportFormat,
  exportFormats,
  type ImagesOption,
  imagesOptions,
  isFolderFormat,
  type Release,
} from "../../../contract/releases/release.ts";
import type { Project } from "../../../db/project/project.ts";
import { commandFor } from "../../../files/commandFor.ts";
import { defaultShardSize } from "../../../files/datasets/shards.ts";
import { writeFolder } from "../../../files/datasets/writeFolder.ts";
import { writeFileWhole } from "../../../files/writeFileWhole.ts";
import { nameAmongSeveral, type ProjectOptions, withProject } from "../../installation.ts";
import { addProjectOptions, example, spreadsheet, wholeNumber } from "../../options/options.ts";
import { print, printJson } from "../../output/output.ts";
import { showProgress } from "../../output/progress.ts";
import { writeToStdout } from "../../output/writeToStdout.ts";

interface Options extends ProjectOptions {
  json?: true;
  release?: string;
  format: ExportFormat | "events";
  model?: string;
  images?: ImagesOption;
  shardImages?: number;
  shardMegabytes?: number;
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
    .addOption(
      new Option(
        "--images <how>",
        "write a folder with the labels, a card, a citation file and the images: copied, as links to their files, or none",
      ).choices([...imagesOptions]),
    )
    .option(
      "--shard-images <number>",
      "of files of several: at most so many images in one (default: 10,000)",
      wholeNumber(1),
    )
    .option(
      "--shard-megabytes <number>",
      "of files of several: about so large (default: 1,000)",
      wholeNumber(1),
    )
    .option(
      "--out <file>",
      "where to; - is stdout, where a folder is a tar archive (default: a name made of project and content)",
    )
    .option("--force", "replace a file or folder that exists")
    .option(...spreadsheet)
    .addHelpText("after", example("export --format hugging-face --images copy --out birds"))
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
  if (format === "events" && options.images !== undefined)
    throw new Failure("wrong-usage", "No images belong to events: leave out --images.");
  const isFolder = options.images !== undefined || (format !== "events" && isFolderFormat(format));
  if (!isFolder && (options.shardImages !== undefined || options.shardMegabytes !== undefined))
    throw new Failure(
      "wrong-usage",
      "--shard-images and --shard-megabytes are for a folder: leave them out.",
    );
  const written = await withProject(options, async (ctx, project) => {
    if (isFolder && format !== "events" && out !== "-")
      return writeDataset(ctx, project, { ...options, format });
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
  { format, release: wanted = "latest", spreadsheet, model, images, ...options }: Options,
): Promise<Pick<ExportedFile, "fileName" | "body"> & { release?: number; sha256?: string }> {
  if (format === "events") {
    const { fileName, body } = await exportEvents(ctx, { project: project.id });
    return { fileName, body };
  }
  const { id, number, sha256 } = await findRelease(ctx, project, wanted);
  const { fileName, body } = await exportRelease(ctx, {
    ...{ release: id, format, spreadsheet, model, images },
    shardSize: shardSizeIn(options),
  });
  return { fileName, body, release: number, sha256 };
}

const shardSizeIn = ({ shardImages, shardMegabytes }: Pick<Options, "shardImages" | "shardMegabytes">) => ({
  images: shardImages ?? defaultShardSize.images,
  bytes: shardMegabytes === undefined ? defaultShardSize.bytes : shardMegabytes * 1e6,
});

async function writeDataset(
  ctx: Context,
  project: Project,
  {
    format,
    images,
    release: wanted = "latest",
    out,
    force,
    spreadsheet,
    ...options
  }: Options & { format: ExportFormat },
) {
  const { id, number, sha256 } = await findRelease(ctx, project, wanted);
  const display = showProgress();
  try {
    const { folderName, files }: ExportedDataset = await exportDataset(
      ctx,
      { release: id, format, images, spreadsheet, shardSize: shardSizeIn(options) },
      { onProgress: display.show },
    );
    const file = await writeFolder(out ?? folderName, files, { force: force ?? false });
    return { file, format, release: number, sha256 };
  } finally {
    display.stop();
  }
}

async function findRelease(
  ctx: Context,
  project: Project,
  wanted: string,
): Promise<Pick<Release, "id" | "number" | "sha256">> {
  const { releases } = await listReleases(ctx, { project: project.id });
  const [latest] = releases;
  if (!latest) {
    const place = { data: ctx.dataFolder, project: await nameAmongSeveral(ctx, project) };
    throw new Failure(
      "not-found",
      `“${project.name}” has no release yet. Make one: ${commandFor("release create", place)}`,
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
