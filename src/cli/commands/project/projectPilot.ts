import type { Command } from "commander";
import { freezeGuideline } from "../../../actions/pilot/freezeGuideline.ts";
import { getPilot } from "../../../actions/pilot/getPilot.ts";
import { makePilot } from "../../../actions/pilot/makePilot.ts";
import { largestPilot, type Pilot, usualPilot } from "../../../contract/pilot.ts";
import { type ProjectOptions, withProject } from "../../installation.ts";
import { addProjectOptions, example, wholeNumber } from "../../options/options.ts";
import { labelNamesOf } from "../../output/labelNamesOf.ts";
import { formatCount, formatShare, formatTable, print, printJson } from "../../output/output.ts";

interface Options extends ProjectOptions {
  json?: true;
}

export function addProjectPilot(project: Command): void {
  const pilot = project
    .command("pilot")
    .description("the same images for every annotator, before the work begins")
    .helpCommand(false);
  addProjectOptions(pilot.command("make"))
    .description("draw images and give them to every annotator; their answers never count")
    .option("--images <number>", "how many", wholeNumber(1, largestPilot), usualPilot)
    .option("--seed <number>", "the same seed draws the same images", wholeNumber(0, 2 ** 31 - 1), 1)
    .addHelpText("after", example("project pilot make --images 50 --seed 1"))
    .action(make);
  addProjectOptions(pilot.command("show"))
    .description("who is how far, and which pairs of labels are disputed")
    .addHelpText("after", example("project pilot show"))
    .action(show);
  addProjectOptions(pilot.command("freeze"))
    .description("end the pilot: the work begins with the guideline and the rulings as they are")
    .addHelpText("after", example("project pilot freeze"))
    .action(freeze);
}

async function make(options: Options & { images: number; seed: number }): Promise<void> {
  const { images, seed } = options;
  const made = await withProject(options, (ctx, { id }) =>
    makePilot(ctx, { project: id, person: null, images, seed }),
  );
  if (options.json) return printJson(made);
  print(`${formatCount(made.images, "image")} are given to ${formatCount(made.annotators, "annotator")}.`);
}

async function show(options: Options): Promise<void> {
  const { page, nameOf } = await withProject(options, async (ctx, project) => ({
    page: await getPilot(ctx, { project: project.id }),
    nameOf: await labelNamesOf(ctx.db, project),
  }));
  if (options.json) return printJson(page);
  if (!page.pilot) return print("There is no pilot yet.");
  printPilot(page.pilot, nameOf);
}

function printPilot(pilot: Pilot, nameOf: (label: number) => string): void {
  const { frozen, people, disputedPairs } = pilot;
  print(
    frozen
      ? `Frozen: version ${frozen.guidelineVersion} of the guideline, ${frozen.rulingVersion} of the rulings.`
      : `Open, with ${formatCount(pilot.images, "image")}.`,
  );
  print(
    formatTable([
      ["annotator", "done", "of", ""],
      ...people.map(({ name, done, total }) => [name, done, total, formatShare(done, total)]),
    ]),
  );
  if (disputedPairs.rows.length === 0) return;
  print(
    formatTable([
      ["most disputed pairs", "", "images", "of"],
      ...disputedPairs.rows.map(({ labels, images, chosen }) => [
        nameOf(labels[0]),
        nameOf(labels[1]),
        images,
        chosen,
      ]),
    ]),
  );
}

async function freeze(options: Options): Promise<void> {
  const ended = await withProject(options, async (ctx, { id, guidelineVersion, rulingVersion }) => ({
    guidelineVersion,
    rulingVersion,
    ...(await freezeGuideline(ctx, { project: id, person: null, guidelineVersion, rulingVersion })),
  }));
  if (options.json) return printJson(ended);
  print(
    `The work begins with version ${ended.guidelineVersion} of the guideline. ${formatCount(ended.sent, "image")} of the pilot go to experts; ${formatCount(ended.free, "image")} that nobody had begun are free again.`,
  );
}
