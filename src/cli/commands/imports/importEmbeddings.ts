import { type Command, Option } from "commander";
import { importEmbeddings } from "../../../actions/embeddings/importEmbeddings.ts";
import { commandFor } from "../../../files/commandFor.ts";
import { type ListOrder, listOrders } from "../../../files/images/listOrder.ts";
import { type ProjectOptions, withProject } from "../../installation.ts";
import { addProjectOptions, example } from "../../options/options.ts";
import { formatCount, formatNumber, print, printJson } from "../../output/output.ts";
import { runShownJob } from "../../runShownJob.ts";

interface Options extends ProjectOptions {
  json?: true;
  model: string;
  images?: string;
  array?: string;
  order?: ListOrder;
  ignoreUnknownImages?: true;
  replace?: true;
}

export function addImportEmbeddings(parent: Command): void {
  addProjectOptions(parent.command("embeddings <file>"))
    .description(
      "store embeddings of images that were computed elsewhere: a NumPy array, or Parquet, with a row per image",
    )
    .requiredOption("--model <name>", "what to call the model that they are by")
    .option("--images <list>", "of .npy and .npz: a CSV with the column image, in the order of the rows")
    .option("--array <name>", "which array of a .npz file, or which column of Parquet")
    .addOption(
      new Option(
        "--order <order>",
        "of the rows: that of --images (the default), of its file names, or of its paths",
      ).choices(listOrders),
    )
    .option("--ignore-unknown-images", "leave out images that are not in the project, instead of refusing")
    .option("--replace", "take the place of the embeddings that have this name")
    .addHelpText("after", example("import embeddings dinov2.npy --images val.csv --model dinov2"))
    .action(run);
}

async function run(file: string, options: Options): Promise<void> {
  const { model, images, array, order, ignoreUnknownImages, replace } = options;
  const report = await withProject(options, async (ctx, project) => {
    const imported = await runShownJob(ctx, project, "import-embeddings", (job) =>
      importEmbeddings(ctx, {
        ...job,
        project: project.id,
        file,
        model,
        images,
        array,
        order,
        ignoreUnknown: ignoreUnknownImages,
        replace,
      }),
    );
    return { project: project.name, ...imported };
  });
  if (options.json) return printJson(report);
  const what = `embeddings of ${formatCount(report.images, "image")} by ${report.model} (${formatNumber(report.size)} numbers)`;
  print(report.alreadyThere ? `The ${what} are there already.` : `The ${what} are stored.`);
  if (report.ignored > 0)
    print(`${formatCount(report.ignored, "row")} of images that the project lacks were left out.`);
  print(`Next: ${commandFor("propose", options)}`);
}
