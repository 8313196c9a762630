import { resolve } from "node:path";
import type { Command } from "commander";
import { addModel } from "../../../actions/models/addModel.ts";
import { describeMeasurement, percentOf } from "../../../actions/models/describeMeasurement.ts";
import { samples } from "../../../actions/models/findModel.ts";
import { type KnownModel, listKnownModels } from "../../../actions/models/listKnownModels.ts";
import { removeModel } from "../../../actions/models/removeModel.ts";
import { quoteWord } from "../../../contract/writeCommand.ts";
import { commandFor } from "../../../files/commandFor.ts";
import { readModelCard } from "../../../inference/readModelCard.ts";
import { findModelCard } from "../../findModelCard.ts";
import { type DataOptions, withInstallation } from "../../installation.ts";
import { addDataOptions, example } from "../../options/options.ts";
import { addRunOptions, type RunFlags, readRunOptions } from "../../options/runOptions.ts";
import { formatCount, formatTable, print, printJson } from "../../output/output.ts";
import { addModelsInspect } from "./modelsInspect.ts";
import { addModelsSelect } from "./modelsSelect.ts";

interface Options extends DataOptions {
  json?: true;
}

const kinds = {
  embedded: "embedded",
  registered: "added",
  imported: "imported scores",
  "no-file": "file not kept here",
} as const;

export function addModelsCommands(program: Command): void {
  const models = program
    .command("models")
    .description("the classifiers that propose labels: look into them, keep them, compare them")
    .helpCommand(false);
  addDataOptions(models.command("list"))
    .description("list all models that this data folder knows")
    .addHelpText("after", example("models list"))
    .action(list);
  addRunOptions(addDataOptions(models.command("add <file>")))
    .description(
      "measure a model on photos whose labels are known, and copy it and its card into the data folder",
    )
    .requiredOption("--card <file>", "the model's card (`models inspect` proposes one)")
    .option("--allow-implausible", "even if it finds known labels no more often than by chance")
    .addHelpText("after", example("models add resnet50.onnx --card resnet50.json"))
    .action(add);
  addModelsInspect(models);
  addDataOptions(models.command("remove <name>"))
    .description("delete a model that was added; its predictions and proposals stay")
    .option("--force", "even if predictions rest on it, which then cannot be repeated")
    .addHelpText("after", example("models remove resnet50"))
    .action(remove);
  addModelsSelect(models);
}

async function list(options: Options): Promise<void> {
  const embedded = await findModelCard();
  const models = await withInstallation(options, (ctx) => listKnownModels(ctx, { embedded }));
  if (options.json) return printJson(models);
  const rows = models.map((model) => {
    const { name, labelSpace, classes, bytes, predictions, sha256 } = model;
    return [
      name,
      kindOf(model),
      labelSpace ?? "–",
      classes ?? "–",
      bytes === null ? "–" : `${(bytes / 1e6).toFixed(1)} MB`,
      predictions,
      showMeasured(model),
      sha256.slice(0, 12),
    ];
  });
  print(
    formatTable([
      ["name", "what", "label space", "labels", "size", "predictions", "top-1, top-20", "SHA-256"],
      ...rows,
    ]),
  );
}

async function add(
  file: string,
  options: Options & RunFlags & { card: string; allowImplausible?: true },
): Promise<void> {
  const { card } = await readModelCard(resolve(options.card));
  const embedded = await findModelCard();
  const added = await withInstallation(options, (ctx) =>
    addModel(ctx, {
      file: resolve(file),
      card,
      embedded: embedded.card.name,
      samples,
      allowImplausible: options.allowImplausible,
      run: readRunOptions(options),
    }),
  );
  const { name, sha256, measured } = added.card;
  if (options.json) return printJson({ name, sha256, isNew: added.isNew, measured: measured ?? null });
  print(added.isNew ? `${name} was added.` : `${name} was there already.`);
  if (measured) print(describeMeasurement(measured));
  const next = added.card.output.kind === "vector" ? "import label-vectors FILE" : "propose";
  print(`Next: ${commandFor(`${next} --model ${quoteWord(name)}`, options)}`);
}

/** What it is, and where its file is. */
const kindOf = ({ kind, head }: KnownModel) =>
  head ? `${kinds[kind]}, ${head.vectors ? "image-text" : "image tower"}` : kinds[kind];

/** Top-1 and top-20 as they were measured, in short. */
function showMeasured({ measured }: KnownModel): string {
  if (!measured || measured.top1 === null) return measured ? "not measured" : "–";
  const warning = measured.verdict === "near-chance" ? ", near chance" : "";
  return `${percentOf(measured.top1)}, ${percentOf(measured.top20)} of ${measured.images}${warning}`;
}

async function remove(name: string, options: Options & { force?: true }): Promise<void> {
  const removed = await withInstallation(options, (ctx) =>
    removeModel(ctx, { name, force: options.force ?? false }),
  );
  if (options.json) return printJson(removed);
  const { predictions } = removed;
  print(
    `${name} was removed.${predictions > 0 ? ` ${formatCount(predictions, "prediction")} by it stay.` : ""}`,
  );
}
