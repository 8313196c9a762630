import type { Command } from "commander";
import { embedImages } from "../../../actions/embeddings/embedImages.ts";
import { findEmbeddings } from "../../../actions/embeddings/readEmbeddings.ts";
import { findModelCard } from "../../findModelCard.ts";
import { type ProjectOptions, placeOf, withProject } from "../../installation.ts";
import { addProjectOptions, example } from "../../options/options.ts";
import { addRunOptions, type RunFlags, readRunOptions } from "../../options/runOptions.ts";
import { formatCount, formatNumber, formatRefusals, print, printJson } from "../../output/output.ts";
import { runShownJob } from "../../runShownJob.ts";

interface Options extends ProjectOptions, RunFlags {
  json?: true;
  model?: string;
}

export function addEmbed(program: Command): void {
  addRunOptions(addProjectOptions(program.command("embed")))
    .description(
      "store what a model sees of every image, as numbers (its embedding), whatever labels it was made for; " +
        "propose does so in passing",
    )
    .option(
      "--model <name>",
      "a model that was added, or the path of a card, a JSON file beside its ONNX file (default: the embedded model)",
    )
    .addHelpText("after", example("embed"))
    .action(run);
}

async function run(options: Options): Promise<void> {
  await using found = await findModelCard(options.model, placeOf(options).storage);
  const { card, modelFile } = found;
  const report = await withProject(options, async (ctx, project) => {
    const { id, ...embedded } = await runShownJob(ctx, project, "embed", (job) =>
      embedImages(ctx, { ...job, project: project.id, card, modelFile, run: readRunOptions(options) }),
    );
    const { images } = await findEmbeddings(ctx, project.id, id);
    return { project: project.name, ...embedded, images };
  });
  if (options.json) return printJson(report);
  const { embedded, model, images, output, size, failed } = report;
  print(
    `${formatCount(embedded, "image")} got an embedding by ${model} (${output}, ${formatNumber(size)} numbers); ${formatNumber(images)} have one now.`,
  );
  if (failed.length > 0)
    print(`${formatCount(failed.length, "image")} could not be read:\n${formatRefusals(failed)}`);
}
