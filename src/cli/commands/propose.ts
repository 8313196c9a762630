import type { Command } from "commander";
import { proposeLabels } from "../../actions/proposeLabels.ts";
import { countProposals } from "../../db/proposal.ts";
import { commandFor } from "../commandFor.ts";
import { findModelCard } from "../findModelCard.ts";
import { type ProjectOptions, withProject } from "../installation.ts";
import { addProjectOptions, example, wholeNumber } from "../options.ts";
import { formatCount, formatNumber, formatRefusals, print, printJson } from "../output.ts";
import { runShownJob } from "../runShownJob.ts";

interface Options extends ProjectOptions {
  json?: true;
  model?: string;
  workers?: number;
}

export function addPropose(program: Command): void {
  addProjectOptions(program.command("propose"))
    .description("have a classifier propose labels for every image that has none")
    .option(
      "--model <card>",
      "a model's card, a JSON file beside its ONNX file (default: the embedded model)",
    )
    .option("--workers <number>", "images classified at once (default: one per core)", wholeNumber(1, 256))
    .addHelpText("after", example("multilabelfy propose --project ImageNet"))
    .action(run);
}

async function run(options: Options): Promise<void> {
  const { card, modelFile } = await findModelCard(options.model);
  const report = await withProject(options, async (ctx, project) => {
    const proposed = await runShownJob(ctx, project, "propose", (job) =>
      proposeLabels(ctx, { ...job, project: project.id, card, modelFile, workers: options.workers }),
    );
    return { project: project.name, ...proposed, withProposals: await countProposals(ctx.db, project.id) };
  });
  if (options.json) return printJson(report);
  const { model, proposed, withProposals, failed } = report;
  print(
    `${formatCount(proposed, "image")} got proposals by ${model}; ${formatNumber(withProposals)} have them now.`,
  );
  if (failed.length > 0)
    print(`${formatCount(failed.length, "image")} could not be classified:\n${formatRefusals(failed)}`);
  print(`Next: ${commandFor("assign --batches 7", options)}`);
}
