import type { Command } from "commander";
import { createRelease } from "../../../actions/releases/createRelease.ts";
import { listReleases } from "../../../actions/releases/listReleases.ts";
import { Failure } from "../../../contract/failure.ts";
import * as contract from "../../../contract/releases/release.ts";
import { commandFor } from "../../../files/commandFor.ts";
import { type ProjectOptions, withProject } from "../../installation.ts";
import { addProjectOptions, example, wholeNumber } from "../../options/options.ts";
import { formatCount, formatTable, print, printJson } from "../../output/output.ts";
import { diffReleases } from "./releaseDiff.ts";

interface Options extends ProjectOptions {
  json?: true;
}

export function addReleaseCommands(program: Command): void {
  const release = program
    .command("release")
    .description("freeze labels as a version, list the versions, and compare two")
    .helpCommand(false);
  addProjectOptions(release.command("create"))
    .description("freeze the labels as they are")
    .option("--name <name>", "the release's name (default: its number)")
    .option("--allow-pending", "leave out images that are not finished, instead of refusing")
    .option("--licence <id>", "of the labels: an SPDX id such as CC-BY-4.0, or another name")
    .option("--authors <names...>", "whom to cite, a name each")
    .addHelpText("after", example('release create --name "First pass" --allow-pending'))
    .action(create);
  addProjectOptions(release.command("list"))
    .description("list the releases of a project, newest first")
    .addHelpText("after", example("release list"))
    .action(list);
  addProjectOptions(release.command("diff"))
    .description("what changed from release A to release B: protocol, counts, labels gained and lost")
    .argument("<a>", "the first release's number", wholeNumber(1))
    .argument("<b>", "the second release's number", wholeNumber(1))
    .option("--images", "list every image that changed")
    .addHelpText("after", example("release diff 1 2 --images"))
    .action(diffReleases);
}

interface CreateOptions extends Options {
  name?: string;
  allowPending?: true;
  licence?: string;
  authors?: string[];
}

async function create(options: CreateOptions): Promise<void> {
  const release = await withProject(options, async (ctx, project) => {
    const { releases } = await listReleases(ctx, { project: project.id });
    return createRelease(ctx, {
      project: project.id,
      name: options.name ?? `Release ${(releases[0]?.number ?? 0) + 1}`,
      allowPending: options.allowPending ?? false,
      ...publishingIn(options),
      person: null,
    });
  });
  if (options.json) return printJson(release);
  const { number, name, images, labels, pending } = release;
  print(
    `Release ${number}, “${name}”: ${formatCount(images, "image")} with ${formatCount(labels, "label")}.`,
  );
  if (pending > 0) print(`${formatCount(pending, "image")} not finished and left out.`);
  print(`Next: ${commandFor(`export --release ${number}`, options)}`);
}

/** @throws Failure `wrong-usage` for what the browser would not take, either */
function publishingIn({ licence, authors }: CreateOptions) {
  const read = contract.createRelease.body
    .pick({ licence: true, authors: true })
    .safeParse({ licence, authors });
  if (read.success) return read.data;
  throw new Failure("wrong-usage", "--licence and each of --authors are texts of 1 to 100 characters.");
}

async function list(options: Options): Promise<void> {
  const { releases, ready, pending } = await withProject(options, (ctx, project) =>
    listReleases(ctx, { project: project.id }),
  );
  if (options.json) return printJson({ releases, ready, pending });
  if (releases.length > 0) {
    print(
      formatTable([
        ["number", "name", "made", "images", "labels", "left out"],
        ...releases.map((r) => [r.number, r.name, r.at.slice(0, 10), r.images, r.labels, r.pending]),
      ]),
    );
  }
  print(`A release would hold ${formatCount(ready, "image")} now; ${pending} not finished.`);
}
